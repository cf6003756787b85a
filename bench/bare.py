"""The unit of all measurements, "1.00x": Django without middleware, answering 200 bytes."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"x" * 200)


urlpatterns = [path("", hello)]
# In a process of the shop: everything of the shop is off.
alone = override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])


def application() -> WSGIHandler:
    """Bare Django in a process of the shop: call it while `alone` is enabled."""
    with alone:
        return WSGIHandler()


def serve() -> WSGIHandler:
    """Bare Django in a process of its own: gunicorn "bench.bare:serve()"."""
    settings.configure(SECRET_KEY="public", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__)
    return get_wsgi_application()

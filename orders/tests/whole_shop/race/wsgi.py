"""What gunicorn serves in a race: the shop, less the guard that RACE_WITHOUT names."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
# As in conftest.py: no manifest, no slow hashes.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

django = get_wsgi_application()

from orders.tests.whole_shop.race.faults import take_away  # noqa: E402  # models come after the setup
from shop.metrics.port import on_its_port  # noqa: E402  # it counts by the settings

# Here once, and not in every process at its first answer.
import_module(settings.ROOT_URLCONF)

take_away(os.environ["RACE_WITHOUT"])


def application(environ, start_response):
    """Says which process has answered."""

    def with_worker(status, headers, *exc_info):
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *exc_info)

    return django(environ, with_worker)


application = on_its_port(application)

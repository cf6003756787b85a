"""What gunicorn serves in a race: the shop as in production, kept pages included, less the guard of RACE_WITHOUT."""

import os
from importlib import import_module

from django.conf import settings

from shop.at_once import at_hand_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
# As in conftest.py: no manifest, no slow hashes.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

from shop.wsgi import application as shop  # noqa: E402  # it reads the settings above

# Models come after the setup, which is made there.
from orders.tests.whole_shop.race.faults import take_away  # noqa: E402  # isort: skip

# Here once, and not in every process at its first answer.
import_module(settings.ROOT_URLCONF)

take_away(os.environ["RACE_WITHOUT"])


def with_worker(application):
    """The application, whose answers say which process has made them."""

    def said(environ, start_response):
        def start(status, headers, *exc_info):
            return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *exc_info)

        return application(environ, start)

    return said


application = with_worker(shop)
at_hand_of[application] = with_worker(at_hand_of[shop])

"""What all tests share. The environment is set before Django reads it: tests never see a developer's `.env`."""

import os

os.environ.update(
    DJANGO_SETTINGS_MODULE="shop.settings",
    ENV_FILE="/dev/null",
    SECRET_KEY="only for tests, and public",
    SITE_URL="http://testserver",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
    DEBUG="0",
    # Playwright's synchronous interface runs an event loop in the thread of the test.
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
)
for name in ("CURRENCY", "MINUTES_TO_PAY", "PRODUCTS_PER_PAGE", "SHOP_NAME", "SHOP_NAME_RU", "TIME_ZONE", "EMAIL_URL"):
    os.environ.pop(name, None)

import pytest  # the environment comes first
from django.conf import settings as shop_settings


def pytest_configure() -> None:
    # No manifest and no slow hashes in tests; what they are in the shop is tested by name.
    shop_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    shop_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    shop_settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Photographs of a test go where they are forgotten."""
    settings.MEDIA_ROOT = tmp_path

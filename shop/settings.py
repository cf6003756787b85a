"""Settings of the shop, all of them, read from the environment. `.env.example` explains each variable.

Nothing set but SECRET_KEY gives a safe shop: no debug pages, SQLite in `var/`, mail on the console.
"""

import os
from pathlib import Path

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from shop.connections import connection_options
from shop.environment import (
    Environment,
    boolean,
    database,
    email,
    filled,
    is_public,
    one_of,
    optional,
    positive,
    secret_key,
    secret_keys,
    sender,
    site_url,
    whole,
    zone,
)
from shop.storage import storage_of_photographs

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment(os.environ.get("ENV_FILE", str(BASE_DIR / ".env")))

# The site ---------------------------------------------------------------------------------------------------------

SITE = env(site_url, "SITE_URL", "http://localhost:8000")
SITE_URL = f"{SITE.scheme}://{SITE.netloc}"
IS_SECURE = SITE.scheme == "https"
SECRET_KEY = env(secret_key(is_public=is_public(SITE)), "SECRET_KEY")
SECRET_KEY_FALLBACKS = env(secret_keys(is_public=is_public(SITE)), "SECRET_KEY_FALLBACKS", "")
DEBUG = env(boolean, "DEBUG", "0")
env.require(not (DEBUG and IS_SECURE), "DEBUG", "write 0, for SITE_URL is https: debug pages show settings and code")
# Whether `make_catalogue` may fill the shop with invented shades.
BENCH = env(boolean, "BENCH", "0")

CURRENCY = env(one_of("EUR", "RUB"), "CURRENCY", "EUR")
PRODUCTS_PER_PAGE = env(whole(96), "PRODUCTS_PER_PAGE", "24")
ORDERS_PER_PAGE = 20
# How the orders that are placed from now on are paid. Transfers have days to arrive, and some more to be under way.
PAYMENT = env(one_of("mock", "transfer"), "PAYMENT", "mock")
MINUTES_TO_PAY = env(positive, "MINUTES_TO_PAY", "30")
DAYS_TO_PAY = env(whole(60), "DAYS_TO_PAY", "7")
PAYMENT_GRACE_DAYS = env(whole(30, least=0), "PAYMENT_GRACE_DAYS", "2")
CART_DAYS = 14

# Hosts, cookies and transport: SITE_URL decides them ----------------------------------------------------------------

HOST = SITE.hostname or ""
ALLOWED_HOSTS = [f"[{HOST}]" if ":" in HOST else HOST]
if SITE.hostname == "localhost":
    ALLOWED_HOSTS += ["127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Over https no other host of the domain can set these.
COOKIE_PREFIX = "__Host-" if IS_SECURE else ""
SESSION_ENGINE = "shop.sessions"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CART_COOKIE_NAME = f"{COOKIE_PREFIX}cart"
LAMP_COOKIE_NAME = f"{COOKIE_PREFIX}lamp"
MESSAGES_COOKIE_NAME = f"{COOKIE_PREFIX}messages"
MESSAGE_STORAGE = "shop.messages.MessageStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "shop.errors.csrf_failure"
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_HSTS_SECONDS = 63072000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
# Whether the visitor's address is that in X-Forwarded-For. With https a proxy is always in front.
BEHIND_PROXY = env(boolean, "BEHIND_PROXY", "1" if IS_SECURE else "0")
# Where figures of the shop are read (shop/metrics); None: nowhere, and nothing is counted.
METRICS_PORT = env(optional(whole(65535)), "METRICS_PORT", "")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Applications -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "accounts",
    "pages",
    "catalog",
    "cart",
    "orders",
    "shop",
    "shop.staff.app.StaffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "shop.health.health",
    "shop.metrics.port.counted",
    # Before WhiteNoise: static files have the headers of a page, too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shop.headers.policy_and_privacy_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shop.errors.known_outage",
    "shop.charset.utf8_alone",
    "shop.cookies.without_null_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shop.language.language_of_the_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cart.owner.cart_cookie",
    "shop.uploads.refuse_too_large",
    "accounts.throttle.retry_after",
    "accounts.second_factor.login.AsksForCode",
    "shop.errors.method_page",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"

# Kept pages (shop/kept): whoever has one of the first cookies gets the kept page with links of their own, as `VISITOR`
# finds them; whoever has one of the others is answered by Django.
COOKIES_OF_VISITORS = {SESSION_COOKIE_NAME, CART_COOKIE_NAME}
COOKIES_ANSWERED_FRESH = {LAMP_COOKIE_NAME, MESSAGES_COOKIE_NAME}
VISITOR = "cart.visitor.visitor_of"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shop.context.site",
                "pages.context.words",
                "catalog.context.lamp",
                "cart.context.cart",
                "orders.context.owed",
            ],
            "builtins": ["shop.templatetags.shop", "pages.templatetags.pages"],
        },
    },
]

# Database -----------------------------------------------------------------------------------------------------------

DATABASES = {"default": env(database, "DATABASE_URL", f"sqlite:///{VAR_DIR / 'shop.sqlite3'}")}
# A streaming replica of it, for the pages of visitors who have nothing (shop/replica.py).
if replica := env(optional(database), "REPLICA_URL", ""):
    is_pair = DATABASES["default"]["ENGINE"] == replica["ENGINE"] == "shop.postgresql"
    env.require(is_pair, "REPLICA_URL", "only PostgreSQL has replicas: write it and DATABASE_URL as postgres://…")
    DATABASES["replica"] = replica
PGBOUNCER = env(boolean, "PGBOUNCER", "0")
DATABASE_LIMITS = env(boolean, "DATABASE_LIMITS", "1")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# SQLite has no columns beside the key of an index, and needs none: its shops are small.
SILENCED_SYSTEM_CHECKS = ["models.W040"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    folder = Path(DATABASES["default"]["NAME"]).parent
    if folder == VAR_DIR:
        # Elsewhere it may be that nothing can be made, as in a container.
        VAR_DIR.mkdir(exist_ok=True)
    env.require(folder.is_dir(), "DATABASE_URL", "the folder of the SQLite file does not exist")
    # Writers wait for each other instead of failing (IMMEDIATE), and an order that was answered survives
    # a power cut (FULL).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        # A request that waits for the lock longer than this is answered with 503.
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    for one in DATABASES.values():
        # In seconds. A new connection costs as much as three orders, for it begins with nothing in its caches.
        one["CONN_MAX_AGE"] = 600
        one["CONN_HEALTH_CHECKS"] = True
        # A server-side cursor outlives its transaction, after which PgBouncer may hand the connection to somebody else.
        one["DISABLE_SERVER_SIDE_CURSORS"] = PGBOUNCER
        options = connection_options(pgbouncer=PGBOUNCER, limits=DATABASE_LIMITS)
        # What the address says itself (?sslmode=require) goes first.
        one["OPTIONS"] = options | one.get("OPTIONS", {})

# Accounts -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.BCryptSHA256PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "accounts.passwords.CommonPasswordValidator"},
]
# Whether the admin is closed to staff without a second factor. Whoever has one is asked for it in any case.
STAFF_SECOND_FACTOR = env(boolean, "STAFF_SECOND_FACTOR", "0")


def shop_name_of(device: object) -> str:
    """The name under which an app on a phone keeps the codes of a device."""
    return str(import_string("pages.current.business")().names[0])


OTP_TOTP_ISSUER = shop_name_of
# Guessing is limited by accounts/throttle.py instead, which never locks an account for good.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "catalog:home"
LOGOUT_REDIRECT_URL = "catalog:home"
PASSWORD_RESET_TIMEOUT = 60 * 60

vars().update(env(email, "EMAIL_URL", "consolemail://"))
# In seconds: a mail server that does not answer must not stop everything else that `tidy` does.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env(sender, "DEFAULT_FROM_EMAIL", f"shop@{ALLOWED_HOSTS[0]}")

# Language and time --------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "shop" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["shop.formats"]
TIME_ZONE = env(zone, "TIME_ZONE", "Europe/Berlin")
USE_TZ = True

# Files --------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# The owner's own look: files of this folder stand in for those of static/ with the same name, css/look.css above all.
LOOK = Path(env(filled, "LOOK", str(BASE_DIR / "look")))
env.require(LOOK.is_dir() or LOOK == BASE_DIR / "look", "LOOK", "this folder does not exist")
STATICFILES_DIRS = [folder for folder in (LOOK, BASE_DIR / "static") if folder.is_dir()]
# What collectstatic makes. Shops that are served from one checkout have one each.
STATIC_ROOT = Path(env(filled, "STATIC_ROOT", str(VAR_DIR / "static")))
# The pages with photographs take fewer, and say so; a request with very many is refused before any is received.
DATA_UPLOAD_MAX_NUMBER_FILES = 100
# Of a form without its files, in bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1536 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "shop.uploads.TemporaryFiles"]
# In a folder, or in a bucket that browsers know by an address of its own.
MEDIA_BUCKET, MEDIA_URL, photographs = storage_of_photographs(env)
MEDIA_ROOT = Path(env(filled, "MEDIA_ROOT", str(VAR_DIR / "media")))
# The default folder is made when the first photograph is stored. One that is named and missing is a disk not mounted.
env.require(MEDIA_ROOT.is_dir() or MEDIA_ROOT == VAR_DIR / "media", "MEDIA_ROOT", "this folder does not exist")
# For how many years an order keeps the name and address of whoever placed it. Invoices are kept for longer.
ADDRESS_YEARS = env(whole(99), "ADDRESS_YEARS", "3")
# For how many days the files of a photograph stay after the last row that names them is gone.
PHOTOGRAPH_DAYS = env(positive, "PHOTOGRAPH_DAYS", "14")
# For how many years after the one in which it was issued an invoice keeps the name and address of its buyer.
INVOICE_YEARS = env(whole(100), "INVOICE_YEARS", "10")
# True if no proxy serves the photographs (`make run`).
SERVE_MEDIA = env(boolean, "SERVE_MEDIA", "0")
if SERVE_MEDIA:
    # Then no proxy compresses the pages, either.
    MIDDLEWARE.insert(1, "shop.compression.CompressText")
# Nobody else's pages need our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": photographs,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "shop.joined.JoinedStaticFilesStorage",
    },
}
FORM_RENDERER = "shop.forms.FormRenderer"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "shop.logs.JsonLine"},
        "line": {"()": "shop.logs.Line", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line" if DEBUG else "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}

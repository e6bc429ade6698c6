"""Wiring: how the parts are put together. What an operator may set is in `environment.py`."""

import operator
import sys
import warnings
from typing import Any
from urllib.parse import urlsplit

from collab import clock, limits
from collab.environment import BASE_DIR, Environment

ENV = Environment.read()
DATA = ENV.collab_data.resolve()
DEBUG = ENV.debug
EMBEDDED = not ENV.database_url
SECRET_KEY = ENV.secret(folder=DATA)
if ENV.collab_movable_clock:
    clock.movable(DATA / "clock")

ORIGINS = ENV.origins() + (["http://localhost:5173", "http://127.0.0.1:5173"] if DEBUG else [])
"""The exact origins that browsers may come from, the front end's development server among them."""
SITE_URL = ORIGINS[0]
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = sorted(
    {str(urlsplit(origin).hostname) for origin in ORIGINS}
    | ({"testserver"} if "pytest" in sys.modules else set())
)
CSRF_TRUSTED_ORIGINS = ORIGINS

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.usersessions",
    "channels",
    "ninja",
    "collab.accounts",
    "collab.agenda",
    "collab.ledger",
    "collab.workrooms",
    "collab.files",
    "collab.billing",
    "collab.milestones",
    "collab.timetracker",
    "collab.chat",
    "collab.demo",
    "collab.live",
]
MIDDLEWARE = [
    "collab.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "collab.health.Health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "collab.accounts.sessions.LastSeen",
    "collab.problems.RefusalsAnywhere",
]
APPEND_SLASH = False
ROOT_URLCONF = "collab.urls"
ASGI_APPLICATION = "collab.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Without the last, INSERT OR REPLACE would remove a row past the triggers that keep it.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON;",
}
POSTGRESQL_OPTIONS = {
    "pool": {"min_size": 2, "max_size": ENV.database_pool, "timeout": 10},
    "options": "-c statement_timeout=20s -c lock_timeout=10s -c idle_in_transaction_session_timeout=20s",
}


def _database() -> dict[str, Any]:
    if not EMBEDDED:
        database = ENV.postgresql()
        return {**database, "OPTIONS": {**POSTGRESQL_OPTIONS, **database.get("OPTIONS", {})}}
    DATA.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "collab.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYERS: dict[str, Any] = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
if ENV.redis_url:
    _host = {
        "address": ENV.redis_url,
        "socket_timeout": None,
        "socket_connect_timeout": 2,
        "health_check_interval": 30,
        "max_connections": 500,
    }
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [_host]},
    }

CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
"""Where django-allauth counts tries to sign in."""
if ENV.redis_url:
    CACHES["default"] = {
        "BACKEND": "collab.counters.RedisOrMemory",
        "LOCATION": ENV.redis_url,
        "KEY_PREFIX": "collab",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }

S3_FOLDER = None if ENV.s3_endpoint_url else DATA / "storage"
"""Where a store that Collab starts itself has all its own."""
_storage = ENV.storage(folder=DATA / "storage")
S3_ENDPOINT_URL = _storage["S3_ENDPOINT_URL"]
"""Empty where there is no store (yet): then files wait, and all else goes on."""
S3_PUBLIC_URL = _storage["S3_PUBLIC_URL"]
S3_BUCKET = _storage["S3_BUCKET"]
S3_ACCESS_KEY = _storage["S3_ACCESS_KEY"]
S3_SECRET_KEY = _storage["S3_SECRET_KEY"]
S3_REGION = _storage["S3_REGION"]
FILE_BYTES = ENV.collab_file_bytes or limits.FILE_BYTES
ROOM_FILES_BYTES = ENV.collab_room_files_bytes or limits.ROOM_FILES_BYTES
PERSON_FILES_BYTES = ENV.collab_person_files_bytes or limits.PERSON_FILES_BYTES

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "collab.accounts.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "collab.accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# Mail goes to addresses that nobody has proved to own: a name in it could be anybody's advertisement.
ACCOUNT_USER_DISPLAY = operator.attrgetter("email")
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Collab] "
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
HEADLESS_ADAPTER = "collab.accounts.adapters.Doors"
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{SITE_URL}/verify/{{key}}",
    "account_reset_password": f"{SITE_URL}/reset",
    "account_reset_password_from_key": f"{SITE_URL}/reset/{{key}}",
    "account_signup": f"{SITE_URL}/signup",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Collab"
# Phones are some seconds off, and people type slowly: the code before and the one after count too.
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = True

CSRF_FAILURE_VIEW = "collab.pages.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
# The most that any path takes; collab/body.py knows how much each does.
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.REPORTS_BYTES

globals().update(ENV.mail())
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
FRONTEND = BASE_DIR / "frontend" / "dist"
WHITENOISE_ROOT = FRONTEND
WHITENOISE_ALLOW_ALL_ORIGINS = False
# WhiteNoise reads its files in the old way; they are small.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": ENV.log_format}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # What clients do wrong they are told; 401 is how django-allauth says what is still to do.
    "loggers": {"django.request": {"level": "ERROR"}},
}

"""Wiring. Everything an operator may set is in `Environment`; the rest is how the parts are put together."""

import operator
import os
import secrets
import sys
import warnings
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """What can be set from outside, by environment variables of the same names in capitals."""

    model_config = SettingsConfigDict(extra="ignore")

    collab_data: Path = BASE_DIR / "data"
    database_url: str = ""
    """PostgreSQL; empty means SQLite under COLLAB_DATA."""
    redis_url: str = ""
    """Redis or Valkey; empty means the in-memory layer of a single process."""
    secret_key: str = ""
    """Required with PostgreSQL; else made once and kept under COLLAB_DATA."""
    public_url: str = ""
    """Where browsers reach this server, several separated by commas; empty means this machine on PORT."""
    port: int = 8000
    host: str = "127.0.0.1"
    debug: bool = False
    email_url: str = ""
    """smtp://user:password@host:port or smtps://…; empty prints mail to the console."""
    email_from: str = "Collab <collab@localhost>"
    database_pool: int = Field(default=10, ge=2, le=500)
    trusted_proxies: int = Field(default=0, ge=0)
    """How many proxies stand before this server: that many addresses of X-Forwarded-For are believed."""
    collab_messages_per_minute: int = 0
    """Overrides limits.MESSAGES_PER_MINUTE and its burst; for load tests."""
    log_format: Literal["text", "json"] = "text"


ENV = Environment()
DATA = ENV.collab_data.resolve()
DEBUG = ENV.debug
EMBEDDED = not ENV.database_url


def _secret_key() -> str:
    if ENV.secret_key:
        if len(ENV.secret_key) < 32:
            raise ImproperlyConfigured(
                "SECRET_KEY is too short to be secret: use at least 32 random characters."
            )
        return ENV.secret_key
    if not EMBEDDED:
        raise ImproperlyConfigured("SECRET_KEY is not set. Make one with: openssl rand -base64 48")
    kept = DATA / "secret_key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
    return kept.read_text().strip()


SECRET_KEY = _secret_key()

ORIGINS = [url.strip().rstrip("/") for url in ENV.public_url.split(",") if url.strip()] or [
    f"http://{host}:{ENV.port}" for host in ("localhost", "127.0.0.1")
]
"""The exact origins (scheme, host, port) that browsers may come from."""
if DEBUG:
    ORIGINS += ["http://localhost:5173", "http://127.0.0.1:5173"]
for _origin in ORIGINS:
    if (
        urlsplit(_origin).scheme not in ("http", "https")
        or not urlsplit(_origin).hostname
        or urlsplit(_origin).path
    ):
        raise ImproperlyConfigured(f"PUBLIC_URL must be like https://collab.example.com, not {_origin!r}.")
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
    "collab.workrooms",
    "collab.chat",
    "collab.live",
]
MIDDLEWARE = [
    "collab.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "collab.accounts.sessions.LastSeen",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
POSTGRESQL_OPTIONS = {
    "pool": {"min_size": 2, "max_size": ENV.database_pool, "timeout": 10},
    "options": "-c statement_timeout=20s -c lock_timeout=10s -c idle_in_transaction_session_timeout=20s",
}


def _database() -> dict[str, Any]:
    if EMBEDDED:
        DATA.mkdir(parents=True, exist_ok=True)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "collab.sqlite3", "OPTIONS": SQLITE_OPTIONS,
                "TEST": {"NAME": DATA / "test.sqlite3"}}  # fmt: skip
    database: dict[str, Any] = dict(dj_database_url.parse(ENV.database_url))
    if "postgresql" not in database["ENGINE"]:
        raise ImproperlyConfigured(
            "DATABASE_URL must name a PostgreSQL database: postgresql://user:password@host/name"
        )
    database["OPTIONS"] = {**POSTGRESQL_OPTIONS, **database.get("OPTIONS", {})}
    return database


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
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024 + 64 * 1024

if ENV.email_url:
    _mail = urlsplit(ENV.email_url)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.username or "", _mail.password or ""
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp" and "starttls" in _mail.query
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
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
}

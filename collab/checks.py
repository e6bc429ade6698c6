"""What is looked at before anything starts: unsafe settings, each with a sentence about what to do."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register

LOCAL = ("localhost", "127.0.0.1", "::1")


@register(Tags.security)
def safe_settings(**_: Any) -> list[CheckMessage]:
    """Errors keep every command from running; warnings and notes are printed."""
    public = [url for url in settings.ORIGINS if urlsplit(url).hostname not in LOCAL]
    return [*_unsafe(public), *_unwise(public)]


def _unsafe(public: list[str]) -> list[CheckMessage]:
    if settings.DEBUG and public:
        return [
            Error(
                f"DEBUG is on, and {public[0]} is not this machine: errors would show all what is inside.",
                hint="Unset DEBUG.",
                id="collab.E001",
            )
        ]
    return []


def _unwise(public: list[str]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    plain = [url for url in public if url.startswith("http://")]
    if plain:
        found.append(
            Warning(
                f"{plain[0]} has no encryption: whoever is in between can read along and take sessions over.",
                hint="Put a proxy with TLS in front, and set PUBLIC_URL to https://…",
                id="collab.W001",
            )
        )
    if public and settings.SECURE and not settings.ENV.trusted_proxies:
        found.append(
            Warning(
                "PUBLIC_URL is https, which needs a proxy in front, but none is trusted: all seem to come "
                "from its address, and the limit of one for signing in becomes the limit of all.",
                hint="Set TRUSTED_PROXIES to the number of proxies (mostly 1).",
                id="collab.W002",
            )
        )
    if public and not settings.ENV.email_url:
        found.append(
            Warning(
                "EMAIL_URL is not set: mail is only printed here, so nobody elsewhere can verify an address.",
                hint="Set EMAIL_URL to smtp://user:password@host:port",
                id="collab.W003",
            )
        )
    found += _storage(public)
    if not settings.EMBEDDED and not settings.ENV.redis_url:
        found.append(
            Info(
                "REDIS_URL is not set. That is fine for one process; several would hear each other's news "
                "up to two seconds late, and count tries to sign in each for itself.",
                id="collab.I001",
            )
        )
    return found


def _storage(public: list[str]) -> list[CheckMessage]:
    """What keeps browsers from sending files, as far as settings tell; `files/checks.py` asks storage itself."""
    if not settings.EMBEDDED and not settings.ENV.s3_endpoint_url:
        return [
            Warning(
                "S3_ENDPOINT_URL is not set, so files cannot be shared.",
                hint="Set it, with S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY, and run: manage.py make_bucket",
                id="collab.W004",
            )
        ]
    # Where Collab starts a store of its own, that is on this machine unless another way to it is given.
    store = settings.ENV.s3_public_url or settings.ENV.s3_endpoint_url or "http://127.0.0.1"
    if public and (urlsplit(store).hostname in LOCAL or (settings.SECURE and store.startswith("http://"))):
        return [
            Warning(
                f"Browsers are sent to {store} for files, which those elsewhere cannot reach.",
                hint="Set S3_PUBLIC_URL to where browsers reach the store; https if PUBLIC_URL is.",
                id="collab.W005",
            )
        ]
    return []

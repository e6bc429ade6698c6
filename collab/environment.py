"""What an operator may set: environment variables of the names below in capitals."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import ByteSize, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """As it was given. What is made of it raises ImproperlyConfigured with a sentence where that cannot be."""

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
    port: int = Field(default=8000, ge=0, le=65535)
    host: str = "127.0.0.1"
    debug: bool = False
    email_url: str = ""
    """smtp://user:password@host:port, smtps://… or smtp://…?starttls; empty prints mail to the console."""
    email_from: str = "Collab <collab@localhost>"
    database_pool: int = Field(default=10, ge=2, le=500)
    trusted_proxies: int = Field(default=0, ge=0)
    """How many proxies stand before this server: that many addresses of X-Forwarded-For are believed."""
    collab_messages_per_minute: int = 0
    """Overrides limits.MESSAGES_PER_MINUTE and its burst; for load tests."""
    log_format: Literal["text", "json"] = "text"
    collab_movable_clock: bool = False
    """`manage.py clock +14d` moves this server's time on: for demos and tests, never where money is real."""
    s3_endpoint_url: str = ""
    """An S3-compatible store; empty means one that Collab starts itself, under COLLAB_DATA."""
    s3_public_url: str = ""
    """Where browsers reach the same store; empty means at S3_ENDPOINT_URL."""
    s3_bucket: str = "collab"
    s3_access_key: str = ""
    s3_secret_key: str = ""
    s3_region: str = "us-east-1"
    collab_children: bool = True
    """Whether `serve` on the embedded default starts the store and the worker too."""
    collab_file_bytes: ByteSize = ByteSize(0)
    """Overrides limits.FILE_BYTES; like the next two, `20GiB` is as good as 21474836480."""
    collab_room_files_bytes: ByteSize = ByteSize(0)
    collab_person_files_bytes: ByteSize = ByteSize(0)

    @classmethod
    def read(cls) -> "Environment":
        try:
            return cls()
        except ValidationError as why:
            faults = [f"{str(fault['loc'][0]).upper()}: {fault['msg']}." for fault in why.errors()]
            raise ImproperlyConfigured(" ".join(faults)) from None

    def secret(self, *, folder: Path) -> str:
        """The key that signs cookies; made and kept in `folder` where none is given and one process has all."""
        if self.secret_key:
            if len(self.secret_key) < 32:
                raise ImproperlyConfigured(
                    "SECRET_KEY is too short to be secret: use at least 32 random characters."
                )
            return self.secret_key
        if self.database_url:
            raise ImproperlyConfigured("SECRET_KEY is not set. Make one with: openssl rand -base64 48")
        kept = folder / "secret_key"
        if not kept.exists():
            folder.mkdir(parents=True, exist_ok=True)
            try:
                with open(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
                    new.write(secrets.token_urlsafe(48))
            except FileExistsError:
                pass
        return kept.read_text().strip()

    def origins(self) -> list[str]:
        """The exact origins (scheme, host, port) that browsers may come from."""
        given = [url.strip().rstrip("/") for url in self.public_url.split(",") if url.strip()]
        for url in given:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
                raise ImproperlyConfigured(
                    f"PUBLIC_URL must be like https://collab.example.com, not {url!r}."
                )
        return given or [f"http://{host}:{self.port}" for host in ("localhost", "127.0.0.1")]

    def postgresql(self) -> dict[str, Any]:
        """DATABASE_URL as Django has it."""
        try:
            database: dict[str, Any] = dict(dj_database_url.parse(self.database_url))
        except ValueError:
            database = {"ENGINE": "unknown"}
        if "postgresql" not in database["ENGINE"]:
            raise ImproperlyConfigured(
                "DATABASE_URL must name a PostgreSQL database: postgresql://user:password@host/name"
            )
        return database

    def storage(self, *, folder: Path) -> dict[str, str]:
        """S3_* as the settings have them; S3_ENDPOINT_URL is empty where there is no store.

        The store that Collab starts itself keeps its own in `folder` (`files/seaweed.py` writes them there).
        """
        given = {
            "S3_ENDPOINT_URL": _store("S3_ENDPOINT_URL", self.s3_endpoint_url),
            "S3_PUBLIC_URL": _store("S3_PUBLIC_URL", self.s3_public_url or self.s3_endpoint_url),
            "S3_BUCKET": self.s3_bucket,
            "S3_ACCESS_KEY": self.s3_access_key,
            "S3_SECRET_KEY": self.s3_secret_key,
            "S3_REGION": self.s3_region,
        }
        if not self.s3_endpoint_url:
            with suppress(FileNotFoundError):
                kept = json.loads((folder / "settings.json").read_text())
                return {**given, **kept, "S3_PUBLIC_URL": given["S3_PUBLIC_URL"] or kept["S3_ENDPOINT_URL"]}
        return given

    def mail(self) -> dict[str, Any]:
        """EMAIL_URL as Django's settings have it."""
        if not self.email_url:
            return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
        parts = urlsplit(self.email_url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ImproperlyConfigured(
                "EMAIL_URL must be like smtp://user:password@mail.example.com:587?starttls"
            )
        starttls = parts.scheme == "smtp" and "starttls" in parts.query
        usual = 465 if parts.scheme == "smtps" else 587 if starttls else 25
        return {
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or usual,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": starttls,
        }


def _store(name: str, url: str) -> str:
    """`url` without a last slash. Raises ImproperlyConfigured where it is none."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/")):
        raise ImproperlyConfigured(f"{name} must be like https://s3.example.com, not {url!r}.")
    return url.rstrip("/")

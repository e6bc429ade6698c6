"""Collab itself as a child process."""

import sys
from collections.abc import Mapping
from contextlib import suppress

import httpx

from tests.servers import CLONE, Server, free_ports

MANAGE = (sys.executable, str(CLONE / "manage.py"))


class Web(Server):
    """`manage.py serve`, or another program that serves HTTP, with these settings and no others.

    It starts neither a store nor a worker unless COLLAB_CHILDREN is true.
    """

    host = "127.0.0.1"
    unset = (
        "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "COLLAB_DATA", "PUBLIC_URL", "PYTHONUNBUFFERED", "S3_ENDPOINT_URL",
        "S3_PUBLIC_URL", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY",
    )  # fmt: skip

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        super().__init__()
        (self.port,) = free_ports(1)
        self.url = f"http://{self.host}:{self.port}"
        self.environment = {"COLLAB_CHILDREN": "false", **(environment or {}), "PORT": str(self.port)}

    def program(self) -> list[str]:
        """What to run."""
        return [*MANAGE, "serve"]

    def command(self) -> list[str]:
        return self.with_settings(self.program())

    def with_settings(self, program: list[str]) -> list[str]:
        """A command that runs a program with the settings of this server."""
        unset = [f"--unset={name}" for name in self.unset]
        return ["env", *unset, *(f"{name}={value}" for name, value in self.environment.items()), *program]

    def answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/readyz", timeout=2).is_success
        return False

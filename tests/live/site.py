"""Collab's own server as a child process, on the database of the tests."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.db import connection

from tests.servers import CLONE, Server, free_ports


class Site(Server):
    """`manage.py serve`, or the same application under daphne."""

    def __init__(self, kind: str, environment: Mapping[str, str]) -> None:
        super().__init__()
        (self.port,) = free_ports(1)
        self.kind = kind
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**environment, "PUBLIC_URL": self.url, "PORT": str(self.port)}

    def command(self) -> list[str]:
        manage, daphne = str(CLONE / "manage.py"), ["-m", "daphne", "-b", "127.0.0.1", "-p", str(self.port)]
        program = [manage, "serve"] if self.kind == "uvicorn" else [*daphne, "collab.asgi:application"]
        settings = [f"{name}={value}" for name, value in self.environment.items()]
        return ["env", f"PYTHONPATH={CLONE}", *settings, sys.executable, *program]

    def answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/livez", timeout=2).status_code == 200
        return False


def environment(folder: Path) -> dict[str, str]:
    """What a server needs to work on the database that the tests use now; `folder` is empty."""
    found = {"COLLAB_DATA": str(folder), "SECRET_KEY": os.environ["SECRET_KEY"]}
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        (folder / "collab.sqlite3").symlink_to(name)
    else:
        found["DATABASE_URL"] = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        if settings.ENV.redis_url:
            found["REDIS_URL"] = settings.ENV.redis_url
    return found

"""Collab's own server as a child process, on the database of the tests."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.servers import CLONE
from tests.web import Web


class Site(Web):
    """`manage.py serve`, or the same application under daphne."""

    def __init__(self, kind: str, environment: Mapping[str, str]) -> None:
        super().__init__({"PYTHONPATH": str(CLONE), **environment})
        self.kind = kind
        self.environment["PUBLIC_URL"] = self.url

    def program(self) -> list[str]:
        if self.kind == "uvicorn":
            return super().program()
        listen = ["-b", self.host, "-p", str(self.port)]
        return [sys.executable, "-m", "daphne", *listen, "collab.asgi:application"]


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

"""The pytest plugin that gives tests their database, before Django reads its settings."""

import os
import secrets
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack

import pytest
from pytest_django import Settings

from tests import servers, services

SERVERS = ("uvicorn", "daphne")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what the tests run on; Valkey comes with PostgreSQL, the channel layer in memory with SQLite",
    )
    parser.addoption(
        "--server",
        choices=SERVERS,
        action="append",
        help="what the tests of sockets run on; without it on each in turn",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start what the settings will name, and take it away when pytest ends, however it ends."""
    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    data = servers.scratch("data")
    stack.callback(shutil.rmtree, data, ignore_errors=True)
    os.environ["COLLAB_DATA"] = str(data)
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))

    options = early_config.known_args_namespace
    if options.database == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("REDIS_URL", None)
    else:
        # One PostgreSQL serves all workers, each with a database of its own in it. Valkey has one space of
        # channels for all, so each process that runs tests starts its own.
        os.environ["DATABASE_URL"] = stack.enter_context(services.postgres())
        if not getattr(options, "numprocesses", None):
            os.environ["REDIS_URL"] = stack.enter_context(services.valkey())
    yield


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The URL of an S3 server, started when the first test asks for it."""
    with services.s3() as url:
        yield url


@pytest.fixture
def store(s3: str, settings: Settings) -> str:
    """Collab's settings name that server; returns its URL. Nobody shares keys, so nobody has to clean up."""
    for name, value in services.s3_settings(s3).items():
        setattr(settings, name, value)
    return s3

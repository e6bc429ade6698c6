"""The people of every test, and how they come in."""

import math
from collections.abc import Callable
from functools import cache

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core.cache import cache as counters
from django.test import Client

from collab.accounts.door import action_rate, message_rate, upload_rate
from collab.accounts.models import Person
from tests.flush import _flush_removes_events  # noqa: F401  (a fixture)

PASSWORD = "a long walk to the sea"
_hash = cache(make_password)
# Argon2 is slow on purpose; the tests are in a hurry.
Argon2PasswordHasher.time_cost = Argon2PasswordHasher.parallelism = 1
Argon2PasswordHasher.memory_cost = 1024


def person(name: str, email: str) -> Person:
    """Somebody who signed up and verified their address."""
    somebody = Person.objects.create(email=email, name=name, password=_hash(PASSWORD))
    EmailAddress.objects.create(user=somebody, email=email, verified=True, primary=True)
    return somebody


@pytest.fixture
def alice(db: None) -> Person:
    """The client of the contract."""
    return person("Alice", "alice@example.com")


@pytest.fixture
def bob(db: None) -> Person:
    """The freelancer of the contract."""
    return person("Bob", "bob@example.com")


@pytest.fixture
def charlie(db: None) -> Person:
    """An outsider."""
    return person("Charlie", "charlie@example.com")


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """`signed_in(alice)` is a browser of hers; no CSRF token is asked of it."""

    def browser(somebody: Person) -> Client:
        client = Client()
        client.force_login(somebody)
        return client

    return browser


@pytest.fixture(autouse=True)
def _nobody_was_fast_before() -> None:
    """Rates count in memory, which outlives the rows of a test and the primary keys they had."""
    for rate in (action_rate, message_rate, upload_rate):
        rate._empty_at.clear()
    counters.clear()


@pytest.fixture
def no_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests in which one person tries every door there is."""
    for rate in (action_rate, message_rate, upload_rate):
        monkeypatch.setattr(rate, "_room", math.inf)

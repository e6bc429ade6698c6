from collections.abc import Callable

import pytest
from django.test import Client

from collab.accounts import actions
from collab.accounts.models import Person
from tests.accounts.allauth import sign_in
from tests.conftest import PASSWORD


@pytest.fixture
def alice_in(alice: Person) -> Client:
    """A browser in which Alice typed her password a moment ago."""
    browser = Client()
    assert sign_in(browser, alice.email, PASSWORD).status == 200
    return browser


@pytest.fixture
def token_of() -> Callable[..., str]:
    """`token_of(alice, "read")` is the header of an API token of hers."""

    def header(person: Person, scope: str = "write") -> str:
        return (
            "Bearer "
            + actions.make_token(person, name=scope, scope="read" if scope == "read" else "write")[1]
        )

    return header

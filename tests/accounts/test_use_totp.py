from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from collab.accounts.models import Person
from tests.accounts.allauth import ask, sign_in
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def _a_moment() -> Iterator[None]:
    """A code is good for half a minute, which must not run out between reading and typing it."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


def code(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    shown: str = format_hotp_value(hotp_value(secret, counter))
    return shown


@pytest.fixture
def secret(alice_in: Client) -> str:
    """Of Alice's authenticator app."""
    assert ask(alice_in, "POST", "auth/reauthenticate", {"password": PASSWORD}).status == 200
    secret: str = ask(alice_in, "GET", "account/authenticators/totp").json["meta"]["secret"]
    activated = ask(alice_in, "POST", "account/authenticators/totp", {"code": code(secret)})
    assert activated.status == 200
    return secret


def recovery_codes(browser: Client) -> list[str]:
    codes: list[str] = ask(browser, "GET", "account/authenticators/recovery-codes").json["data"][
        "unused_codes"
    ]
    return codes


def test_the_password_is_then_not_enough(alice: Person, secret: str) -> None:
    browser = Client()
    assert sign_in(browser, alice.email, PASSWORD).pending == ["mfa_authenticate"]
    assert browser.get("/api/v1/me").status_code == 401


def test_a_code_lets_in_once(alice: Person, secret: str) -> None:
    first, second = Client(), Client()
    sign_in(first, alice.email, PASSWORD)
    sign_in(second, alice.email, PASSWORD)
    now = code(secret)
    assert ask(first, "POST", "auth/2fa/authenticate", {"code": now}).status == 200
    assert first.get("/api/v1/me").status_code == 200
    assert ask(second, "POST", "auth/2fa/authenticate", {"code": now}).status == 400


def test_a_wrong_code_lets_nobody_in(alice: Person, secret: str) -> None:
    browser = Client()
    sign_in(browser, alice.email, PASSWORD)
    wrong = f"{(int(code(secret)) + 1) % 1_000_000:06}"
    assert ask(browser, "POST", "auth/2fa/authenticate", {"code": wrong}).status == 400
    assert browser.get("/api/v1/me").status_code == 401


def test_guessing_codes_is_stopped(alice: Person, secret: str) -> None:
    browser = Client()
    sign_in(browser, alice.email, PASSWORD)
    for _ in range(5):
        ask(browser, "POST", "auth/2fa/authenticate", {"code": "000000"})
    answer = ask(browser, "POST", "auth/2fa/authenticate", {"code": code(secret)})
    assert answer.status != 200
    assert browser.get("/api/v1/me").status_code == 401


def test_a_recovery_code_lets_in_once(alice: Person, alice_in: Client, secret: str) -> None:
    recovery = recovery_codes(alice_in)[0]
    first, second = Client(), Client()
    sign_in(first, alice.email, PASSWORD)
    assert ask(first, "POST", "auth/2fa/authenticate", {"code": recovery}).status == 200
    sign_in(second, alice.email, PASSWORD)
    assert ask(second, "POST", "auth/2fa/authenticate", {"code": recovery}).status == 400


def test_new_recovery_codes_replace_the_old(alice: Person, alice_in: Client, secret: str) -> None:
    old = recovery_codes(alice_in)
    ask(alice_in, "POST", "account/authenticators/recovery-codes")
    assert not set(old) & set(recovery_codes(alice_in))


def test_it_can_be_given_up(alice: Person, alice_in: Client, secret: str) -> None:
    assert ask(alice_in, "DELETE", "account/authenticators/totp").status == 200
    assert sign_in(Client(), alice.email, PASSWORD).status == 200


def test_whoever_finds_an_open_browser_must_know_the_password(alice_in: Client) -> None:
    secret = ask(alice_in, "GET", "account/authenticators/totp").json["meta"]["secret"]
    answer = ask(alice_in, "POST", "account/authenticators/totp", {"code": code(secret)})
    assert answer.status == 401
    assert answer.json["data"]["flows"] == [{"id": "reauthenticate"}]


def test_the_first_code_proves_that_the_app_has_the_secret(alice_in: Client) -> None:
    ask(alice_in, "POST", "auth/reauthenticate", {"password": PASSWORD})
    secret = ask(alice_in, "GET", "account/authenticators/totp").json["meta"]["secret"]
    wrong = f"{(int(code(secret)) + 1) % 1_000_000:06}"
    assert ask(alice_in, "POST", "account/authenticators/totp", {"code": wrong}).status == 400

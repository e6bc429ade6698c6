import pytest
from django.test import Client
from pytest_django import Settings

from collab.accounts.models import Person
from tests.accounts.allauth import ask, sign_in
from tests.conftest import PASSWORD


def test_address_and_password_let_in(alice: Person) -> None:
    browser = Client()
    assert sign_in(browser, "Alice@Example.com", PASSWORD).status == 200
    assert browser.get("/api/v1/me").json()["email"] == "alice@example.com"


def test_nobody_learns_whether_address_or_password_was_wrong(alice: Person) -> None:
    wrong = sign_in(Client(), alice.email, "something else entirely")
    unknown = sign_in(Client(), "nobody@example.com", PASSWORD)
    assert (wrong.status, wrong.json) == (unknown.status, unknown.json)
    assert wrong.status == 400


def test_after_five_wrong_passwords_the_right_one_has_to_wait(alice: Person) -> None:
    for _ in range(5):
        sign_in(Client(), alice.email, "something else entirely")
    assert sign_in(Client(), alice.email, PASSWORD).faults == {"": "too_many_login_attempts"}


def test_it_needs_the_csrf_token(alice: Person) -> None:
    answer = sign_in(Client(enforce_csrf_checks=True), alice.email, PASSWORD)
    assert (answer.status, answer.json["code"]) == (403, "csrf.failed")


def test_the_csrf_token_comes_with_the_first_answer(alice: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    ask(browser, "GET", "auth/session")
    login = {"email": alice.email, "password": PASSWORD}
    token = browser.cookies["csrftoken"].value
    assert ask(browser, "POST", "auth/login", login, **{"X-CSRFToken": token}).status == 200


def test_an_account_whose_address_is_unproved_is_not_let_in(alice: Person) -> None:
    alice.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    browser = Client()
    assert sign_in(browser, alice.email, PASSWORD).pending == ["verify_email"]
    assert browser.get("/api/v1/me").status_code == 401


def test_the_cookie_cannot_be_read_by_scripts(alice_in: Client) -> None:
    assert alice_in.cookies["sessionid"]["httponly"]
    assert alice_in.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "body", [None, {}, [], {"email": {}, "password": []}, {"email": "a\x00@b.c", "password": "x"}]
)
def test_nonsense_is_refused(body: object, alice: Person) -> None:
    assert ask(Client(), "POST", "auth/login", body).status == 400


def test_passwords_are_kept_as_argon2(alice: Person) -> None:
    assert alice.password.startswith("argon2$argon2id$")


def test_behind_a_trusted_proxy_each_address_has_its_own_limit(alice: Person, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tries(address: str) -> list[int]:
        # What the client itself claims stands before what the proxy has seen, and counts for nothing.
        forwarded = {"X-Forwarded-For": f"203.0.113.99, {address}"}
        request = {"email": "nobody@example.com"}
        return [ask(Client(), "POST", "auth/password/request", request, **forwarded).status for _ in range(6)]

    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "5/m/ip"}
    assert tries("198.51.100.1") == [200] * 5 + [429]
    assert tries("198.51.100.2") == [200] * 5 + [429]

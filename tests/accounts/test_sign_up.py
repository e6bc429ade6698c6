import socket
from typing import Any

import pytest
from django.core.cache import cache as counters
from django.core.mail import EmailMessage
from django.test import Client

from collab.accounts.models import Person
from tests.accounts.allauth import ask, code_in
from tests.workrooms.racing import at_once

DORA = {
    "email": "Dora@Example.com",
    "password": "two ducks on the pond",
    "name": "Dora",
    "time_zone": "Europe/Lisbon",
}

pytestmark = pytest.mark.django_db


def test_a_code_by_mail_lets_a_new_person_in(mailoutbox: list[EmailMessage]) -> None:
    browser = Client()
    assert ask(browser, "POST", "auth/signup", DORA).pending == ["verify_email"]
    assert mailoutbox[0].to == ["dora@example.com"]
    answer = ask(browser, "POST", "auth/email/verify", {"key": code_in(mailoutbox[0])})
    assert answer.json["meta"]["is_authenticated"]
    me = browser.get("/api/v1/me").json()
    assert me == {
        "id": answer.json["data"]["user"]["id"], "email": "dora@example.com", "name": "Dora",
        "time_zone": "Europe/Lisbon", "language": "en", "avatar": None,
    }  # fmt: skip


def test_without_the_code_nobody_is_in() -> None:
    browser = Client()
    ask(browser, "POST", "auth/signup", DORA)
    assert browser.get("/api/v1/me").status_code == 401


def test_a_code_can_be_guessed_three_times(mailoutbox: list[EmailMessage]) -> None:
    browser = Client()
    ask(browser, "POST", "auth/signup", DORA)
    for _ in range(3):
        assert ask(browser, "POST", "auth/email/verify", {"key": "AAAA-AAAA"}).status in (400, 409)
    right = ask(browser, "POST", "auth/email/verify", {"key": code_in(mailoutbox[0])})
    assert right.status == 409
    assert browser.get("/api/v1/me").status_code == 401


def test_a_code_does_not_let_another_browser_in(mailoutbox: list[EmailMessage]) -> None:
    ask(Client(), "POST", "auth/signup", DORA)
    other = ask(Client(), "POST", "auth/email/verify", {"key": code_in(mailoutbox[0])})
    assert other.status == 409


@pytest.mark.parametrize("time_zone", ["", None, "Etc/Unknown", "../../etc/passwd", 7, ["UTC"]])
def test_a_browser_that_knows_no_time_zone_keeps_nobody_out(
    time_zone: Any, mailoutbox: list[EmailMessage]
) -> None:
    ask(Client(), "POST", "auth/signup", {**DORA, "time_zone": time_zone})
    assert Person.objects.get().time_zone == "UTC"


def test_nobody_learns_that_an_address_is_taken(alice: Person, mailoutbox: list[EmailMessage]) -> None:
    new = ask(Client(), "POST", "auth/signup", DORA)
    taken = ask(Client(), "POST", "auth/signup", {**DORA, "email": "ALICE@example.com"})
    assert (taken.status, taken.json) == (new.status, new.json)
    assert mailoutbox[1].to == [alice.email]
    assert "already exists" in mailoutbox[1].body
    assert Person.objects.filter(email=alice.email).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "required"),
        ("name", "   ", "required"),
        ("name", "a" * 121, "max_length"),
        ("name", "Do\u202era", "name.bidi"),
        ("name", "Do\nra", "name.control"),
        ("name", "Do\x07ra", "name.control"),
        ("name", "Do\x00ra", "null_characters_not_allowed"),
        ("name", "Do\ud800ra", "name.broken"),
        ("name", None, "required"),
        ("email", "dora", "invalid"),
        ("email", "d" * 250 + "@example.com", "email.invalid"),
        ("email", "dorä@example.com", "invalid"),
        ("password", "short", "password_too_short"),
        ("password", "password1234", "password_too_common"),
        ("password", "", "required"),
    ],
)
def test_what_cannot_be_is_said_by_field(field: str, value: Any, code: str) -> None:
    answer = ask(Client(), "POST", "auth/signup", {**DORA, field: value})
    assert answer.status == 400
    assert answer.faults[field] == code
    assert not Person.objects.exists()


def test_a_name_does_not_reach_a_mail_to_an_address_that_nobody_proved(
    mailoutbox: list[EmailMessage],
) -> None:
    ask(Client(), "POST", "auth/signup", {**DORA, "name": "Win at evil.example"})
    assert "evil" not in mailoutbox[0].body


def test_signing_up_over_and_over_is_stopped() -> None:
    hasty = {**DORA, "password": "short"}
    answers = [ask(Client(), "POST", "auth/signup", hasty).status for _ in range(21)]
    assert answers == [400] * 20 + [429]


def test_another_address_in_x_forwarded_for_is_no_way_around() -> None:
    hasty = {**DORA, "password": "short"}
    answers = [
        ask(Client(), "POST", "auth/signup", hasty, **{"X-Forwarded-For": f"203.0.113.{n}"}).status
        for n in range(21)
    ]
    assert answers[-1] == 429


def test_mail_that_cannot_be_sent_is_said_and_can_be_tried_again(
    settings: Any, mailoutbox: list[EmailMessage]
) -> None:
    browser = Client(raise_request_exception=False)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        answer = ask(browser, "POST", "auth/signup", DORA)
    assert (answer.status, answer.json["code"]) == (503, "mail.failed")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    counters.clear()
    again = ask(browser, "POST", "auth/login", {"email": DORA["email"], "password": DORA["password"]})
    assert again.pending == ["verify_email"]
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_address_make_one_account(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False

    def sign_up() -> int:
        return ask(Client(raise_request_exception=False), "POST", "auth/signup", DORA).status

    answers = at_once([sign_up] * 4)
    assert Person.objects.count() == 1
    assert all(status in (401, 409) for status in answers), answers

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from collab.accounts.models import Ended, Person
from tests.accounts.allauth import ask, reset_key_in, sign_in
from tests.conftest import PASSWORD

NEW = "nine lives of the cat"


@pytest.fixture
def key(alice: Person, mailoutbox: list[EmailMessage]) -> str:
    """What Alice got by mail."""
    assert ask(Client(), "POST", "auth/password/request", {"email": alice.email}).status == 200
    return reset_key_in(mailoutbox[0])


def test_the_link_leads_to_our_page(key: str, mailoutbox: list[EmailMessage]) -> None:
    assert f"http://localhost:8000/reset/{key}" in mailoutbox[0].body


def test_whoever_has_the_mail_can_choose_a_new_password(alice: Person, key: str) -> None:
    assert ask(Client(), "GET", "auth/password/reset", **{"X-Password-Reset-Key": key}).status == 200
    ask(Client(), "POST", "auth/password/reset", {"key": key, "password": NEW})
    assert sign_in(Client(), alice.email, NEW).status == 200
    assert sign_in(Client(), alice.email, PASSWORD).status == 400


def test_everybody_who_is_in_is_thrown_out(alice: Person, alice_in: Client, key: str) -> None:
    ask(Client(), "POST", "auth/password/reset", {"key": key, "password": NEW})
    assert alice_in.get("/api/v1/me").status_code == 401
    assert Ended.objects.filter(person=alice, credential="").exists()


def test_a_key_works_once(alice: Person, key: str) -> None:
    ask(Client(), "POST", "auth/password/reset", {"key": key, "password": NEW})
    again = ask(Client(), "POST", "auth/password/reset", {"key": key, "password": "yet another password"})
    assert again.faults == {"key": "invalid_password_reset"}
    assert sign_in(Client(), alice.email, NEW).status == 200


@pytest.mark.parametrize("key", ["", "x", "1-abc", "zz-zz-zz", "1-" + "a" * 5000, "\x00", "\ud800"])
def test_another_key_is_refused(alice: Person, key: str) -> None:
    assert ask(Client(), "POST", "auth/password/reset", {"key": key, "password": NEW}).status == 400


def test_nobody_learns_who_has_an_account(alice: Person, mailoutbox: list[EmailMessage]) -> None:
    known = ask(Client(), "POST", "auth/password/request", {"email": alice.email})
    unknown = ask(Client(), "POST", "auth/password/request", {"email": "nobody@example.com"})
    assert (known.status, known.json) == (unknown.status, unknown.json)


def test_asking_over_and_over_is_stopped(alice: Person, mailoutbox: list[EmailMessage]) -> None:
    answers = [
        ask(Client(), "POST", "auth/password/request", {"email": alice.email}).status for _ in range(6)
    ]
    assert answers == [200] * 5 + [429]

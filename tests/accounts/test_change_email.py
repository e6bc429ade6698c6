from django.core.mail import EmailMessage
from django.test import Client

from collab.accounts.models import Person
from tests.accounts.allauth import ask, code_in, sign_in
from tests.conftest import PASSWORD


def test_the_new_address_counts_once_it_is_proved(
    alice: Person, alice_in: Client, mailoutbox: list[EmailMessage]
) -> None:
    ask(alice_in, "POST", "auth/reauthenticate", {"password": PASSWORD})
    ask(alice_in, "POST", "account/email", {"email": "Liddell@Example.com"})
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"
    ask(alice_in, "POST", "auth/email/verify", {"key": code_in(mailoutbox[-1])})
    alice.refresh_from_db()
    assert alice.email == "liddell@example.com"
    assert sign_in(Client(), "liddell@example.com", PASSWORD).status == 200
    assert sign_in(Client(), "alice@example.com", PASSWORD).status == 400


def test_the_password_is_asked_for(alice_in: Client, mailoutbox: list[EmailMessage]) -> None:
    assert ask(alice_in, "POST", "account/email", {"email": "liddell@example.com"}).status == 401
    assert not mailoutbox


def test_the_address_of_somebody_else_stays_theirs(
    bob: Person, alice: Person, alice_in: Client, mailoutbox: list[EmailMessage]
) -> None:
    ask(alice_in, "POST", "auth/reauthenticate", {"password": PASSWORD})
    ask(alice_in, "POST", "account/email", {"email": bob.email})
    for mail in mailoutbox:
        assert ask(alice_in, "POST", "auth/email/verify", {"key": code_in(mail)}).faults == {
            "key": "email_taken"
        }
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"

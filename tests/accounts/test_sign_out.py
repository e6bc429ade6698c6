from django.test import Client

from collab.accounts.access import by_session_key, session_credential
from collab.accounts.models import Ended, Person
from tests.accounts.allauth import ask


def test_the_session_opens_nothing_any_more(alice_in: Client) -> None:
    cookie = alice_in.cookies["sessionid"].value
    ask(alice_in, "DELETE", "auth/session")
    assert Client(headers={"Cookie": f"sessionid={cookie}"}).get("/api/v1/me").status_code == 401
    assert by_session_key(cookie) is None


def test_live_sockets_hear_of_it(alice: Person, alice_in: Client) -> None:
    credential = session_credential(alice_in.cookies["sessionid"].value)
    ask(alice_in, "DELETE", "auth/session")
    assert list(Ended.objects.values_list("person", "credential")) == [(alice.pk, credential)]


def test_twice_is_once(alice_in: Client) -> None:
    assert ask(alice_in, "DELETE", "auth/session").status == 401
    assert ask(alice_in, "DELETE", "auth/session").status == 401
    assert Ended.objects.count() == 1

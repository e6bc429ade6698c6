from datetime import datetime, timedelta

import time_machine
from django.test import Client

from collab.accounts.access import session_credential
from collab.accounts.models import Ended, Person
from tests.accounts.allauth import ask, sign_in
from tests.conftest import PASSWORD


def another(person: Person) -> Client:
    browser = Client(headers={"User-Agent": "Another browser"})
    assert sign_in(browser, person.email, PASSWORD).status == 200
    return browser


def test_all_of_ones_own_are_listed(alice: Person, bob: Person, alice_in: Client) -> None:
    another(alice)
    another(bob)
    listed = ask(alice_in, "GET", "auth/sessions").json["data"]
    assert sorted((session["user_agent"], session["is_current"]) for session in listed) == [
        ("", True),
        ("Another browser", False),
    ]


def test_another_browser_is_thrown_out(alice: Person, alice_in: Client) -> None:
    elsewhere = another(alice)
    credential = session_credential(elsewhere.cookies["sessionid"].value)
    listed = ask(alice_in, "GET", "auth/sessions").json["data"]
    (other,) = (session["id"] for session in listed if not session["is_current"])
    assert ask(alice_in, "DELETE", "auth/sessions", {"sessions": [other]}).status == 200
    assert elsewhere.get("/api/v1/me").status_code == 401
    assert alice_in.get("/api/v1/me").status_code == 200
    assert list(Ended.objects.values_list("person", "credential")) == [(alice.pk, credential)]


def test_the_session_of_somebody_else_is_left_alone(bob: Person, alice_in: Client) -> None:
    bobs = another(bob)
    theirs = ask(bobs, "GET", "auth/sessions").json["data"][0]["id"]
    assert ask(alice_in, "DELETE", "auth/sessions", {"sessions": [theirs]}).status == 400
    assert bobs.get("/api/v1/me").status_code == 200


def test_ones_own_can_be_ended_too(alice_in: Client) -> None:
    mine = ask(alice_in, "GET", "auth/sessions").json["data"][0]["id"]
    assert ask(alice_in, "DELETE", "auth/sessions", {"sessions": [mine]}).status == 401
    assert alice_in.get("/api/v1/me").status_code == 401


def test_the_list_tells_when_each_was_last_used(alice: Person, alice_in: Client) -> None:
    elsewhere = another(alice)
    later = datetime.now().astimezone() + timedelta(minutes=30)

    def seen() -> float:
        listed = ask(alice_in, "GET", "auth/sessions").json["data"]
        (at,) = (session["last_seen_at"] for session in listed if not session["is_current"])
        return float(at)

    before = seen()
    with time_machine.travel(later, tick=False):
        elsewhere.get("/api/v1/me")
        assert seen() == later.timestamp() > before

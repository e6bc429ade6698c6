"""Who is let in with what, at the door of HTTP and at that of the socket."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import clock
from collab.accounts import actions
from collab.accounts.access import by_session_key, by_token, digest, ended_since, session_credential
from collab.accounts.models import ApiToken, Ended, Person
from collab.errors import NotSignedIn

SignedIn = Callable[[Person], Client]


def key_of(browser: Client) -> str:
    return browser.cookies["sessionid"].value


def test_a_session_key_tells_whose_it_is(alice: Person, signed_in: SignedIn) -> None:
    access = by_session_key(key_of(signed_in(alice)))
    assert access is not None
    assert (access.person, access.scope, access.by_session) == (alice, "write", True)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x", "a" * 32, "../../x", "\x00", "a" * 10_000])
def test_another_key_tells_nothing(key: str) -> None:
    assert by_session_key(key) is None


def test_an_anonymous_session_tells_nothing(db: None) -> None:
    browser = Client()
    browser.session["seen"] = True
    session = browser.session
    session["seen"] = True
    session.save()
    assert by_session_key(str(session.session_key)) is None


def test_a_session_that_ran_out_tells_nothing(alice: Person, signed_in: SignedIn) -> None:
    key = key_of(signed_in(alice))
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    assert by_session_key(key) is None


def test_a_session_from_before_a_new_password_tells_nothing(alice: Person, signed_in: SignedIn) -> None:
    key = key_of(signed_in(alice))
    alice.set_password("nine lives of the cat")
    alice.save()
    assert by_session_key(key) is None


def test_a_token_in_use_costs_one_query(alice: Person, token_of: Callable[..., str]) -> None:
    bot = Client(headers={"Authorization": token_of(alice)})
    bot.get("/api/v1/me")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        bot.get("/api/v1/me")
    assert len(queries) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("secret", ["", "collab_", "collab_" + "a" * 43, "\ud800", "\x00", "a" * 100_000])
def test_an_unknown_token_opens_nothing(secret: str) -> None:
    with pytest.raises(NotSignedIn) as refused:
        by_token(secret)
    assert refused.value.code == "token.unknown"


def test_the_door_says_401_to_an_unknown_token(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    answer = browser.get("/api/v1/me", headers={"Authorization": "Bearer collab_wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token.unknown")


def test_a_token_needs_no_csrf_token_and_no_cookie(alice: Person, token_of: Callable[..., str]) -> None:
    bot = Client(enforce_csrf_checks=True, headers={"Authorization": token_of(alice)})
    answer = bot.patch("/api/v1/me", {"name": "Alice's bot"}, content_type="application/json")
    assert answer.status_code == 200
    assert not answer.cookies


def test_tokens_are_kept_as_digests(alice: Person) -> None:
    token, secret = actions.make_token(alice, name="bot", scope="read")
    assert bytes(ApiToken.objects.get(pk=token.pk).digest) == digest(secret)


def test_a_closed_account_opens_nothing(alice: Person, signed_in: SignedIn) -> None:
    key = key_of(signed_in(alice))
    _, secret = actions.make_token(alice, name="bot", scope="read")
    actions.deactivate(alice)
    assert by_session_key(key) is None
    with pytest.raises(NotSignedIn):
        by_token(secret)


def test_what_ended_is_told_from_an_instant_on(alice: Person, bob: Person) -> None:
    noon = clock.now()
    Ended.objects.create(person=alice, credential="t:1", at=noon)
    Ended.objects.create(person=bob, at=noon + timedelta(seconds=1))
    earlier = noon - timedelta(seconds=1)
    assert [(end.person, end.credential) for end in ended_since(earlier)] == [(alice.pk, "t:1"), (bob.pk, "")]
    assert [(end.person, end.credential) for end in ended_since(noon)] == [(bob.pk, "")]


def test_what_ended_is_forgotten_after_a_day(alice: Person) -> None:
    Ended.objects.create(person=alice, credential="old", at=clock.now() - timedelta(hours=25))
    Ended.objects.create(person=alice, credential="young", at=clock.now() - timedelta(hours=23))
    Ended.record(alice.pk, "new")
    assert set(Ended.objects.values_list("credential", flat=True)) == {"young", "new"}


def test_a_session_that_takes_a_new_key_ends_the_old(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    old = key_of(browser)
    session = browser.session
    session.cycle_key()
    assert list(Ended.objects.values_list("credential", flat=True)) == [session_credential(old)]


def test_sessions_of_nobody_end_without_a_word(db: None) -> None:
    session = Client().session
    session["seen"] = True
    session.save()
    session.flush()
    assert not Ended.objects.exists()


def test_a_person_can_go_with_all_their_sessions(alice: Person, signed_in: SignedIn) -> None:
    browser = signed_in(alice)
    alice.delete()
    browser.session.flush()
    assert not Ended.objects.exists()

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from collab import clock
from collab.accounts import actions
from collab.accounts.models import Person
from collab.workrooms.models import Member, Room
from tests.accounts.test_set_avatar import picture

SignedIn = Callable[[Person], Client]


@pytest.fixture
def address(alice: Person, bob: Person) -> str:
    """Of Alice's picture; she and Bob are in a room."""
    room = Room.objects.create(title="A logo", kind="fixed")
    Member.objects.create(room=room, person=alice, role="client", side="client")
    Member.objects.create(room=room, person=bob, role="freelancer", side="freelancer")
    return str(actions.set_avatar(alice, upload=picture("PNG")).avatar_path)


def test_one_sees_oneself_and_whom_one_shares_a_room_with(
    alice: Person, bob: Person, address: str, signed_in: SignedIn
) -> None:
    assert signed_in(alice).get(address).status_code == 200
    assert signed_in(bob).get(address).status_code == 200


def test_nobody_else_does(charlie: Person, address: str, signed_in: SignedIn) -> None:
    hidden = signed_in(charlie).get(address)
    missing = signed_in(charlie).get(f"/api/v1/people/{uuid4()}/avatar")
    assert hidden.status_code == 404
    assert hidden.content == missing.content
    assert Client().get(address).status_code == 401


def test_whoever_left_the_room_does_not_either(bob: Person, address: str, signed_in: SignedIn) -> None:
    Member.objects.filter(person=bob).update(removed_at=clock.now())
    assert signed_in(bob).get(address).status_code == 404


def test_a_versioned_address_is_kept_for_ever_and_any_other_is_asked_for_again(
    bob: Person, address: str, signed_in: SignedIn
) -> None:
    browser = signed_in(bob)
    assert "immutable" in browser.get(address)["Cache-Control"]
    assert browser.get(address.split("?")[0])["Cache-Control"] == "private, no-cache"
    assert browser.get(address + "1")["Cache-Control"] == "private, no-cache"


def test_browsers_take_it_for_nothing_but_a_picture(bob: Person, address: str, signed_in: SignedIn) -> None:
    shown = signed_in(bob).get(address)
    assert shown["Content-Type"] == "image/webp"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in shown["Content-Security-Policy"]


def test_a_bad_id_or_version_is_refused(bob: Person, address: str, signed_in: SignedIn) -> None:
    browser = signed_in(bob)
    assert browser.get("/api/v1/people/1/avatar").status_code == 422
    assert browser.get(address + "x").status_code == 422

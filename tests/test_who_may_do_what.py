"""Every route there is, tried by everybody: the policy table decides what each may do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.db import transaction
from django.test import Client

from collab.accounts.models import Person
from collab.chat.actions import Post, post_messages
from collab.urls import api
from collab.wire import Done, Status
from collab.workrooms import actions
from collab.workrooms.models import Room
from collab.workrooms.rules import steps
from tests.conftest import person
from tests.workrooms import story

Browser = Callable[[Person], Client]

TERMS = {"terms": story.hourly(rate=5000).model_dump(mode="json")}
REASON = {"reason": "Because."}

IN_ROOMS: dict[tuple[str, str], tuple[str, dict[str, Any] | None]] = {
    ("GET", "/rooms/{room}"): ("room.read", None),
    ("GET", "/rooms/{room}/events"): ("room.read", None),
    ("GET", "/rooms/{room}/terms"): ("room.read", None),
    ("POST", "/rooms/{room}/terms"): ("terms.propose", TERMS),
    ("POST", "/rooms/{room}/terms/{version}/accept"): ("terms.accept", {}),
    ("POST", "/rooms/{room}/terms/{version}/decline"): ("terms.decline", REASON),
    ("POST", "/rooms/{room}/terms/{version}/withdraw"): ("terms.withdraw", {}),
    ("POST", "/rooms/{room}/decline"): ("contract.decline", REASON),
    ("POST", "/rooms/{room}/withdraw"): ("contract.withdraw", REASON),
    ("POST", "/rooms/{room}/pause"): ("contract.pause", REASON),
    ("POST", "/rooms/{room}/resume"): ("contract.resume", {}),
    ("POST", "/rooms/{room}/end"): ("contract.end", REASON),
    ("POST", "/rooms/{room}/invites"): ("member.invite", {"email": "new@example.com", "role": "observer"}),
    ("DELETE", "/rooms/{room}/invites/{invite}"): ("invite.withdraw", None),
    ("DELETE", "/rooms/{room}/members/{person}"): ("member.remove", None),
    ("GET", "/rooms/{room}/messages"): ("room.read", None),
    ("POST", "/rooms/{room}/messages"): ("message.post", {"text": "Hello."}),
    ("PATCH", "/rooms/{room}/messages/{seq}"): ("message.edit", {"text": "Hello!"}),
    ("DELETE", "/rooms/{room}/messages/{seq}"): ("message.delete", None),
    ("GET", "/rooms/{room}/messages/{seq}/revisions"): ("room.read", None),
    ("PUT", "/rooms/{room}/read"): ("read.mark", {"seq": 1}),
}
"""The verb of each route of a room, and a body that is understood."""

OF_ONESELF = {
    ("GET", "/me"), ("PATCH", "/me"), ("PUT", "/me/avatar"), ("DELETE", "/me/avatar"), ("GET", "/me/tokens"),
    ("POST", "/me/tokens"), ("DELETE", "/me/tokens/{token}"), ("GET", "/policy"), ("GET", "/rooms"),
    ("POST", "/rooms"), ("GET", "/invites"), ("POST", "/invites/{invite}/accept"),
    ("POST", "/invites/{invite}/decline"), ("GET", "/people/{person}/avatar"),
}  # fmt: skip
"""Routes of whoever is signed in, which reach nobody else's things."""


@dataclass
class World:
    room: Room
    members: dict[steps.Seat, Person]
    places: dict[str, str]


@pytest.fixture
def world(alice: Person, bob: Person) -> World:
    """A running contract with somebody in each seat, a message, an invitation, and an amendment that Bob proposed."""
    room = story.running(alice, bob)
    members: dict[steps.Seat, Person] = {steps.CLIENT: alice, steps.FREELANCER: bob}
    for number, (role, side) in enumerate((*steps.MANAGERS, *steps.OBSERVERS)):
        host = alice if side == "client" else bob
        members[role, side] = story.guest(
            host, room, "manager" if role == "manager" else "observer", f"Guest{number}"
        )
    target = story.guest(alice, room, "observer", "Target")
    asked = actions.invite(story.seat(alice, room), None, email="asked@example.com", role="observer")
    actions.propose_terms(story.seat(bob, room), None, terms=story.hourly(rate=6000))
    [posted] = post_messages([Post(story.seat(alice, room), uuid4(), "First.")])
    assert isinstance(posted, Done)
    places = {"version": 2, "invite": asked.id, "person": target.public_id, "seq": posted.seq}
    return World(
        room, members, {"room": str(room.public_id)} | {name: str(at) for name, at in places.items()}
    )


def routes() -> Iterator[tuple[str, str]]:
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method in operations:
            yield method.upper(), path.removeprefix("/api/v1")


def tried(browser: Client, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, str]:
    """The status and the code of the refusal; whatever it did is undone."""
    before = transaction.savepoint()
    answer = browser.generic(
        method, f"/api/v1{path}", b"" if body is None else orjson.dumps(body), content_type="application/json"
    )
    transaction.savepoint_rollback(before)
    problem = answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"] if problem else ""


def test_every_route_is_in_this_inventory() -> None:
    assert set(routes()) == set(IN_ROOMS) | OF_ONESELF


def test_in_a_room_the_policy_decides(world: World, signed_in: Browser) -> None:
    browsers = {seat: signed_in(member) for seat, member in world.members.items()}
    for (method, path), (verb, body) in IN_ROOMS.items():
        for seat, browser in browsers.items():
            status, code = tried(browser, method, path.format(**world.places), body)
            if seat in steps.WHO[verb]:
                assert code != "role.may_not", (method, path, seat)
                assert status in (200, 201, 403, 409), (method, path, seat, status, code)
            else:
                assert (status, code) == (403, "role.may_not"), (method, path, seat)


def test_a_stranger_finds_no_room_and_whoever_is_not_signed_in_no_door(
    world: World, charlie: Person, signed_in: Browser
) -> None:
    stranger, nobody = signed_in(charlie), Client()
    for (method, path), (_, body) in IN_ROOMS.items():
        where = path.format(**world.places)
        assert tried(stranger, method, where, body) == (404, "room.not_found"), (method, path)
        assert tried(nobody, method, where, body)[0] == 401, (method, path)


def test_what_the_table_allows_somebody_can_do(world: World, signed_in: Browser) -> None:
    """Else a route that refuses everybody would pass the tests above."""
    browsers = [signed_in(member) for member in world.members.values()]
    elsewhere: dict[str, Status] = {
        "contract.decline": "offered", "contract.withdraw": "offered", "contract.resume": "paused",
    }  # fmt: skip
    for (method, path), (verb, body) in IN_ROOMS.items():
        before = transaction.savepoint()
        if verb in elsewhere:
            Room.objects.filter(pk=world.room.pk).update(status=elsewhere[verb])
            world.room.versions.filter(version=1).update(state="proposed", decided_at=None, decided_by=None)
        outcomes = {tried(browser, method, path.format(**world.places), body)[0] for browser in browsers}
        transaction.savepoint_rollback(before)
        assert {200, 201} & outcomes, (method, path, outcomes)


def test_who_was_removed_is_a_stranger(world: World, alice: Person, signed_in: Browser) -> None:
    removed = world.members["manager", "client"]
    actions.remove_member(story.seat(alice, world.room), None, person=removed.public_id)
    browser = signed_in(removed)
    for (method, path), (_, body) in IN_ROOMS.items():
        assert tried(browser, method, path.format(**world.places), body) == (404, "room.not_found"), (
            method,
            path,
        )


def test_things_of_one_room_are_not_reached_through_another(
    world: World, charlie: Person, signed_in: Browser
) -> None:
    """Charlie has a room of his own, and puts the ids of this one behind it."""
    other = story.running(person("Eve", "eve@example.com"), charlie)
    places = world.places | {"room": str(other.public_id)}
    browser = signed_in(charlie)
    for (method, path), (_, body) in IN_ROOMS.items():
        if {"{invite}", "{person}", "{version}", "{seq}"} & set(path.split("/")):
            status, code = tried(browser, method, path.format(**places), body)
            assert status == 404, (method, path, status, code)


def test_ones_own_routes_want_somebody_signed_in(db: None) -> None:
    for method, path in OF_ONESELF:
        where = path.format(token=uuid4(), invite=uuid4(), person=uuid4())
        assert tried(Client(), method, where, {} if method in ("POST", "PATCH") else None)[0] == 401, (
            method,
            path,
        )


def test_guests_leave_and_parties_stay(world: World, signed_in: Browser) -> None:
    for seat, member in world.members.items():
        where = f"/rooms/{world.room.public_id}/members/{member.public_id}"
        status, _ = tried(signed_in(member), "DELETE", where, None)
        assert status == (200 if seat in steps.WHO["member.leave"] else 403), seat

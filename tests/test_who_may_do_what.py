"""Every route there is, tried by everybody: the policy table decides what each may do."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.db import transaction
from django.test import Client

from collab.accounts.models import Person
from collab.urls import api
from collab.workrooms import actions
from collab.workrooms.rules import steps
from tests.conftest import person
from tests.workrooms import story
from tests.world import IN_ROOMS, OF_ONESELF, OF_PROVIDERS, World, populated, ready

pytestmark = pytest.mark.usefixtures("no_rates")
Browser = Callable[[Person], Client]


@pytest.fixture
def world(alice: Person, bob: Person, store: str) -> World:
    return populated(alice, bob)


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
    assert set(routes()) == set(IN_ROOMS) | OF_ONESELF | OF_PROVIDERS


def test_in_a_room_the_policy_decides(world: World, signed_in: Browser) -> None:
    browsers = {seat: signed_in(member) for seat, member in world.members.items()}
    for (method, path), (verb, body) in IN_ROOMS.items():
        for seat, browser in browsers.items():
            status, code = tried(browser, method, path.format(**world.places), body)
            if seat in steps.WHO[verb]:
                assert code != "role.may_not", (method, path, seat)
                # Whoever sends a file has its upload to themselves.
                private = "{upload}" in path and code == "upload.not_found"
                assert private or status in (200, 201, 302, 403, 409), (method, path, seat, status, code)
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
    for (method, path), (_, body) in IN_ROOMS.items():
        before = transaction.savepoint()
        ready(world, (method, path))
        outcomes = {tried(browser, method, path.format(**world.places), body)[0] for browser in browsers}
        transaction.savepoint_rollback(before)
        assert {200, 201, 302} & outcomes, (method, path, outcomes)


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
    """Eve and Charlie have a room of their own, and put the ids of this one behind it."""
    eve = person("Eve", "eve@example.com")
    other = story.running(eve, charlie)
    places = world.places | {"room": str(other.public_id)}
    browsers = [signed_in(eve), signed_in(charlie)]
    for (method, path), (_, body) in IN_ROOMS.items():
        if path.count("{") > 1:
            outcomes = {tried(browser, method, path.format(**places), body) for browser in browsers}
            outcomes.discard((403, "role.may_not"))
            assert {status for status, _ in outcomes} == {404}, (method, path, outcomes)


def test_ones_own_routes_want_somebody_signed_in(db: None) -> None:
    for method, path in OF_ONESELF:
        where = path.format(token=uuid4(), invite=uuid4(), person=uuid4(), card=uuid4())
        assert tried(Client(), method, where, {} if method in ("POST", "PATCH") else None)[0] == 401, (
            method,
            path,
        )


def test_guests_leave_and_parties_stay(world: World, signed_in: Browser) -> None:
    for seat, member in world.members.items():
        where = f"/rooms/{world.room.public_id}/members/{member.public_id}"
        status, _ = tried(signed_in(member), "DELETE", where, None)
        assert status == (200 if seat in steps.WHO["member.leave"] else 403), seat

"""The same key, the same answer; with another body, a refusal (rule 2): at every route that changes a room."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.db import transaction
from django.test import Client

from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.world import IN_ROOMS, World, moved_on, other, populated, ready

pytestmark = pytest.mark.usefixtures("store", "no_rates")
POSTING = ("POST", "/rooms/{room}/messages")
SIGNING = ("POST", "/rooms/{room}/uploads/{upload}/parts")
"""Changes nothing in the room."""
BEATING = ("POST", "/rooms/{room}/timer/{report}/beat")
"""Needs no key, for every one of them says when it was heard."""
APART = (POSTING, SIGNING, BEATING)
CHANGING = sorted(route for route in IN_ROOMS if route[0] != "GET" and route not in APART)
SIGNED_ANEW = ("put", "url", "expires_at")
"""What a repeat of the same answer tells anew: signed requests are good for a while only."""


def sent(
    browser: Client, route: tuple[str, str], world: World, key: str, body: dict[str, Any]
) -> tuple[int, Any]:
    method, path = route
    where = f"/api/v1{path.format(**world.places)}"
    headers = {"Idempotency-Key": key}
    answer = browser.generic(
        method, where, orjson.dumps(body), content_type="application/json", headers=headers
    )
    return answer.status_code, {
        name: value for name, value in answer.json().items() if name not in SIGNED_ANEW
    }


def check_repeats(world: World, browsers: list[Client], route: tuple[str, str]) -> None:
    """Somebody may take this route; they send the same again, and then something else under the same key."""
    _, body = IN_ROOMS[route]
    ready(world, route)
    for browser in browsers:
        key = str(uuid4())
        first = sent(browser, route, world, key, body or {})
        if first[0] < 300:
            break
    assert first[0] in (200, 201), (route, first)
    head = Room.objects.get(pk=world.room.pk).head
    assert sent(browser, route, world, key, body or {}) == first, route
    if body:
        status, problem = sent(browser, route, world, key, other(body))
        assert (status, problem["code"]) == (409, "key.reused"), route
    moved_on(world)
    assert sent(browser, route, world, key, body or {}) == first, (route, "later")
    assert Room.objects.get(pk=world.room.pk).head == head, route


def test_a_repeat_gets_the_first_answer_and_changes_nothing(
    alice: Person, bob: Person, signed_in: Callable[[Person], Client]
) -> None:
    world = populated(alice, bob)
    browsers = [signed_in(member) for member in world.members.values()]
    for route in CHANGING:
        before = transaction.savepoint()
        check_repeats(world, browsers, route)
        transaction.savepoint_rollback(before)


@pytest.mark.django_db(transaction=True)
def test_a_message_is_repeated_likewise(
    alice: Person, bob: Person, signed_in: Callable[[Person], Client]
) -> None:
    """Apart, for messages are written outside of Django's transactions and cannot be undone by a test."""
    check_repeats(populated(alice, bob), [signed_in(alice)], POSTING)


@pytest.mark.parametrize("key", ["", "7", "not-a-uuid", "\x00"])
def test_a_key_that_is_no_uuid_is_refused(
    alice: Person, bob: Person, signed_in: Callable[[Person], Client], key: str
) -> None:
    world = populated(alice, bob)
    status, problem = sent(signed_in(alice), ("POST", "/rooms/{room}/pause"), world, key, {"reason": ""})
    assert (status, problem["code"]) == (422, "key.invalid")

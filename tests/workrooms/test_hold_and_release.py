"""A charge that failed holds a running contract until it clears; whoever registered hears of each step."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from collab import clock
from collab.accounts.models import Person
from collab.errors import Conflict
from collab.workrooms import actions, following, holding, log
from collab.workrooms.log import since
from collab.workrooms.models import Room
from collab.workrooms.snapshots import room_of
from tests.workrooms.story import guest, hourly, offer, seat

pytestmark = pytest.mark.django_db(transaction=True)


def within(room: Room, act: Callable[..., bool], *how: Any) -> bool:
    with transaction.atomic():
        return act(log.locked(room.pk), *how, clock.now())


def held(room: Room, reason: str = "The card was declined.") -> bool:
    return within(room, holding.hold, reason)


def test_both_are_told_the_reason_and_that_it_is_over(alice: Person, bob: Person, running: Room) -> None:
    before = running.head
    assert held(running)
    for person in (alice, bob):
        seen = room_of(seat(person, running))
        assert (seen.status, seen.status_reason) == ("on_hold", "The card was declined.")
    assert within(running, holding.release)
    seen = room_of(seat(bob, running))
    assert (seen.status, seen.status_reason) == ("active", "")
    assert [(event.kind, event.by, event.data) for event in since(running, before)] == [
        ("contract.held", None, {"reason": "The card was declined."}),
        ("contract.released", None, {}),
    ]


def test_only_what_runs_is_held_and_only_what_is_held_released(alice: Person, running: Room) -> None:
    assert not within(running, holding.release)
    assert held(running)
    assert not held(running)
    within(running, holding.release)
    actions.pause(seat(alice, running), None)
    assert not held(running)
    actions.end(seat(alice, running), None)
    assert not held(running)
    assert not within(running, holding.release)


def test_people_talk_and_end_it_but_do_not_pause_it(alice: Person, bob: Person, running: Room) -> None:
    dana = guest(alice, running, "manager")
    held(running)
    for person in (alice, dana):
        with pytest.raises(Conflict, match="is on hold"):
            actions.pause(seat(person, running), None)
    actions.end(seat(bob, running), None)
    assert room_of(seat(alice, running)).status == "ended"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was told to whoever registered, with the last event of the room by then."""
    found: list[str] = []

    def hear(verb: str) -> Callable[[Room, datetime], None]:
        return lambda room, at: found.append(f"{verb} after {room.head}")

    verbs = ("accept", "pause", "resume", "hold", "release", "end")
    all_of = [*(f"contract.{verb}" for verb in verbs), "terms.accept"]
    monkeypatch.setattr(following, "_then", {verb: [hear(verb)] for verb in all_of})
    return found


def test_what_follows_comes_after_the_event_in_its_transaction(
    alice: Person, bob: Person, heard: list[str]
) -> None:
    room = offer(alice, bob.email)
    actions.accept_terms(seat(bob, room), None, version=1)
    actions.propose_terms(seat(bob, room), None, terms=hourly(title="Another"))
    actions.accept_terms(seat(alice, room), None, version=2)
    actions.pause(seat(alice, room), None)
    actions.resume(seat(alice, room), None)
    held(room)
    within(room, holding.release)
    actions.end(seat(bob, room), None)
    assert heard == [
        "contract.accept after 4", "terms.accept after 6", "contract.pause after 7", "contract.resume after 8",
        "contract.hold after 9", "contract.release after 10", "contract.end after 11",
    ]  # fmt: skip

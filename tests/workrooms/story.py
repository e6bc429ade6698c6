"""Contracts between Alice and Bob, told in a line."""

from datetime import timedelta
from typing import Any

from django.test import Client

from collab import clock, wire
from collab.accounts.models import Person
from collab.workrooms import actions
from collab.workrooms.log import since
from collab.workrooms.models import Member, Room
from tests.conftest import person


def hourly(**changes: Any) -> wire.TermsDraft:
    """Terms of 45.00 USD an hour, 20 hours a week, from today."""
    terms = {
        "title": "Booking app", "description": "Build it.", "kind": "hourly", "currency": "USD", "rate": 4500,
        "weekly_limit": 20, "manual_time": True, "start": clock.now().date(),
    }  # fmt: skip
    return wire.TermsDraft.model_validate(terms | changes)


def fixed(**changes: Any) -> wire.TermsDraft:
    return wire.TermsDraft.model_validate({"title": "A logo", "kind": "fixed", "currency": "EUR"} | changes)


def offer(client: Person, to: str, terms: wire.TermsDraft | None = None) -> Room:
    """A contract that the client offers to an address."""
    created = actions.offer(client, None, to=to, terms=terms or hourly())
    return Room.objects.get(public_id=created.id)


def seat(somebody: Person, room: Room) -> Member:
    return Member.objects.seat(somebody, room.public_id)


def running(client: Person, freelancer: Person, terms: wire.TermsDraft | None = None) -> Room:
    """A contract that both agreed to."""
    room = offer(client, freelancer.email, terms)
    actions.accept_terms(seat(freelancer, room), None, version=1)
    room.refresh_from_db()
    return room


def guest(of: Person, room: Room, role: wire.GuestRole, name: str = "Dana") -> Person:
    """Somebody who came in as manager or observer of this person's side."""
    somebody = person(name, f"{name.lower()}@example.com")
    invite = actions.invite(seat(of, room), None, email=somebody.email, role=role)
    actions.accept_invite(somebody, None, invite=invite.id)
    return somebody


def kinds(room: Room, after: int = 0) -> list[str]:
    """What happened in the room after an event, by name."""
    return [event.kind for event in since(room, after)]


def later(**time: float) -> Any:
    """A block some time (`days=7`) from now."""
    return clock.at(clock.now() + timedelta(**time))


def post(browser: Client, path: str, body: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
    """POST as JSON; the status and what was answered."""
    answer = browser.post(f"/api/v1{path}", body or {}, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()

"""Pausing, resuming and ending a contract."""

from datetime import datetime

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room, TermsVersion
from collab.workrooms.proposals import overtake
from collab.workrooms.rules import steps
from collab.workrooms.rules.terms import words
from collab.workrooms.seats import withdraw_invites


@action
def pause(seat: Member, *, reason: str = "") -> wire.Done:
    """The client's side halts the work; people go on talking."""
    room, why = _ready(seat, "contract.pause", reason)
    move(room, "contract.pause", reason=why)
    return publish(room, wire.ContractPaused(reason=why), by=seat.person)


@action
def resume(seat: Member) -> wire.Done:
    room, _ = _ready(seat, "contract.resume")
    move(room, "contract.resume")
    return publish(room, wire.ContractResumed(), by=seat.person)


@action
def end(seat: Member, *, reason: str = "") -> wire.Done:
    """Either side ends the contract. The room stays readable; nothing in it stays open."""
    room, why = _ready(seat, "contract.end", reason)
    now = clock.now()
    move(room, "contract.end", reason=why)
    close(room, None, by=seat.person, at=now)
    return publish(room, wire.ContractEnded(reason=why), by=seat.person, at=now)


def _ready(seat: Member, verb: str, reason: str = "") -> tuple[Room, str]:
    why = reason_of(reason)
    room = lock(seat)
    steps.check(verb, seat.role, seat.side, room.status)
    return room, why


def reason_of(text: str) -> str:
    return words(text, code="reason", what="The reason", most=limits.REASON_CHARS)


def move(room: Room, verb: str, *, reason: str = "") -> None:
    """Take a step of the contract. Raises Conflict("contract.not_now")."""
    room.status, room.status_reason = steps.step(room.status, verb), reason
    room.save(update_fields=["status", "status_reason"])


def close(room: Room, last: TermsVersion | None, *, by: Person | None, at: datetime) -> None:
    """When a contract is over, proposals lapse (but `last`, which the step is about) and invitations are withdrawn."""
    overtake(room, last, by=by, at=at)
    withdraw_invites(room, by=by, at=at)

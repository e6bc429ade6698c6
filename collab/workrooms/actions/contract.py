"""Pausing, resuming and ending a contract."""

from datetime import datetime

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.workrooms.action import action
from collab.workrooms.following import follow
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
    return _told(room, "contract.pause", wire.ContractPaused(reason=why), seat.person, clock.now())


@action
def resume(seat: Member) -> wire.Done:
    room, _ = _ready(seat, "contract.resume")
    move(room, "contract.resume")
    return _told(room, "contract.resume", wire.ContractResumed(), seat.person, clock.now())


@action
def end(seat: Member, *, reason: str = "") -> wire.Done:
    """Either side ends the contract. The room stays readable; nothing in it stays open."""
    room, why = _ready(seat, "contract.end", reason)
    now = clock.now()
    move(room, "contract.end", reason=why)
    close(room, None, by=seat.person, at=now)
    return _told(room, "contract.end", wire.ContractEnded(reason=why), seat.person, now)


def _told(room: Room, verb: str, event: wire.Data, by: Person, at: datetime) -> wire.Done:
    """The event of the step, and what follows from it."""
    done = publish(room, event, by=by, at=at)
    follow(room, verb, at)
    return done


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

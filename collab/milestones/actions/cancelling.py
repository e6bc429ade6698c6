"""Giving a funded milestone up: the freelancer alone, or the client with the freelancer's yes or silence."""

from datetime import timedelta
from uuid import UUID

from collab import limits, wire
from collab.milestones import ending
from collab.milestones.answers import answer
from collab.milestones.asked import announce_cancel, end_cancel
from collab.milestones.rules import drafts
from collab.milestones.standing import take
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def give_back(seat: Member, *, milestone: UUID, reason: str = "") -> wire.MilestoneDone:
    """The freelancer will not do it: all that is held for it goes back. Raises as `take`, Refused `reason.*`."""
    why = _reason(reason)
    taken = take(seat, "milestone.give_back", milestone)
    return answer(ending.cancel(taken, by=seat.person, note=why), taken.milestone, seat)


def _reason(reason: str) -> str:
    return drafts.said(reason, what="The reason", code="reason", most=limits.REASON_CHARS)


@action
def ask_to_cancel(seat: Member, *, milestone: UUID, reason: str = "") -> wire.MilestoneDone:
    """The client asks for the money back before anything was handed in; silence grants it.

    Raises as `take`, Refused `reason.*`.
    """
    why = _reason(reason)
    taken = take(seat, "cancel.ask", milestone)
    found, room, at = taken.milestone, taken.room, taken.at
    until = at + timedelta(days=taken.agreed.policy.cancel_days)
    found.cancel_by, found.cancel_at, found.cancel_until, found.cancel_reason = seat.person, at, until, why
    found.save(update_fields=["cancel_by", "cancel_at", "cancel_until", "cancel_reason"])
    announce_cancel(taken)
    return answer(publish(room, wire.CancelWanted(id=milestone), by=seat.person, at=at), found, seat)


@action
def grant_cancel(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    """The freelancer agrees: all that is held for it goes back. Raises as `take`."""
    taken = take(seat, "cancel.grant", milestone)
    why = taken.milestone.cancel_reason
    return answer(ending.cancel(taken, by=seat.person, note=why), taken.milestone, seat)


@action
def decline_cancel(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    taken = take(seat, "cancel.decline", milestone)
    return answer(end_cancel(taken, "declined", by=seat.person), taken.milestone, seat)


@action
def withdraw_cancel(seat: Member, *, milestone: UUID) -> wire.MilestoneDone:
    taken = take(seat, "cancel.withdraw", milestone)
    return answer(end_cancel(taken, "withdrawn", by=seat.person), taken.milestone, seat)

"""What one side has asked of the other about a milestone, and how that ends. All in a transaction of an action."""

from typing import Literal

from collab import wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.billing.purses import parties
from collab.milestones.silence import CANCEL, sentence
from collab.milestones.standing import Taken
from collab.money import Money
from collab.workrooms.log import publish


def end_change(
    taken: Taken, how: Literal["accepted", "declined", "withdrawn", "lapsed"], by: Person | None
) -> wire.Done:
    """The proposed change is over."""
    assert taken.change is not None, "rules.steps has looked"
    taken.change.delete()
    taken.change = None
    return publish(taken.room, wire.ChangeEnded(id=taken.milestone.public_id, how=how), by=by, at=taken.at)


def lapse_change(taken: Taken, by: Person | None) -> None:
    """Something else happened before anybody answered."""
    if taken.change is not None:
        end_change(taken, "lapsed", by)


def end_less(taken: Taken, how: Literal["declined", "withdrawn"], by: Person | None) -> wire.Done:
    clear_less(taken)
    return publish(taken.room, wire.LessEnded(id=taken.milestone.public_id, how=how), by=by, at=taken.at)


def clear_less(taken: Taken) -> None:
    found = taken.milestone
    found.less_minor, found.less_note, found.less_by, found.less_at = None, "", None, None
    found.save(update_fields=["less_minor", "less_note", "less_by", "less_at"])


def announce_cancel(taken: Taken) -> None:
    """Say what silence about the client's wish to cancel means: when it is asked, and when a change is agreed on."""
    found, room, until = taken.milestone, taken.room, taken.milestone.cancel_until
    assert until is not None, "there is such a wish"
    both, money = parties(room), Money(found.minor, taken.agreed.currency)
    words = sentence(
        f"If {both.freelancer.name} does not act, this is cancelled and {money} goes back to {both.client.name}",
        found.title,
    )
    book.put(CANCEL, found.public_id, until, words, room_id=room.pk, side="freelancer")


def end_cancel(taken: Taken, how: Literal["declined", "withdrawn"], by: Person | None) -> wire.Done:
    """The client's wish to cancel came to nothing."""
    clear_cancel(taken)
    return publish(taken.room, wire.CancelEnded(id=taken.milestone.public_id, how=how), by=by, at=taken.at)


def clear_cancel(taken: Taken) -> None:
    found = taken.milestone
    found.cancel_by, found.cancel_at, found.cancel_until, found.cancel_reason = None, None, None, ""
    found.save(update_fields=["cancel_by", "cancel_at", "cancel_until", "cancel_reason"])
    book.cross_out(CANCEL, found.public_id)


def stop_cancel(taken: Taken, how: Literal["declined", "withdrawn"], by: Person | None) -> None:
    """If there is such a wish."""
    if taken.milestone.cancel_at is not None:
        end_cancel(taken, how, by)

"""Time that counts only if the client accepts it: a question with an end. In a locked room."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from collab import limits, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.errors import Conflict, NotFound
from collab.timetracker.models import Ask
from collab.workrooms.log import publish
from collab.workrooms.models import Room

LAPSE: Final = "ask.lapse"
"""On the agenda: a question that the client does not answer."""


def find(room: Room, ask: UUID) -> Ask:
    """One that waits for an answer. Raises NotFound("ask.not_found"), Conflict("ask.decided")."""
    found = Ask.objects.filter(room=room, public_id=ask).select_related("by").first()
    if found is None:
        raise NotFound("ask.not_found", "There is no such question about time in this contract.")
    if found.state != "asked":
        raise Conflict("ask.decided", f"This question is over already: it was {found.state}.")
    return found


def check_open(room: Room) -> None:
    """Raises Conflict("ask.too_many")."""
    if Ask.objects.filter(room=room, state="asked").count() >= limits.ASKS_OPEN:
        raise Conflict(
            "ask.too_many",
            f"{limits.ASKS_OPEN} questions wait for the client already. Let them be answered first.",
        )


def put(room: Room, ask: Ask) -> None:
    """What silence means, before both sides' eyes."""
    what = "the time by hand" if ask.kind == "manual" else "the late time"
    words = f"If the client does not accept {what} of the week of {ask.monday:%-d %B}, it stays unpaid."
    book.put(LAPSE, ask.public_id, ask.until, words, room_id=room.pk, side="client")


def tell(room: Room, ask: Ask, by: Person, at: datetime) -> wire.Done:
    """It was asked, or is about more time now."""
    told = wire.TimeAsked(days=[ask.monday], id=ask.public_id, what=ask.kind, seconds=ask.seconds)
    return publish(room, told, by=by, at=at)


def end(room: Room, ask: Ask, how: wire.AskState, by: Person | None, at: datetime) -> wire.Done:
    ask.state, ask.decided_by, ask.decided_at = how, by, at
    ask.save(update_fields=["state", "decided_by", "decided_at"])
    book.cross_out(LAPSE, ask.public_id)
    told = wire.TimeAnswered(days=[ask.monday], id=ask.public_id, how=how, seconds=ask.seconds)
    return publish(room, told, by=by, at=at)


def lapse_manual(room: Room, monday: date, at: datetime) -> None:
    """The diary of the week locks: what was not accepted by hand is not in it."""
    for ask in Ask.objects.filter(room=room, monday=monday, kind="manual", state="asked").order_by("pk"):
        end(room, ask, "lapsed", None, at)

"""The HTTP doors of chat."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status
from uuid_utils.compat import uuid7

from collab import limits, wire
from collab.accounts.door import acting, key, message_rate, who
from collab.chat import actions
from collab.chat.lists import messages_before, revisions
from collab.errors import Refused
from collab.workrooms.door import seat
from collab.workrooms.models import Member

router = Router(tags=["chat"])
Number = Annotated[int, Path(ge=1, le=2**53 - 1)]


def writing_seat(request: HttpRequest, room: UUID) -> Member:
    """The seat of whoever writes, counted against their rate of messages. Raises NotFound, TooMany."""
    person = who(request).person
    message_rate.take(person.pk)
    return Member.objects.seat(person, room)


@router.get("/rooms/{room}/messages", response=wire.MessagePage)
def messages(
    request: HttpRequest,
    room: UUID,
    before: Annotated[int | None, Query(ge=1, le=2**53 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=limits.PAGE_MOST)] = limits.PAGE,
) -> wire.MessagePage:
    """Messages before event `before` (without it, the newest), oldest first."""
    return messages_before(seat(request, room).room, before, limit)


@router.post("/rooms/{room}/messages", response={201: wire.Done})
def post(request: HttpRequest, room: UUID, body: wire.Post) -> Status[wire.Done]:
    """Write a message; the number is its place in the room's log."""
    if body.files:
        here = writing_seat(request, room)
        done = actions.post_with_files(
            here, key(request), text=body.text, reply_to=body.reply_to, files=body.files
        )
        return Status(201, done)
    written = actions.Post(writing_seat(request, room), key(request) or uuid7(), body.text, body.reply_to)
    (outcome,) = actions.post_messages([written])
    if isinstance(outcome, Refused):
        raise outcome
    return Status(201, outcome)


@router.patch("/rooms/{room}/messages/{seq}", response=wire.Done)
def edit(request: HttpRequest, room: UUID, seq: Number, body: wire.Edit) -> wire.Done:
    """Other words for my own message; the earlier ones stay readable for both sides."""
    return actions.edit_message(writing_seat(request, room), key(request), seq=seq, text=body.text)


@router.delete("/rooms/{room}/messages/{seq}", response=wire.Done)
def delete(request: HttpRequest, room: UUID, seq: Number) -> wire.Done:
    """Take my own message back: its words, and all earlier ones, are gone for good."""
    return actions.delete_message(writing_seat(request, room), key(request), seq=seq)


@router.get("/rooms/{room}/messages/{seq}/revisions", response=wire.Revisions)
def earlier(request: HttpRequest, room: UUID, seq: Number) -> wire.Revisions:
    """Earlier wordings of a message, oldest first."""
    return revisions(seat(request, room).room, seq)


@router.put("/rooms/{room}/read", response=wire.Done)
def read(request: HttpRequest, room: UUID, body: wire.Mark) -> wire.Done:
    """I have read everything up to event `seq`."""
    here = Member.objects.seat(acting(request), room)
    return actions.mark_read(here, key(request), seq=body.seq)

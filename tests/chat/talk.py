"""Messages, said in a line."""

from uuid import UUID

from uuid_utils.compat import uuid7

from collab import wire
from collab.accounts.models import Person
from collab.chat.actions import Outcome, Post, post_messages
from collab.errors import Refused
from collab.workrooms.models import Room
from tests.workrooms import story


def post(by: Person, room: Room, text: str, *, key: UUID | None = None, reply_to: int | None = None) -> Post:
    """A message that is still to be written."""
    return Post(story.seat(by, room), key or uuid7(), text, reply_to)


def say(by: Person, room: Room, text: str, *, key: UUID | None = None, reply_to: int | None = None) -> int:
    """Write a message; its number. Raises what it was refused with."""
    return done(post_messages([post(by, room, text, key=key, reply_to=reply_to)])[0]).seq


def done(outcome: Outcome) -> wire.Done:
    if isinstance(outcome, Refused):
        raise outcome
    return outcome

"""The door of a room: whoever has no seat there finds nothing behind it."""

from uuid import UUID

from django.http import HttpRequest

from collab.accounts.door import acting, who
from collab.workrooms.models import Member


def seat(request: HttpRequest, room: UUID) -> Member:
    """The seat of whoever asks. Raises NotFound("room.not_found")."""
    return Member.objects.seat(who(request).person, room)


def acting_seat(request: HttpRequest, room: UUID) -> Member:
    """The seat of whoever asks for a change, counted against their rate. Raises NotFound, TooMany."""
    return Member.objects.seat(acting(request), room)

"""What is asked of rooms, terms and invitations, and the answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Done, Event, Person, Seq, Wire
from collab.wire.rooms.state import Kind, Role, RoomItem, Side, TermsDraft, TermsVersion

GuestRole = Literal["manager", "observer"]


class Proposed(Done):
    version: StrictInt


class Joined(Done):
    """A seat was taken, in this room."""

    room: UUID


class Offer(Wire):
    """Body of `POST /rooms`: to a person here or to an address that then signs up."""

    to: str
    """E-mail address."""
    terms: TermsDraft
    note: str = ""


class Proposal(Wire):
    """Body of `POST /rooms/{room}/terms`: a request for changes to an offer, or an amendment."""

    terms: TermsDraft
    note: str = ""


class Reason(Wire):
    reason: str = ""


class InviteDraft(Wire):
    email: str
    role: GuestRole


class RoomPage(Wire):
    """A page of my rooms, the last active first."""

    items: list[RoomItem]
    next: str | None = None
    """`cursor` of the page after this one."""


class EventPage(Wire):
    items: list[Event]
    head: Seq


class TermsHistory(Wire):
    """Every proposal there was, oldest first."""

    items: list[TermsVersion]


class MyInvite(Wire):
    """An invitation to my verified address that waits for my answer."""

    id: UUID
    room_title: str
    kind: Kind
    role: Role
    side: Side
    by: Person
    at: datetime


class MyInvites(Wire):
    items: list[MyInvite]

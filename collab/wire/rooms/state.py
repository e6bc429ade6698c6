"""A room as it stands: who sits in it, what was agreed and proposed, who is asked in."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Person, Seq, Wire
from collab.wire.chat import Message
from collab.wire.files.state import (
    Upload,
)

Kind = Literal["fixed", "hourly"]
Status = Literal["offered", "active", "paused", "on_hold", "ended", "declined", "withdrawn", "expired"]
Role = Literal["client", "freelancer", "manager", "observer"]
Side = Literal["client", "freelancer"]
TermsState = Literal["proposed", "accepted", "declined", "withdrawn", "expired"]


class Member(Wire):
    """A seat in a room. `read` and `delivered` are the newest event numbers that reached eyes and device."""

    person: Person
    role: Role
    side: Side
    read: Seq = 0
    delivered: Seq = 0


class TermsDraft(Wire):
    """Terms as a person writes them; checked by workrooms.rules."""

    title: str
    description: str = ""
    kind: Kind
    currency: str
    """ISO 4217."""
    rate: StrictInt | None = None
    """Minor units per hour."""
    weekly_limit: StrictInt | None = None
    """Whole hours, 0–168."""
    manual_time: StrictBool | None = None
    start: date | None = None
    """First day, from 00:00 UTC."""
    retainer: StrictInt | None = None
    """Minor units of every week, also one without hours; null for none."""
    reading_mode: StrictBool | None = None
    """Time without input is protected too: reading and thinking is work. Null counts as no."""
    fee_profile: str = "none"


class Terms(TermsDraft):
    """What both sides agree to. The four middle fields are null exactly when the contract is fixed-price."""

    policy: str = "upwork-like@1"


class TermsVersion(Wire):
    """One proposal of terms: version 1 is the offer, later ones are requests for changes and amendments."""

    version: StrictInt
    state: TermsState
    terms: Terms
    note: str = ""
    side: Side
    """Who proposed; the other side decides."""
    by: UUID
    at: datetime
    expires_at: datetime | None = None
    """If nobody acts until then, the proposal lapses."""
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    counts_from: dict[str, datetime] = {}
    """For accepted terms: from when each changed field counts."""


class Invite(Wire):
    """Somebody was asked in by e-mail and has not answered yet."""

    id: UUID
    email: str
    role: Role
    side: Side
    by: UUID
    at: datetime


class RoomItem(Wire):
    """A row in the list of rooms."""

    id: UUID
    title: str
    kind: Kind
    status: Status
    role: Role
    side: Side
    head: Seq
    read: Seq
    unread: StrictInt
    """Messages of others after `read`; counted to 100."""
    last_at: datetime
    last: Message | None = None
    others: list[Person] = []
    waiting: StrictBool = False
    """Something in this room waits for me."""


class Room(Wire):
    """A room as of event `head`: reading on from there with `events?after=head` misses nothing."""

    id: UUID
    title: str
    kind: Kind
    status: Status
    status_reason: str = ""
    role: Role
    side: Side
    head: Seq
    unread: StrictInt
    created_at: datetime
    expires_at: datetime | None = None
    """For an offer: when it lapses if nobody acts."""
    members: list[Member]
    people: list[Person]
    """Everybody who ever had a seat: authors keep their names after they left."""
    invites: list[Invite]
    """Those that wait for an answer."""
    terms: Terms
    """What was agreed last (for an offer: what is offered); `counts_from` of its version says from when."""
    versions: list[TermsVersion]
    may: list[str]
    """The steps open to me now, of the policy table."""
    uploads: list[Upload] = []
    """Files under way."""
    epoch: UUID

"""Contracts: rooms, seats, terms and invitations."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Data, Done, Event, Person, Seq, Wire
from collab.wire.chat import Message
from collab.wire.files import Upload
from collab.wire.time import Week

Kind = Literal["fixed", "hourly"]
Status = Literal["offered", "active", "paused", "on_hold", "ended", "declined", "withdrawn", "expired"]
Role = Literal["client", "freelancer", "manager", "observer"]
GuestRole = Literal["manager", "observer"]
Side = Literal["client", "freelancer"]
EndOfInvite = Literal["accepted", "declined", "withdrawn"]
TermsState = Literal["proposed", "accepted", "declined", "withdrawn", "expired"]


class Member(Wire):
    """A seat in a room. `read` and `delivered` are the newest event numbers that reached eyes and device."""

    person: Person
    role: Role
    side: Side
    read: Seq = 0
    delivered: Seq = 0


class Terms(Wire):
    """What both sides agree to. The four middle fields are null exactly when the contract is fixed-price."""

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


class ContractOffered(Data):
    kind: ClassVar[str] = "contract.offered"
    version: TermsVersion


class ContractAccepted(Data):
    """The terms of this version are agreed and the workroom is open. Whatever else was proposed lapsed just before."""

    kind: ClassVar[str] = "contract.accepted"
    version: StrictInt
    counts_from: dict[str, datetime] = {}
    weeks: list[Week] = []
    """The first week of a contract by the hour, as it stands when the event is read."""


class ContractDeclined(Data):
    """The offer, version 1, is declined; likewise withdrawn or expired below. A request for changes lapsed before."""

    kind: ClassVar[str] = "contract.declined"
    reason: str = ""


class ContractWithdrawn(Data):
    kind: ClassVar[str] = "contract.withdrawn"
    reason: str = ""


class ContractExpired(Data):
    kind: ClassVar[str] = "contract.expired"


class ContractPaused(Data):
    kind: ClassVar[str] = "contract.paused"
    reason: str = ""


class ContractResumed(Data):
    kind: ClassVar[str] = "contract.resumed"


class ContractEnded(Data):
    kind: ClassVar[str] = "contract.ended"
    reason: str = ""


class TermsProposed(Data):
    kind: ClassVar[str] = "terms.proposed"
    version: TermsVersion


class TermsAccepted(Data):
    kind: ClassVar[str] = "terms.accepted"
    version: StrictInt
    counts_from: dict[str, datetime] = {}


class TermsDeclined(Data):
    kind: ClassVar[str] = "terms.declined"
    version: StrictInt
    reason: str = ""


class TermsWithdrawn(Data):
    kind: ClassVar[str] = "terms.withdrawn"
    version: StrictInt


class TermsExpired(Data):
    """A proposal lapsed: out of time, or overtaken by another step, whose event follows."""

    kind: ClassVar[str] = "terms.expired"
    version: StrictInt


class MemberInvited(Data):
    kind: ClassVar[str] = "member.invited"
    invite: Invite


class InviteClosed(Data):
    """The invitation is no longer open: taken (a `member.joined` follows), declined or withdrawn."""

    kind: ClassVar[str] = "invite.closed"
    invite: UUID
    how: EndOfInvite


class MemberJoined(Data):
    kind: ClassVar[str] = "member.joined"
    person: Person
    role: Role
    side: Side


class MemberRemoved(Data):
    """`person` has no seat from here on; when the event is by themselves, they left."""

    kind: ClassVar[str] = "member.removed"
    person: UUID


class Proposed(Done):
    version: StrictInt


class Joined(Done):
    """A seat was taken, in this room."""

    room: UUID


class TermsDraft(Wire):
    """Terms as a person writes them; checked by workrooms.rules."""

    title: str
    description: str = ""
    kind: Kind
    currency: str
    rate: StrictInt | None = None
    weekly_limit: StrictInt | None = None
    manual_time: StrictBool | None = None
    start: date | None = None
    retainer: StrictInt | None = None
    reading_mode: StrictBool | None = None
    fee_profile: str = "none"


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


class Policy(Wire):
    """The numbers that the rules of a contract read. Both sides accept a policy with the terms; it never changes."""

    id: str
    minimum_rate: Decimal
    """Per hour, in whole units of the contract's currency."""
    weekly_limit_most: StrictInt
    offer_days: StrictInt
    """An offer that nobody answers lapses after this many days."""
    changes_days: StrictInt
    """The freelancer may ask for changes to an offer for this many days."""
    amendment_days: StrictInt
    """A proposed amendment that nobody answers lapses after this many days."""
    milestone_least: Decimal = Decimal("5.00")
    """The least that a milestone may cost, in whole units of the contract's currency."""
    review_days: StrictInt = 14
    """Work handed in that the client does not look at for so long is approved in full."""
    cancel_days: StrictInt = 7
    """A client's wish to cancel a funded milestone that the freelancer does not answer for so long is granted."""
    hold_days: StrictInt = 5
    """Released money is pending for so long."""
    refund_days: StrictInt = 180
    """The freelancer may give released money back for so long."""
    bonus_days: StrictInt = 365
    """A bonus is possible for so long after the end of the contract."""
    beat_seconds: StrictInt = 30
    """A running timer is heard of so often; a device that falls silent loses at most so much."""
    skew_seconds: StrictInt = 120
    """A device whose clock is off by more is flagged."""
    review_hours: StrictInt = 12
    """The diary of a week locks so long after the week."""
    dispute_days: StrictInt = 5
    """Days after the week in which the client may dispute it: to Friday."""
    week_hold_days: StrictInt = 4
    """Days after those until the money is available: to Wednesday 00:00."""
    late_days: StrictInt = 14
    """Reports that come after the lock are taken into a supplement for so long."""
    idle_minutes: StrictInt = 10
    """Without input for so long, the worker is asked."""
    activity_least: StrictInt = 1
    """Minutes with input of ten that protect time without reading mode."""
    retry_hours: list[StrictInt] = [24, 48, 72, 120]
    """When a failed charge is tried again, after the try before; the last for ever."""
    retainer_percents: list[StrictInt] = [100, 80, 60, 40, 20, 20, 20]
    """Of the first week, by the day on which the contract starts: Monday to Sunday."""
    start_days_back: StrictInt
    start_days_ahead: StrictInt
    """How far from today (UTC) the first day of an hourly contract may be."""


class FeeProfile(Wire):
    """Who pays how much to the operator. Percentages are exact decimals."""

    id: str
    name: str
    freelancer_percent: Decimal
    client_percent: Decimal
    initiation_fee: StrictInt
    """Once, in minor units."""


class Policies(Wire):
    """What a new contract may be made of."""

    policy: str
    """The policy of new contracts."""
    policies: list[Policy]
    fee_profiles: list[FeeProfile]
    currencies: dict[str, StrictInt]
    """ISO 4217 code to the digits of its minor unit."""

"""Money as it stands: payments, a room's sums, releases, balances, transfers and papers."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Seq, Wire
from collab.wire.rooms.state import Side

PaymentKind = Literal["funding", "bonus", "bill", "refund"]
"""`bill` pays for a week by the hour. `refund` is money on its way back to the client; the others are charges."""
PaymentState = Literal["processing", "needs_confirmation", "succeeded", "failed"]
AccountKind = Literal["escrow", "pending", "available", "fees", "clearing"]
MyAccount = Literal["pending", "available"]
PaperKind = Literal["receipt", "invoice", "credit_note"]
"""A receipt for what was charged, the freelancer's invoice for what was released, and what takes either back."""


class Card(Wire):
    """A way to pay, as its owner sees it."""

    id: UUID
    label: str
    """`Visa •••• 4242`."""
    added_at: datetime


class Payment(Wire):
    """Money on its way through a payment provider. Written down before the provider is asked; ends once."""

    id: UUID
    kind: PaymentKind
    state: PaymentState
    minor: StrictInt
    """What it is for: into escrow, to the freelancer, or back to the client."""
    fee: StrictInt
    """The client's fee on top; for a refund, the fee that goes back too."""
    initiation: StrictInt = 0
    """Of the fee: the one-off fee of the contract."""
    total: StrictInt
    """What the client pays or gets."""
    currency: str
    free: StrictInt = 0
    """Of a funding: taken from what was free in escrow, on top of `minor`."""
    of: UUID | None = None
    """Of a refund: the payment that it gives back."""
    title: str = ""
    """What it is for, in words."""
    milestones: list[UUID] = []
    week: date | None = None
    """The Monday of the week that it pays for; of a refund, whose money it gives back."""
    note: str = ""
    by: UUID | None
    at: datetime
    confirm_until: datetime | None = None
    """It waits for its payer's confirmation; without one until then, it fails and nothing is charged."""
    ended_at: datetime | None = None
    trouble: str = ""
    """Why it failed, or what it waits for, in words."""


class RoomMoney(Wire):
    """A contract's money. `deposited` − `released` − `refunded` = `held`."""

    currency: str
    deposited: StrictInt = 0
    released: StrictInt = 0
    """Out of escrow, before the freelancer's fee."""
    refunded: StrictInt = 0
    """Out of escrow, back to the client."""
    held: StrictInt = 0
    free: StrictInt = 0
    """Of what is held: bound to no milestone; the next funding takes it first."""
    bonuses: StrictInt = 0
    billed: StrictInt = 0
    """Paid for weeks of hourly work, before fees."""
    returned: StrictInt = 0
    """Of what was released, billed or came as a bonus, given back by the freelancer since, before the fee."""
    fees_client: StrictInt = 0
    fees_freelancer: StrictInt = 0


class Release(Wire):
    """Money that left escrow, or came as a bonus or for a week, for the freelancer: pending until `available_at`."""

    id: UUID
    kind: Literal["milestone", "bonus", "bill"]
    milestone: UUID | None = None
    week: date | None = None
    """Of a bill: its Monday."""
    title: str
    minor: StrictInt
    """Before the freelancer's fee."""
    fee: StrictInt
    net: StrictInt
    refunded: StrictInt = 0
    """Of `minor`, given back since."""
    left: StrictInt
    """What the freelancer has of it now: `net`, less what was given back, with the fee of that."""
    at: datetime
    available_at: datetime
    """If nobody acts, it is available from then on."""
    is_available: StrictBool = False
    refund_until: datetime


class Balance(Wire):
    """What one person has in one currency."""

    currency: str
    pending: StrictInt
    available: StrictInt


class MyBalance(Balance):
    """… over all my contracts."""

    escrow: StrictInt
    """Held in the contracts whose client or freelancer I am."""
    next_at: datetime | None = None
    """If nobody acts, the next of `pending` is available from then on."""


class Escrow(Wire):
    """What is held in one of my contracts."""

    room: UUID
    room_title: str
    side: Side
    """Mine: whether I paid it in or am to earn it."""
    currency: str
    held: StrictInt
    free: StrictInt
    """Of it: bound to no milestone."""


class Entry(Wire):
    """One account's part in a transfer."""

    account: AccountKind
    person: UUID | None = None
    """Whose, for `pending` and `available`."""
    minor: StrictInt
    balance: StrictInt | None
    """What the account held afterwards. Null for somebody else's, which all their contracts share."""


class Moved(Wire):
    """Money moved. `cause` names what it was for, `seq` the event that tells of it."""

    id: UUID
    """Of the transfer."""
    at: datetime
    cause: str
    words: str
    """The cause for people: `Released: Logo draft`."""
    seq: Seq | None = None
    milestones: list[UUID] = []
    """What it was for; several were funded at once."""
    week: date | None = None
    """The Monday of the week whose bill it was for."""
    currency: str


class Transfer(Moved):
    """… as a whole: its entries sum to zero."""

    entries: list[Entry]


class Movement(Moved):
    """… into (positive) or out of an account of mine, in whichever contract."""

    room: UUID | None = None
    room_title: str = ""
    minor: StrictInt
    balance: StrictInt
    """What the account held afterwards."""


class PaperLine(Wire):
    text: str
    minor: StrictInt


class Paper(Wire):
    """A receipt, invoice or credit note: numbered without gaps by its issuer, and never changed."""

    id: UUID
    kind: PaperKind
    number: str
    issuer: str
    to: str
    title: str
    lines: list[PaperLine]
    """What stands on it, fees included: they sum to `total`."""
    milestones: list[UUID] = []
    """What it is about."""
    week: date | None = None
    """Its Monday, where it is about the bill of one."""
    total: StrictInt
    currency: str
    at: datetime
    path: str
    """Of its PDF."""


class Plotted(Wire):
    """Sums up to and including an instant, for the plot of money over time."""

    at: datetime
    funded: StrictInt
    released: StrictInt
    refunded: StrictInt

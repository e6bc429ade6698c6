"""Money: payments, balances, the ledger, and papers about them. Amounts are whole minor units of `currency`."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from collab.wire.base import Data, Done, Seq, Wire

PaymentKind = Literal["funding", "bonus", "bill", "refund"]
"""`bill` pays for a week by the hour. `refund` is money on its way back to the client; the others are charges."""
PaymentState = Literal["processing", "needs_confirmation", "succeeded", "failed"]
AccountKind = Literal["escrow", "pending", "available", "fees", "clearing"]
PaperKind = Literal["receipt", "invoice", "credit_note"]
"""A receipt for what was charged, the freelancer's invoice for what was released, and what takes either back."""
MoneyList = Literal["payments", "releases", "papers"]


# ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────


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


class Entry(Wire):
    """One account's part in a transfer."""

    account: AccountKind
    person: UUID | None = None
    """Whose, for `pending` and `available`."""
    minor: StrictInt
    balance: StrictInt | None
    """What the account held afterwards. Null for somebody else's, which all their contracts share."""


class Transfer(Wire):
    """Money that moved: its entries sum to zero. `cause` names what it was for, `seq` the event that tells of it."""

    id: UUID
    at: datetime
    cause: str
    words: str
    """The cause for people: `Released: Logo draft`."""
    seq: Seq | None = None
    milestones: list[UUID] = []
    """What it was for; several were funded at once."""
    currency: str
    entries: list[Entry]


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


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────────


class AboutPayment(Data):
    """`payment` and `money` are as they stand when the event is read: the row of the log has the id."""

    id: UUID
    payment: Payment | None = None
    money: RoomMoney | None = None


class PaymentStarted(AboutPayment):
    kind: ClassVar[str] = "payment.started"


class PaymentChanged(AboutPayment):
    """It needs the payer's confirmation, or it failed: `payment.trouble` tells why."""

    kind: ClassVar[str] = "payment.changed"


class PaymentSucceeded(AboutPayment):
    kind: ClassVar[str] = "payment.succeeded"


class AboutRelease(Data):
    id: UUID
    release: Release | None = None
    money: RoomMoney | None = None


class BonusPaid(AboutRelease):
    kind: ClassVar[str] = "bonus.paid"


class MoneyAvailable(AboutRelease):
    """The hold is over: `minor` of it is available, less than `net` where some was given back before."""

    kind: ClassVar[str] = "money.available"
    minor: StrictInt | None = None
    """None in rooms where this was not told yet."""


class ReleaseRefunded(AboutRelease):
    """The freelancer gives `minor` of it back; or, by nobody, a credit goes back that no bill follows."""

    kind: ClassVar[str] = "release.refunded"
    minor: StrictInt
    reason: str = ""


class EscrowRefunded(Data):
    """`minor` of the free money in escrow goes back to the client."""

    kind: ClassVar[str] = "escrow.refunded"
    minor: StrictInt
    currency: str
    money: RoomMoney | None = None


# ── bodies and answers ──────────────────────────────────────────────────────────────────────────────────────────


class CardDraft(Wire):
    """Body of `POST /me/cards`. Of the sandbox: numbers and what they do are in `GET /billing/sandbox`."""

    number: str


class Cards(Wire):
    items: list[Card]


class SandboxCard(Wire):
    number: str
    does: str


class Sandbox(Wire):
    """No real money moves here: the cards of the sandbox."""

    cards: list[SandboxCard]


class FundingDraft(Wire):
    """Body of `POST /rooms/{room}/fundings`: pay for these milestones at once."""

    milestones: list[UUID]
    minor: StrictInt
    """What they cost together, as the payer saw it: nobody pays for something that was changed meanwhile."""
    card: UUID | None = None
    """None where what is free in escrow pays for all of it."""
    total: StrictInt | None = None
    """What the card pays with the fee, as the quote told it: nobody is charged another sum than they saw."""
    seen: Seq | None = None
    """The room's event up to which the payer saw the milestones: nobody pays for other work that costs the same."""


class BonusDraft(Wire):
    minor: StrictInt
    card: UUID
    note: str = ""


class RefundDraft(Wire):
    minor: StrictInt
    reason: str = ""


class Quote(Wire):
    """What paying would take: `free` from escrow, `charged` by card into escrow (or to the freelancer), and the fee."""

    currency: str
    free: StrictInt
    charged: StrictInt
    fee: StrictInt
    total: StrictInt
    """By card, with the fee."""


class PaymentDone(Done):
    """Written down, and the provider was asked: `payment.state` tells how far it is."""

    payment: Payment


class MoneyPage(Wire):
    """A room's money at a glance."""

    money: RoomMoney
    balances: list[Balance]
    """Mine, over all rooms."""
    payments: list[Payment]
    """The newest 50."""
    releases: list[Release]
    papers: list[Paper]
    more: list[MoneyList]
    """Those of the three that go on beyond what is here."""
    plot: list[Plotted]
    seq: Seq
    """As of this event."""


class HeldThen(Wire):
    """What accounts held at an instant, all that happened then included."""

    at: datetime
    currency: str
    escrow: StrictInt
    """Of this contract."""
    pending: StrictInt
    """Mine, over all rooms, as is `available`."""
    available: StrictInt


class PaymentPage(Wire):
    """A page of a room's payments, newest first, and the `cursor` of the page after it."""

    items: list[Payment]
    next: str | None = None


class ReleasePage(Wire):
    """As `PaymentPage`."""

    items: list[Release]
    next: str | None = None


class PaperPage(Wire):
    """As `PaymentPage`."""

    items: list[Paper]
    next: str | None = None


class Ledger(Wire):
    """A page of transfers, newest first, and the `cursor` of the page after it."""

    items: list[Transfer]
    next: str | None = None


class Balances(Wire):
    items: list[Balance]

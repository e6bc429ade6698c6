"""What is asked of money, and the answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Done, Seq, Wire
from collab.wire.money.state import (
    Balance,
    Card,
    Escrow,
    Movement,
    MyBalance,
    Paper,
    Payment,
    Plotted,
    Release,
    RoomMoney,
    Transfer,
)

MoneyList = Literal["payments", "releases", "papers"]


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


class MyLedger(Wire):
    """A page of what moved on one account of mine, newest first, and the `cursor` of the page after it."""

    items: list[Movement]
    next: str | None = None


class EscrowPage(Wire):
    """A page of my contracts that hold something, newest first, and the `cursor` of the page after it."""

    items: list[Escrow]
    next: str | None = None


class Balances(Wire):
    items: list[MyBalance]

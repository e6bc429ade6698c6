"""What the log tells of money."""

from typing import ClassVar
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Data
from collab.wire.money.state import Payment, PaymentState, Release, RoomMoney


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
    state: PaymentState | None = None
    """As it was from then on. None in rooms where this was not told yet."""


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

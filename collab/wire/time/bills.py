"""What a week costs."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Wire

BillLineKind = Literal["tracked", "manual", "over_limit", "retainer", "supplement", "correction"]


class BillLine(Wire):
    kind: BillLineKind
    week: date
    """Of the work; earlier than the bill's for what came late."""
    seconds: StrictInt
    """0 for a retainer; negative for time taken back."""
    rate: StrictInt | None
    """Minor units per hour."""
    minor: StrictInt
    text: str = ""


class Bill(Wire):
    """What a week costs. Until the lock a preview, which equals the bill to the cent if nothing changes."""

    id: UUID | None
    """None for a preview."""
    week: date
    currency: str
    lines: list[BillLine]
    minor: StrictInt
    """Their sum."""
    fee: StrictInt
    """The client's, on top."""
    total: StrictInt
    net: StrictInt
    """What the freelancer gets, after their fee."""
    carried: StrictInt = 0
    """A credit that this bill could not take up; the next one does, or it goes back to the client. Zero or less."""
    state: Literal["preview", "charging", "paid", "past_due"]
    trouble: str = ""
    retry_at: datetime | None = None
    paper: UUID | None = None
    path: str | None = None
    """Of the invoice's PDF."""
    at: datetime | None = None
    """When it was made; None for a preview."""
    charged_at: datetime
    """When the card is, or was, charged."""
    available_at: datetime

"""What should become of a contract's money: the domain rules told once more, on paper. Knows nothing of the server.

Fees, escrow, releases and refunds of one room; whoever pays and works there are in proof.deal_model.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

HOLD, GIVING_BACK = timedelta(days=5), timedelta(days=180)
OPEN = ("processing", "needs_confirmation")


class No(Exception):
    """The rules do not allow this step."""


def need(held: bool) -> None:
    if not held:
        raise No


def percent(minor: int, rate: Decimal) -> int:
    """Rounded half up, once."""
    return int((minor * rate / 100).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(eq=False)
class Paid:
    """A charge, or (with `of`) money on its way back to one."""

    kind: str
    minor: int
    fee: int
    card: str
    at: datetime
    free: int = 0
    once: int = 0
    of: "Paid | None" = None
    state: str = "processing"
    gone: int = 0
    """Of a charge, what went back."""
    there: str = ""
    """How it stands at the provider, if it is known there."""
    asked: int = 0
    answered: str = ""
    """By its payer: "confirmed" or "given up"."""
    decides: datetime | None = None

    @property
    def ended(self) -> bool:
        return self.state not in OPEN

    def row(self) -> tuple[str, str, int, int, int]:
        return self.kind, self.state, self.minor, self.fee, self.free


@dataclass(eq=False)
class Released:
    """Money that became the freelancer's; `charge` is the bonus that it came with."""

    minor: int
    fee: int
    at: datetime
    charge: Paid | None = None
    back: int = 0
    fee_back: int = 0
    available: bool = False

    def row(self) -> tuple[int, int, int, int, bool]:
        return self.minor, self.fee, self.back, self.fee_back, self.available


@dataclass(eq=False)
class Money:
    """Of one room. `people` holds what the freelancer has in all rooms, by kind and currency."""

    currency: str
    takes: Decimal
    """Per cent of the freelancer."""
    adds: Decimal
    """Per cent of the client."""
    once: int
    people: Counter[tuple[str, str]]
    accounts: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    payments: list[Paid] = field(default_factory=list)
    releases: list[Released] = field(default_factory=list)

    @property
    def held(self) -> int:
        return self.sums["deposited"] - self.sums["released"] - self.sums["refunded"]

    @property
    def unbound(self) -> int:
        return self.held - self.sums["bound"]

    def _person(self, kind: str, minor: int) -> None:
        need(self.people[kind, self.currency] + minor >= 0)
        self.people[kind, self.currency] += minor

    def charge(self, kind: str, minor: int, card: str, at: datetime) -> Paid:
        """`minor` is all that is wanted; a funding takes what is free in escrow first."""
        free = min(self.unbound, minor) if kind == "funding" else 0
        begun = [one for one in self.payments if one.once and one.state != "failed"]
        once = self.once if kind == "funding" and not begun else 0
        fee = percent(minor - free, self.adds) + once
        paid = Paid(kind, minor - free, fee, card, at, free, once)
        self.sums["bound"] += free
        self.payments.append(paid)
        return paid

    def succeed(self, paid: Paid, at: datetime) -> "Released | None":
        """What the provider said yes to; a refund has left escrow long ago."""
        paid.state = "succeeded"
        if paid.of:
            return None
        self.sums["fees_client"] += paid.fee
        self.accounts["clearing"] -= paid.minor + paid.fee
        self.accounts["fees"] += paid.fee
        if paid.kind == "funding":
            self.sums["deposited"] += paid.minor
            self.sums["bound"] += paid.minor
            self.accounts["escrow"] += paid.minor
            return None
        self.sums["bonuses"] += paid.minor
        return self._credit(paid.minor, at, paid)

    def fail(self, paid: Paid) -> None:
        paid.state = "failed"
        self.sums["bound"] -= paid.free

    def _credit(self, minor: int, at: datetime, charge: Paid | None) -> Released:
        fee = percent(minor, self.takes)
        self.sums["fees_freelancer"] += fee
        self.accounts["fees"] += fee
        self._person("pending", minor - fee)
        self.releases.append(Released(minor, fee, at, charge))
        return self.releases[-1]

    def release(self, minor: int, bound: int, at: datetime) -> Released:
        need(0 < minor <= bound <= self.held)
        self.sums["released"] += minor
        self.sums["bound"] -= bound
        self.accounts["escrow"] -= minor
        return self._credit(minor, at, None)

    def become_available(self, release: Released) -> None:
        net = release.minor - release.back - release.fee + release.fee_back
        self._person("pending", -net)
        self._person("available", net)
        release.available = True

    def _parts(self, minor: int) -> list[tuple[Paid, int, int]]:
        """What goes back to which funding, the newest first: with what was left of it before."""
        parts = []
        for paid in reversed(self.payments):
            left = paid.minor - paid.gone
            if paid.kind == "funding" and paid.state == "succeeded" and left and minor:
                parts.append((paid, left, min(minor, left)))
                minor -= min(minor, left)
        need(not minor)
        return parts

    def _back(self, of: Paid, minor: int, fee: int, at: datetime) -> Paid:
        of.gone += minor
        self.accounts["clearing"] += minor + fee
        self.payments.append(Paid("refund", minor, fee, of.card, at, of=of))
        return self.payments[-1]

    def refund(self, minor: int, bound: int, at: datetime) -> list[Paid]:
        """From escrow, with the client's fee of it: what stays is the fee of what stays."""
        need(0 < minor <= self.held and minor - bound <= self.unbound)
        self.sums["refunded"] += minor
        self.sums["bound"] -= bound
        self.accounts["escrow"] -= minor
        made = []
        for of, left, part in self._parts(minor):
            fee = percent(left, self.adds) - percent(left - part, self.adds)
            self.sums["fees_client"] -= fee
            self.accounts["fees"] -= fee
            made.append(self._back(of, part, fee, at))
        return made

    def give_back(self, release: Released, minor: int, at: datetime) -> list[Paid]:
        """From the freelancer, with the freelancer's fee of it; the client's stays."""
        need(0 < minor <= release.minor - release.back and at < release.at + GIVING_BACK)
        made = []
        for of, _, part in [(release.charge, 0, minor)] if release.charge else self._parts(minor):
            kept = release.minor - release.back
            fee = percent(kept, self.takes) - percent(kept - part, self.takes)
            self._person("available" if release.available else "pending", fee - part)
            self.sums["fees_freelancer"] -= fee
            self.accounts["fees"] -= fee
            release.back, release.fee_back = release.back + part, release.fee_back + fee
            made.append(self._back(of, part, 0, at))
        self.sums["returned"] += minor
        return made

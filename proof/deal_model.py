"""What should become of a contract: milestones, step by step, on paper (see money_model)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from proof.bank_model import ASKED, Bank, Piece
from proof.money_model import Paid, Released, need

REVIEW, SILENCE, BONUS = timedelta(days=14), timedelta(days=7), timedelta(days=365)
MOST, REVISIONS = 10**10, 30


@dataclass(eq=False)
class Contract(Bank):
    """One room. Each step is a method `(now, side, …)` that raises No where the rules do not allow it."""

    least: int = 500
    status: str = "active"
    ended: datetime | None = None

    # ── milestones ────────────────────────────────────────────────────────────────────────────────────────

    def _draft(self, minor: int, cap: int | None) -> None:
        need(
            self.status == "active" and self.least <= minor <= MOST and (cap is None or 0 <= cap <= REVISIONS)
        )

    def propose(self, now: datetime, side: str, minor: int, cap: int | None) -> None:
        self._draft(minor, cap)
        self.pieces.append(Piece(minor, side, cap))

    def edit(self, now: datetime, side: str, one: Piece, minor: int, cap: int | None) -> None:
        self._draft(minor, cap)
        need(one.state == "draft" and not one.paying)
        one.minor, one.cap = minor, cap

    def drop(self, now: datetime, side: str, one: Piece) -> None:
        need(self.status != "ended" and one.state == "draft" and not one.paying and one.side == side)
        one.state = "cancelled"

    def fund(self, now: datetime, side: str, some: list[Piece], minor: int, card: str) -> None:
        total = sum(one.minor for one in some)
        need(side == "client" and self.status == "active" and bool(some) and len(set(some)) == len(some))
        need(all(one.state == "draft" and not one.paying for one in some) and total == minor <= MOST)
        if self.money.unbound >= total:
            self.money.sums["bound"] += total
            for one in some:
                one.state = "funded"
            return
        need(bool(card))
        paid = self.money.charge("funding", total, card, now)
        for one in some:
            one.paying = paid
        self._ask(paid, now + ASKED)

    def submit(self, now: datetime, side: str, one: Piece) -> None:
        need(
            side == "freelancer" and one.state in ("funded", "changes_requested") and not self._lost(one, now)
        )
        one.change, one.state, one.review = None, "submitted", now + REVIEW
        self._uncancel(one)
        self.agenda.put("milestone.approve", one, one.review, lambda at: self._by_clock(one, at))

    def _by_clock(self, one: Piece, now: datetime) -> None:
        if self.agenda.out("milestone.approve", one):
            self._approve(one, one.minor, now)

    def _approve(self, one: Piece, minor: int, now: datetime) -> None:
        self.agenda.out("milestone.approve", one)
        release = self.money.release(minor, one.minor, now)
        one.state, one.released, one.less, one.review = "approved", minor, 0, None
        self._hold(release, now)

    @staticmethod
    def _reviewed(one: Piece, now: datetime) -> bool:
        """Under review still, whether or not the clock has been there."""
        return one.state == "submitted" and one.review is not None and now < one.review

    @staticmethod
    def _lost(one: Piece, now: datetime) -> bool:
        """Nobody answered the wish to cancel in time."""
        return one.cancel is not None and one.cancel <= now

    def approve(self, now: datetime, side: str, one: Piece, bonus: int, card: str) -> None:
        need(side == "client" and one.state == "submitted" and bonus <= MOST and (not bonus or bool(card)))
        need(bonus >= 0)
        self._approve(one, one.minor, now)
        if bonus:
            self._ask(self.money.charge("bonus", bonus, card, now), now + ASKED)

    def request_changes(self, now: datetime, side: str, one: Piece) -> None:
        cap = REVISIONS if one.cap is None else one.cap
        need(side == "client" and self._reviewed(one, now) and one.revisions < cap)
        one.state, one.less, one.review, one.revisions = "changes_requested", 0, None, one.revisions + 1
        self.agenda.out("milestone.approve", one)

    def offer_less(self, now: datetime, side: str, one: Piece, minor: int) -> None:
        need(side == "client" and self._reviewed(one, now) and not one.less and 0 < minor < one.minor)
        one.less = minor

    def accept_less(self, now: datetime, side: str, one: Piece, minor: int) -> None:
        need(side == "freelancer" and self._reviewed(one, now) and one.less == minor > 0)
        self._approve(one, minor, now)

    def end_less(self, now: datetime, side: str, one: Piece, by: str) -> None:
        need(side == by and self._reviewed(one, now) and one.less > 0)
        one.less = 0

    def propose_change(self, now: datetime, side: str, one: Piece, minor: int) -> None:
        need(self.status != "ended" and one.state in ("funded", "changes_requested") and not one.change)
        need(not self._lost(one, now) and self.least <= minor <= one.minor)
        one.change = side, minor

    def accept_change(self, now: datetime, side: str, one: Piece) -> None:
        self._answer(one, side, own=False)
        need(not self._lost(one, now))
        assert one.change
        self.money.sums["bound"] -= one.minor - one.change[1]
        one.minor, one.cap, one.change = one.change[1], None, None

    def _answer(self, one: Piece, side: str, *, own: bool) -> None:
        need(one.state in ("funded", "changes_requested") and one.change is not None)
        need(one.change is not None and (one.change[0] == side) == own)

    def end_change(self, now: datetime, side: str, one: Piece, *, own: bool) -> None:
        self._answer(one, side, own=own)
        one.change = None

    def give_back(self, now: datetime, side: str, one: Piece) -> None:
        need(side == "freelancer" and one.state == "funded")
        self._cancel(one, now)

    def _uncancel(self, one: Piece) -> None:
        one.cancel = None
        self.agenda.out("milestone.cancel", one)

    def _cancel(self, one: Piece, now: datetime) -> None:
        self._uncancel(one)
        one.change, one.state = None, "cancelled"
        self._send_back(self.money.refund(one.minor, one.minor, now), now)

    def _send_back(self, payments: list[Paid], now: datetime) -> None:
        for paid in payments:
            self._ask(paid, now)

    def ask_to_cancel(self, now: datetime, side: str, one: Piece) -> None:
        need(side == "client" and one.state == "funded" and one.cancel is None)
        one.cancel = now + SILENCE

        def silence(at: datetime) -> None:
            if self.agenda.out("milestone.cancel", one):
                self._cancel(one, at)

        self.agenda.put("milestone.cancel", one, one.cancel, silence)

    def grant_cancel(self, now: datetime, side: str, one: Piece) -> None:
        need(side == "freelancer" and one.state == "funded" and one.cancel is not None)
        self._cancel(one, now)

    def end_cancel(self, now: datetime, side: str, one: Piece, by: str) -> None:
        need(side == by and one.state == "funded" and one.cancel is not None and not self._lost(one, now))
        self._uncancel(one)

    # ── money ─────────────────────────────────────────────────────────────────────────────────────────────

    def pay_bonus(self, now: datetime, side: str, minor: int, card: str) -> None:
        need(side == "client" and 0 < minor <= MOST and (self.ended is None or now < self.ended + BONUS))
        self._ask(self.money.charge("bonus", minor, card, now), now + ASKED)

    def refund_escrow(self, now: datetime, side: str, minor: int) -> None:
        need(side == "freelancer" and 0 < minor <= self.money.unbound)
        self._send_back(self.money.refund(minor, 0, now), now)

    def take_back(self, now: datetime, side: str, minor: int) -> None:
        need(side == "client" and self.status == "ended" and 0 < minor <= self.money.unbound)
        self._send_back(self.money.refund(minor, 0, now), now)

    def refund_release(self, now: datetime, side: str, release: Released, minor: int) -> None:
        need(side == "freelancer")
        self._send_back(self.money.give_back(release, minor, now), now)

    def pause(self, now: datetime, side: str) -> None:
        need(side == "client" and self.status in ("active", "paused"))
        self.status = "paused" if self.status == "active" else "active"

    def end(self, now: datetime, side: str) -> None:
        need(self.status != "ended")
        self.status, self.ended = "ended", now

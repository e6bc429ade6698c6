"""What a payment provider should say, and what should become of payments then, on paper (see money_model)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from proof.agenda_model import Agenda, Silent
from proof.money_model import HOLD, Money, Paid, Released, need

ASKED, SELDOM = timedelta(seconds=15), timedelta(hours=1)
CONFIRM, SLOW = timedelta(days=1), timedelta(seconds=8)
OPENING = {
    "pays": "succeeded", "declined": "failed", "poor": "failed", "confirmed": "needs_confirmation",
    "unconfirmed": "needs_confirmation", "slow": "processing", "twice": "succeeded", "lost": "succeeded",
    "stubborn": "succeeded",
}  # fmt: skip
"""What the provider says of a new charge, by card."""
LASTING = {"processing": SLOW, "needs_confirmation": CONFIRM}


@dataclass(eq=False)
class Piece:
    """A milestone."""

    minor: int
    side: str
    cap: int | None
    state: str = "draft"
    paying: Paid | None = None
    released: int = 0
    less: int = 0
    change: tuple[str, int] | None = None
    cancel: datetime | None = None
    """Until when the freelancer may answer."""
    review: datetime | None = None
    revisions: int = 0

    def row(self) -> tuple[str, int, int, int]:
        return self.state, self.minor, self.released, self.less


@dataclass(eq=False)
class Bank:
    """The payments of one room. A step raises No where the rules do not allow it."""

    money: Money
    agenda: Agenda
    pieces: list[Piece] = field(default_factory=list)

    def _hold(self, release: Released, now: datetime) -> None:
        def over(at: datetime) -> None:
            if self.agenda.out("money.available", release):
                self.money.become_available(release)

        self.agenda.put("money.available", release, now + HOLD, over)

    def _ask(self, paid: Paid, at: datetime) -> None:
        self.agenda.put("payment.ask", paid, at, lambda now: self._sweep(paid, now))

    def _sweep(self, paid: Paid, now: datetime) -> None:
        if paid.ended:
            self.agenda.out("payment.ask", paid)
        else:
            self._settle(paid, self._says(paid, now), now)

    def drive(self, paid: Paid, now: datetime) -> None:
        """Whoever waits with an open page, or a worker."""
        if not paid.ended:
            try:
                self._settle(paid, self._says(paid, now), now)
            except Silent:
                return

    def hear(self, paid: Paid, now: datetime) -> None:
        """The provider calls; what it knows is looked up."""
        if paid.ended:
            return
        if paid.of and paid.asked:
            # Refused so far, or it would have ended.
            self._settle(paid, "processing", now)
        elif paid.there:
            self._settle(paid, self._known(paid, now), now)

    def answer(self, now: datetime, side: str, paid: Paid, answered: str, *, told: bool) -> None:
        """`told` is whether the provider hears of it at once; else whoever asks next tells it."""
        need(side == "client" and paid.of is None and paid.state == "needs_confirmation")
        paid.state, paid.answered = "processing", answered
        self._ask(paid, now + ASKED)
        if told:
            self.drive(paid, now)

    def _known(self, paid: Paid, now: datetime) -> str:
        """Of a charge that it has heard of before."""
        if self._decided(paid, now) == "needs_confirmation" and paid.answered:
            pays = paid.answered == "confirmed" and paid.card == "confirmed"
            paid.there = "succeeded" if pays else "failed"
        return paid.there

    def _decided(self, paid: Paid, now: datetime) -> str:
        """With what time has decided."""
        if paid.decides and paid.decides <= now:
            paid.there = {"processing": "succeeded", "needs_confirmation": "failed"}.get(
                paid.there, paid.there
            )
        return paid.there

    def _says(self, paid: Paid, now: datetime) -> str:
        if paid.of:
            paid.asked += 1
            return "processing" if paid.card == "stubborn" and paid.asked <= 2 else "succeeded"
        if paid.there:
            return self._known(paid, now)
        paid.there = OPENING[paid.card]
        paid.decides = now + LASTING[paid.there] if paid.there in LASTING else None
        for time in range({"slow": 1, "twice": 2}.get(paid.card, 0)):
            self._call(paid, time, paid.decides or now)
        if paid.card == "lost":
            raise Silent
        return paid.there

    def _call(self, paid: Paid, time: int, at: datetime) -> None:
        def call(now: datetime) -> None:
            self.hear(paid, now)
            self.agenda.out("sandbox.tell", (paid, time))

        self.agenda.put("sandbox.tell", (paid, time), at, call)

    def _settle(self, paid: Paid, says: str, now: datetime) -> None:
        mine = [one for one in self.pieces if one.paying is paid]
        if says in LASTING:
            paid.state = says
            age = min(max(now - paid.at, ASKED), SELDOM)
            self._ask(
                paid, max(paid.at + CONFIRM, now + ASKED) if says == "needs_confirmation" else now + age
            )
            return
        self.agenda.out("payment.ask", paid)
        for one in mine:
            one.paying = None
        if says == "failed":
            self.money.fail(paid)
            return
        for one in mine:
            one.state = "funded"
        if release := self.money.succeed(paid, now):
            self._hold(release, now)

"""Lives of contracts by the hour for tests/test_replay.py: every event about time and its bills at least once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from collab import wire
from collab.timetracker import actions
from collab.timetracker.actions import bills
from collab.timetracker.models import Ask, Bill
from collab.timetracker.rules.weeks import monday_of
from collab.workrooms import actions as rooms
from collab.workrooms.models import Member
from tests.billing import story as money
from tests.timetracker.billed import work

if TYPE_CHECKING:
    from tests.test_replay import Told

HOUR, DAY = 3_600, 24


class Working:
    """What Alice and Bob do with time in a life that is told."""

    def __init__(self, told: "Told") -> None:
        self.told = told
        self.monday = monday_of(told.now())
        told.do(rooms.accept_terms, told.bob, version=1)

    def alice(self, verb: Any, **how: Any) -> Any:
        return self.told.do(verb, self.told.alice, **how)

    def bob(self, verb: Any, **how: Any) -> Any:
        return self.told.do(verb, self.told.bob, **how)

    def at(self, hours: float) -> datetime:
        """So long after the life began."""
        return self.told.now() - timedelta(minutes=self.told.minutes) + timedelta(hours=hours)

    def on(self, hours: float) -> None:
        """All that happens by itself until then, each at its time."""
        work(self.at(hours))
        self.told.minutes = round(hours * 60)

    def report(self, start: float, hours: float, memo: str = "Form") -> UUID:
        id = uuid4()
        draft = wire.ReportDraft(id=id, memo=memo, start=self.at(start), end=self.at(start + hours))
        self.bob(actions.report_time, draft=wire.ReportsDraft(device="tracker", reports=[draft]))
        return id

    def timer(self, memo: str) -> UUID:
        id = uuid4()
        self.bob(actions.start_timer, draft=wire.TimerDraft(id=id, device="laptop", memo=memo))
        return id

    def by_hand(self, start: float, hours: float) -> None:
        draft = wire.ManualDraft(
            id=uuid4(), start=self.at(start), end=self.at(start + hours), memo="Call", reason="No laptop"
        )
        self.bob(actions.add_manual_time, draft=draft)

    def ask(self) -> UUID:
        return Ask.objects.get(room=self.told.room, state="asked").public_id

    def card(self, does: str) -> None:
        self.alice(bills.choose_card, card=money.card(self.told.alice, does).public_id)


def weeks_paid(told: "Told") -> None:
    """Timers and reports, corrected, over the limit, late and taken back; each Monday is paid."""
    life = Working(told)
    life.card("pays")
    first = life.timer("Sign-up form")
    told.do(_beat, told.bob, report=first)
    life.timer("Tests")
    life.on(2)
    one = life.report(0.5, 1)
    left = [wire.Piece(start=life.at(0.5), end=life.at(1), memo="Calendar")]
    life.bob(actions.correct, report=one, number=0, pieces=left, reason="The rest was lunch")
    life.on(60)
    for start in (20, 30, 45):
        life.report(start, 8)
    life.alice(actions.accept_overtime, week=life.monday, seconds=HOUR)
    told.do(rooms.propose_terms, told.bob, terms=told.terms(weekly_limit=40))
    life.alice(rooms.accept_terms, version=2)
    life.on(DAY * 8)
    life.report(56, 1, "On the train")
    life.alice(actions.accept_ask, ask=life.ask())
    life.bob(bills.take_back, week=life.monday, seconds=600, reason="That was private")
    life.report(DAY * 7, 2)
    life.on(DAY * 17)
    left_running = life.timer("Left running")
    told.do(_beat, told.bob, report=left_running)
    life.alice(rooms.pause, reason="Holidays")


def week_unpaid(told: "Told") -> None:
    """Time by hand is asked for and not; the card fails, the contract is held, and another card pays."""
    life = Working(told)
    life.card("declined")
    life.on(4)
    life.report(0.5, 2)
    for answer, who in ((actions.decline_ask, told.alice), (actions.withdraw_ask, told.bob)):
        life.by_hand(3, 0.5)
        told.do(answer, who, ask=life.ask())
    life.by_hand(3, 0.5)
    life.alice(actions.accept_ask, ask=life.ask())
    life.by_hand(3.5, 0.25)
    life.on(DAY * 7.5)
    bill = Bill.objects.get(room=told.room)
    paid = life.alice(bills.pay_bill, bill=bill.public_id, card=money.card(told.alice).public_id)
    told.drive(paid.id)
    told.do(rooms.end, told.bob)


def _beat(seat: Member, key: None, *, report: UUID) -> None:
    actions.beat(seat, report=report, active=[0])

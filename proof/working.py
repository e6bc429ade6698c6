"""What people, their devices and the clock do with time by the hour in random lives of contracts (proof.histories)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from collab import clock, wire
from collab.agenda.firing import fire_due
from collab.timetracker import actions
from collab.timetracker.actions import bills
from collab.timetracker.lists import all_weeks
from collab.timetracker.models import Ask, Bill, Report, Week
from collab.workrooms.models import Member
from collab.workrooms.rules.steps import SETTLING
from proof.dealing import card_of
from proof.hours import Hours, hours_of

if TYPE_CHECKING:
    from proof.histories import History, Wanted

MEMOS = ("Calendar", "Search", "Talks about the checkout", "=1+1")
CARDS = ("pays", "pays", "pays", "declined", "slow", "confirmed", "lost")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Step = Callable[[str], "Wanted"]


def hours_for(seat: Member) -> Hours | None:
    """None of a fixed-price contract."""
    if seat.room.kind != "hourly":
        return None
    if seat.room.status not in SETTLING:
        return {"weeks": {}, "running": None}
    return hours_of(all_weeks(seat).model_dump(mode="json"))


class Working:
    """The steps about time of one history; the clock goes on with each."""

    def __init__(self, history: "History") -> None:
        self.history, self.chance, self.begun = history, history.chance, history.now

    def terms(self) -> dict[str, object]:
        """What else than words is in the terms of an hourly contract; what is settled stays as it was offered."""
        return {
            "rate": self.chance.choice((2_222, 2_778, 4_500)), "weekly_limit": self.chance.choice((0, 1, 2, 40)),
            "manual_time": self.chance.random() < 0.5, "start": self.begun.date(), "fee_profile": "marketplace",
            "retainer": self.chance.choice((None, None, 10_000)), "reading_mode": self.chance.choice((None, True)),
        }  # fmt: skip

    def steps(self) -> dict[Step, int]:
        """With how often each is taken."""
        return {
            self.start: 12, self.hear: 16, self.stop: 12, self.report: 14, self.correct: 9, self.manual: 8,
            self.answer: 9, self.withdraw: 2, self.overtime: 5, self.take_back: 9, self.card: 3, self.pay: 9,
            self.wait: 36,
        }  # fmt: skip

    def by(self, role: str, who: str) -> Member:
        """Mostly whoever may; else whoever it is."""
        return self.history.seat(role if self.chance.random() < 0.95 else who)

    def moment(self) -> datetime:
        """Of the last days, mostly today's."""
        back = self.chance.choice((HOUR, 3 * HOUR, 9 * HOUR, DAY, 8 * DAY)) * self.chance.random()
        return (clock.now() - back).replace(microsecond=0)

    def mine(self) -> list[Report]:
        return list(Report.objects.filter(room=self.history.room).order_by("-pk")[:6])

    def week(self) -> date:
        """Mostly one that there is."""
        found = list(
            Week.objects.filter(room=self.history.room).order_by("monday").values_list("monday", flat=True)
        )
        return self.chance.choice(found) if found else date(2026, 11, 16)

    def start(self, who: str) -> "Wanted":
        draft = wire.TimerDraft(id=uuid4(), device=self.device(), memo=self.chance.choice(MEMOS))
        return actions.start_timer, self.by("freelancer", who), {"draft": draft}

    def device(self) -> str:
        return self.chance.choice(("laptop", "tablet"))

    def running(self) -> UUID:
        found = Report.objects.filter(room=self.history.room, running=True).first()
        return found.public_id if found else uuid4()

    def hear(self, who: str) -> "Wanted":
        """Its device says that it is there, for a while."""
        seat, report = self.history.seat("freelancer"), self.running()

        def hear(seat: Member, key: UUID) -> None:
            for _ in range(self.chance.randrange(1, 12)):
                self.history.go_on(MINUTE)
                with clock.at(self.history.now):
                    actions.beat(seat, report=report, active=[0])

        return hear, seat, {}

    def stop(self, who: str) -> "Wanted":
        return actions.stop_timer, self.by("freelancer", who), {"report": self.running()}

    def report(self, who: str) -> "Wanted":
        """What a device has to say, old and new, at once."""
        drafts = []
        for _ in range(self.chance.randrange(1, 4)):
            start = self.moment()
            end = min(start + self.chance.randrange(1, 150) * MINUTE, clock.now().replace(microsecond=0))
            drafts.append(wire.ReportDraft(id=uuid4(), memo=self.chance.choice(MEMOS), start=start, end=end))
        draft = wire.ReportsDraft(device=self.device(), reports=drafts)
        return actions.report_time, self.by("freelancer", who), {"draft": draft}

    def correct(self, who: str) -> "Wanted":
        found = self.mine()
        one = self.chance.choice(found) if found else None
        half = one and (one.start + (one.end - one.start) / 2).replace(microsecond=0)
        pieces = []
        if one and half and self.chance.random() < 0.7:
            pieces = [wire.Piece(start=one.start, end=half, memo="Half of it")]
        number = one.corrected if one else 0
        report = one.public_id if one else uuid4()
        asked = {"report": report, "number": number, "pieces": pieces, "reason": ""}
        return actions.correct, self.by("freelancer", who), asked

    def manual(self, who: str) -> "Wanted":
        start = self.moment()
        end = start + self.chance.randrange(1, 60) * MINUTE
        draft = wire.ManualDraft(id=uuid4(), start=start, end=end, memo="A call", reason="No device there")
        return actions.add_manual_time, self.by("freelancer", who), {"draft": draft}

    def asked(self) -> UUID:
        found = Ask.objects.filter(room=self.history.room, state="asked").order_by("-pk").first()
        return found.public_id if found else uuid4()

    def answer(self, who: str) -> "Wanted":
        answer = self.chance.choice((actions.accept_ask, actions.accept_ask, actions.decline_ask))
        return answer, self.by("client", who), {"ask": self.asked()}

    def withdraw(self, who: str) -> "Wanted":
        return actions.withdraw_ask, self.by("freelancer", who), {"ask": self.asked()}

    def overtime(self, who: str) -> "Wanted":
        over = Week.objects.filter(room=self.history.room, over_limit__gt=0).order_by("-monday").first()
        week, seconds = (over.monday, over.over_limit) if over else (self.week(), 60)
        return actions.accept_overtime, self.by("client", who), {"week": week, "seconds": seconds}

    def take_back(self, who: str) -> "Wanted":
        bill = Bill.objects.filter(room=self.history.room).order_by("-monday").first()
        asked = {"week": bill.monday if bill else self.week(), "seconds": 60, "reason": "That was lunch"}
        return bills.take_back, self.by("freelancer", who), asked

    def card(self, who: str) -> "Wanted":
        return bills.choose_card, self.history.seat("client"), {"card": self.some_card()}

    def some_card(self) -> UUID:
        return card_of(self.history.people["client"], self.chance.choice(CARDS))

    def pay(self, who: str) -> "Wanted":
        due = Bill.objects.filter(room=self.history.room, state="past_due").first()
        asked = {"bill": due.public_id if due else uuid4(), "card": self.some_card()}
        return bills.pay_bill, self.by("client", who), asked

    def becomes_money(self) -> list[Step]:
        """A week is billed, paid at once or by another card, taken back in part, and past all disputes."""
        return [self.report, self.a_week, self.pay, self.take_back, self.a_week, self.report, self.a_week]

    def a_week(self, who: str) -> "Wanted":
        return self.going_on(7 * DAY)

    def wait(self, who: str) -> "Wanted":
        return self.going_on(self.chance.choice((MINUTE, HOUR, 5 * HOUR, DAY, 3 * DAY, 5 * DAY)))

    def going_on(self, time: timedelta) -> "Wanted":
        """Time goes by, and what is due happens."""

        def wait(seat: Member, key: UUID) -> None:
            self.history.go_on(time)
            with clock.at(self.history.now):
                while fire_due():
                    pass

        return wait, self.history.seat("client"), {}

"""What people do about bills: choose a card, pay what is past due, give time of a billed week back."""

from datetime import date
from uuid import UUID

from collab import clock, limits, wire
from collab.billing.escrow import my_card
from collab.errors import Conflict, NotFound, Refused
from collab.text import clean_text
from collab.timetracker import charging, extras, paying
from collab.timetracker.models import Bill, Extra
from collab.timetracker.rules.bills import taken_back
from collab.timetracker.rules.papers import hours
from collab.timetracker.standing import begin, check_hourly, check_monday
from collab.timetracker.weeks import foretell_all
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps


@action
def choose_card(seat: Member, *, card: UUID) -> wire.Done:
    """What Mondays are charged to from now on. Raises Conflict("time.fixed"), NotFound("card.not_found")."""
    room = lock(seat)
    steps.check("bill.card", seat.role, seat.side, room.status)
    check_hourly(room)
    mine = my_card(seat.person, card)
    if not paying.choose(room, mine):
        return wire.Done(seq=room.head, at=clock.now())
    foretell_all(room)
    return publish(room, wire.BillCardSet(label=mine.label), by=seat.person)


@action
def pay_bill(seat: Member, *, bill: UUID, card: UUID) -> wire.Created:
    """Pay what is past due with this card, which is also what Mondays are charged to from now on.

    The id is the payment's. Raises as `begin`, NotFound `bill.not_found`, `card.not_found`, Conflict("bill.not_due").
    """
    here = begin(seat, "bill.pay")
    room, now = here.room, here.at
    found = Bill.objects.filter(room=room, public_id=bill).first()
    if found is None:
        raise NotFound("bill.not_found", "There is no such bill in this room.")
    mine = my_card(seat.person, card)
    if found.state != "past_due":
        how = "is paid" if found.state == "paid" else "is being charged just now"
        raise Conflict("bill.not_due", f"This bill {how}.")
    if paying.choose(room, mine):
        publish(room, wire.BillCardSet(label=mine.label), by=seat.person, at=now)
        foretell_all(room)
    payment = charging.charge(room, found, mine, now, by=seat.person)
    return wire.Created(id=payment.public_id, seq=room.head, at=now)


@action
def take_back(seat: Member, *, week: date, seconds: int, reason: str) -> wire.Done:
    """Time of a billed week that was none: a credit on the next bill, or money back where none will come any more.

    Raises as `begin`, Refused `reason.*` and "take_back.seconds", NotFound `week.not_found` and `bill.not_found`,
    Conflict("take_back.too_much").
    """
    said = clean_text(reason, most=limits.REASON_CHARS, code="reason", what="The reason")
    check_monday(week)
    here = begin(seat, "time.take_back")
    if seconds <= 0:
        raise Refused("take_back.seconds", "Take back one second at least.")
    minor, rate = _worth(here.room, week, seconds, here.contract.terms(week).rate or 0)
    title = said.strip().splitlines()[0]
    extras.add(here.room, week, "correction", here.at, minor=minor, seconds=-seconds, rate=rate, text=title)
    told = wire.BillCorrected(days=[week], minor=minor, reason=said)
    done = publish(here.room, told, by=seat.person, at=here.at)
    extras.return_credit(here.room, here.at, seat.person)
    return done


def _worth(room: Room, week: date, seconds: int, rate: int) -> tuple[int, int]:
    """What so much less is worth (zero or less), after all that was taken back of this week before."""
    bill = Bill.objects.filter(room=room, monday=week).first()
    extras_of = Extra.objects.filter(room=room, monday=week).order_by("pk")
    # What was accepted before the bill was made is a line of it already.
    later = list((extras_of.exclude(bill=bill) if bill else extras_of).values_list("seconds", flat=True))
    own = [line["seconds"] for line in bill.lines if line["week"] == week.isoformat()] if bill else []
    billed = [one for one in (*own, *later) if one > 0]
    if not billed:
        raise NotFound("bill.not_found", "No time of this week was billed.")
    before = -sum(one for one in later if one < 0)
    if before + seconds > sum(billed):
        left = hours(sum(billed) - before)
        raise Conflict("take_back.too_much", f"Only {left} h of this week are billed and not taken back.")
    return taken_back(billed, rate, before, seconds), rate

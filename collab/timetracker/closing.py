"""The lock of a week: its diary closes, its bill is made and charged. Once, whoever does it and however often."""

import logging
from datetime import date, datetime
from typing import Literal, NamedTuple

from django.db import transaction

from collab import clock, wire
from collab.agenda import book
from collab.billing import payments
from collab.billing.models import Payment
from collab.billing.papers import Item, issue
from collab.billing.purses import Parties, parties
from collab.rows import change, first, insert_one
from collab.timetracker import asks, charging, extras, sheets
from collab.timetracker.bills import cause_of
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import BILL, END, SETTLE, UNBILLED, named, subject_of
from collab.timetracker.models import Bill, Extra, Week
from collab.timetracker.reckoning import Costs, costs_of
from collab.timetracker.recounting import counted
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.papers import text_of
from collab.timetracker.rules.weeks import instants
from collab.timetracker.weeks import go_on
from collab.workrooms.log import locked, publish
from collab.workrooms.models import Room

log = logging.getLogger(__name__)
How = Literal["billed", "empty", "before", "early"]
"""Now; there was nothing to bill; somebody did before; or the diary is still open."""


class Closed(NamedTuple):
    how: How
    payment: Payment | None = None
    """To be driven."""


def bill_week(room: int, monday: date) -> How:
    """Of a room (primary key): lock, bill and charge. The provider is asked after the commit, and by the agenda if
    this process ends before that or cannot do it: the bill is made all the same.
    """
    closed = close(room, monday)
    if closed.payment is not None:
        try:
            payments.drive(closed.payment)
        except Exception:
            again = "The week %s of room %s was billed, but not charged so far: that is tried again."
            log.warning(again, monday, room, exc_info=True)
    return closed.how


@transaction.atomic(durable=True)
def close(room_pk: int, monday: date) -> Closed:
    """Everything but the network, in one transaction."""
    room, now = locked(room_pk), clock.now()
    week = first(Week, room_id=room.pk, monday=monday)
    if week is None or week.state not in UNBILLED:
        return Closed("before")
    contract = contract_of(room.pk)
    if now < instants(monday, contract.policy).locks_at:
        return Closed("early")
    both = parties(room)
    sheet = sheets.take(both.freelancer.pk, [monday])[monday]
    if sheet.locked_at is None:
        sheet.locked_at = now
        change(sheet, "locked_at")
    end(room, week, now, contract)
    book.cross_out(BILL, subject_of(room, monday))
    asks.lapse_manual(room, monday, now)
    counted(room, monday, now, both.freelancer, contract, week)
    costs = costs_of([week], {room.pk: contract}, now).get(week.pk)
    if costs is None:
        _told(room, week, "empty", 0, now)
    payment = _bill(room, both, week, costs, now) if costs else None
    extras.return_credit(room, now)
    return Closed("billed" if costs else "empty", payment)


def end(room: Room, week: Week, at: datetime, contract: Contract | None = None) -> None:
    """Monday 00:00: from now on it is only looked through. Also for whoever bills before the clock was there."""
    book.cross_out(END, subject_of(room, week.monday))
    if week.state == "open":
        week.state = "review"
        change(week, "state")
        publish(room, wire.WeekEnded(days=[week.monday]), by=None, at=at)
    go_on(room, week.monday, at, contract)


def _told(room: Room, week: Week, state: wire.WeekState, minor: int, at: datetime) -> None:
    week.state = state
    change(week, "state")
    publish(room, wire.WeekBilled(days=[week.monday], minor=minor), by=None, at=at)


def _bill(room: Room, both: Parties, week: Week, costs: Costs, at: datetime) -> Payment | None:
    """→ what is to be driven"""
    bill = Bill(
        room=room, monday=week.monday, lines=[line.model_dump(mode="json") for line in costs.lines],
        minor=costs.minor, fee=costs.fee, net=costs.net, carried=costs.carried, currency=costs.currency,
        state="charging" if costs.minor else "paid", at=at, seq=room.head + 1, paid_at=None if costs.minor else at,
        available_at=costs.when.available_at,
    )  # fmt: skip
    insert_one(bill)
    if costs.extras:
        Extra.objects.filter(pk__in=costs.extras).update(bill=bill)
    _told(room, week, "invoiced", bill.minor, at)
    settled = f"The client can dispute the {named(week.monday)} no longer."
    book.put(
        SETTLE, subject_of(room, week.monday), costs.when.disputable_until, settled, room_id=room.pk,
        side="client",
    )  # fmt: skip
    if costs.carried:
        extras.carry(room, week.monday, costs.carried, at)
    _issue(room, both, bill, costs, at)
    return charging.charge_by_clock(room, bill, at) if bill.minor else None


def _issue(room: Room, both: Parties, bill: Bill, costs: Costs, at: datetime) -> None:
    """The freelancer's invoice to the client: a line per rate and kind."""
    items = [Item(text_of(line, costs.currency), line.minor) for line in costs.lines]
    carried = "Left as a credit" if extras.stranded(room) else "Carried over to the next bill"
    items.append(Item(carried, -costs.carried))
    issue(
        room, "invoice", by=both.freelancer, to=both.client, title=charging.title_of(bill), items=items,
        currency=bill.currency, cause=cause_of(bill), at=at,
    )  # fmt: skip

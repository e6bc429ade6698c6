"""The weeks of a contract, each with what happens to it by itself: rows of the agenda that both sides see before."""

from datetime import date, datetime

from collab.agenda import book
from collab.agenda.models import Due
from collab.money import Money
from collab.rows import first
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import BILL, END, UNBILLED, named, subject_of
from collab.timetracker.models import Week
from collab.timetracker.paying import card_for
from collab.timetracker.reckoning import costs_of, price_of_overtime
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.papers import hours
from collab.timetracker.rules.weeks import WEEK, instants
from collab.workrooms.models import Room
from collab.workrooms.rules.steps import CLOSED


def ensure(room: Room, monday: date, at: datetime, contract: Contract | None = None) -> Week:
    """The week of a locked room with an hourly contract that was accepted; made, with its dues, where it is new.

    `contract`: where it was read already, since the room was locked.
    """
    found = first(Week, room_id=room.pk, monday=monday)
    if found is not None:
        return found
    contract = contract or contract_of(room.pk)
    when, subject = instants(monday, contract.policy), subject_of(room, monday)
    week = Week.objects.create(room=room, monday=monday, limit=contract.limit(monday))
    ends = f"The {named(monday)} ends; its diary can be corrected until it is billed."
    book.put(END, subject, when.ends_at, ends, room_id=room.pk)
    book.put(BILL, subject, when.locks_at, _sentence(room, week, contract), room_id=room.pk)
    return week


def go_on(room: Room, monday: date, at: datetime, contract: Contract | None = None) -> None:
    """The week after this one, unless the contract was over by then; the clock may come here late."""
    if room.status not in CLOSED or (contract or contract_of(room.pk)).rules(monday + WEEK).running:
        ensure(room, monday + WEEK, at, contract)


def foretell(room: Room, week: Week, contract: Contract | None = None) -> bool:
    """Let the agenda say what the week comes to by now; whether that is something else. In a locked room."""
    if week.state not in UNBILLED:
        return False
    due = Due.objects.filter(verb=BILL, subject=subject_of(room, week.monday))
    words = _sentence(room, week, contract)
    return due.exclude(sentence=words).update(sentence=words) > 0


def foretell_all(room: Room) -> list[date]:
    """… of each week that was not billed: one or, on a Monday morning, two. Those of which it is something else."""
    unbilled = Week.objects.filter(room=room, state__in=UNBILLED).order_by("monday")
    return [week.monday for week in unbilled if foretell(room, week)]


def _sentence(room: Room, week: Week, contract: Contract | None = None) -> str:
    contract = contract or contract_of(room.pk)
    words = f"The diary of the {named(week.monday)} locks{_charge(room, week, contract)}"
    if not week.over_unpaid:
        return words
    over = f"{hours(week.over_unpaid)} h over the limit ({price_of_overtime(week, contract)})"
    return f"{words} {over} are not billed unless the client accepts them."


def _charge(room: Room, week: Week, contract: Contract) -> str:
    costs = costs_of([week], {room.pk: contract}).get(week.pk)
    if costs is None:
        return ". So far there is nothing to charge."
    total, card = Money(costs.minor + costs.fee, costs.currency), card_for(room)
    if not costs.minor:
        return ". There is nothing to charge: a credit pays for it."
    if card is None:
        return f". Nothing can be charged without a card: for want of {total} the contract is put on hold."
    return f", and {total} is charged to {card.label}."

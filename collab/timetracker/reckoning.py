"""What weeks cost, many at a time. A bill and its preview are the same reckoning: so they are equal to the cent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from collab import wire
from collab.billing.rules.fees import fee_of
from collab.money import Money
from collab.timetracker.contracts import contracts_of
from collab.timetracker.dues import UNBILLED
from collab.timetracker.models import Extra, Week
from collab.timetracker.rules import bills
from collab.timetracker.rules.contract import Contract
from collab.timetracker.rules.weeks import Instants, instants
from collab.workrooms.policies import FEE_PROFILES


@dataclass(frozen=True, slots=True)
class Costs:
    """Amounts in minor units of `currency`."""

    currency: str
    lines: list[wire.BillLine]
    minor: int
    """What is asked for: the sum of the lines, or nothing where that is below zero."""
    carried: int
    """A credit that is left for the next bill; zero or less. After the last one it goes back to the client."""
    fee: int
    """The client's, on top."""
    net: int
    """What is left for the freelancer."""
    when: Instants
    extras: list[int]
    """Primary keys of those among the lines."""


def costs_of(
    weeks: Sequence[Week], known: Mapping[int, Contract] | None = None, at: datetime | None = None
) -> dict[int, Costs]:
    """Of weeks that were not billed yet, by primary key; one that costs nothing is missing. Four queries.

    `known`: as of `contracts_of`. `at`: when their bills are made; without it, at their locks.
    """
    rooms = {week.room_id for week in weeks}
    contracts, left, first = contracts_of(rooms, known), open_extras(rooms), _first_open(rooms)
    found = {}
    for week in weeks:
        extras = left.get(week.room_id, []) if week.monday <= first.get(week.room_id, week.monday) else []
        costs = _costs(week, contracts[week.room_id], extras, at)
        if costs is not None:
            found[week.pk] = costs
    return found


def open_extras(rooms: Iterable[int]) -> dict[int, list[Extra]]:
    """What no bill has taken up yet, and what did not go back, by room and in order."""
    found: dict[int, list[Extra]] = {}
    left = Extra.objects.filter(room__in=list(rooms), bill=None, given_back_at=None)
    for extra in left.order_by("pk"):
        found.setdefault(extra.room_id, []).append(extra)
    return found


def _first_open(rooms: Iterable[int]) -> dict[int, date]:
    """The first week of each room that was not billed: it takes up what is left over from before."""
    unbilled = Week.objects.filter(room__in=list(rooms), state__in=UNBILLED).order_by()
    return dict(unbilled.values_list("room").annotate(Min("monday")))


def _costs(week: Week, contract: Contract, extras: Sequence[Extra], at: datetime | None) -> Costs | None:
    terms, when = contract.terms(week.monday), instants(week.monday, contract.policy, at)
    assert terms.rate is not None, "every hourly contract has one"
    work = bills.Work(terms.rate, week.tracked, week.manual, week.over_accepted)
    retainer = _retainer(week.monday, contract, terms)
    lines = bills.lines(week.monday, work, retainer, [line_of(extra) for extra in extras])
    if not any(line.minor > 0 for line in lines):
        # Credits alone wait for a bill that they can be taken off.
        return None
    minor, carried = bills.total(lines)
    fees = FEE_PROFILES[terms.fee_profile]
    fee, net = fee_of(minor, fees.client_percent), minor - fee_of(minor, fees.freelancer_percent)
    return Costs(terms.currency, lines, minor, carried, fee, net, when, [extra.pk for extra in extras])


def price_of_overtime(week: Week, contract: Contract) -> Money:
    """What the time over the limit costs that the client has not accepted so far."""
    terms = contract.terms(week.monday)
    return Money(bills.line_minor(week.over_unpaid, terms.rate or 0), terms.currency)


def _retainer(monday: date, contract: Contract, terms: wire.Terms) -> int:
    rules = contract.rules(monday)
    idle = contract.interrupted(monday) or not rules.running
    first_day = max(contract.first_day, contract.agreed_at.date())
    return bills.retainer_of(terms, monday, first_day, idle, contract.policy)


def line_of(extra: Extra) -> wire.BillLine:
    return wire.BillLine(
        kind=extra.kind, week=extra.monday, seconds=extra.seconds, rate=extra.rate, minor=extra.minor,
        text=extra.text,
    )  # fmt: skip

"""Weeks of work that are due: `python -m proof.mondays make COUNT SEED` on PostgreSQL, then `… judge`.

`make` lets pairs of contracts that share a freelancer run for WEEKS weeks up to now, with time that is over the limit,
shadowed, by hand or none, retainers, cards that are slow, lose answers or decline; nobody bills. Printed: what each
contract-week costs on paper (proof.bill_model). proof.billed judges.
"""

import json
import random
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  (Django must be set up first)
from django.db import connection  # noqa: E402

from collab import clock, wire  # noqa: E402
from collab.accounts.models import Person  # noqa: E402
from collab.billing.models import Card  # noqa: E402
from collab.timetracker.models import Extra, Report  # noqa: E402
from collab.workrooms import actions as rooms  # noqa: E402
from collab.workrooms.models import Member, Room  # noqa: E402
from proof.bill_model import Terms, cost, priced  # noqa: E402
from proof.stage import address  # noqa: E402

WEEKS = 5
"""Of each contract, all due."""
PAIR = 2
CARDS = {"pays": 10, "twice": 2, "lost": 2, "slow": 2, "declined": 3}
"""What cards do, and how often."""
EVENING = {0: time(8), 1: time(17)}
"""When the two contracts of a freelancer are worked on: never at the same time, but for what is shadowed."""


@dataclass
class Contract:
    room: Room
    freelancer: Person
    terms: Terms
    card: str
    accepted: datetime


def mondays() -> list[date]:
    """The last WEEKS whose diaries are locked by now."""
    last = (clock.now() - timedelta(days=7, hours=12)).date()
    newest = last - timedelta(days=last.weekday())
    return [newest - timedelta(weeks=WEEKS - 1 - number) for number in range(WEEKS)]


def make(count: int, chance: random.Random) -> list[dict[str, Any]]:
    """So many contract-weeks at least. → what each costs"""
    costs = list[dict[str, Any]]()
    for pair in range(-(-count // (WEEKS * PAIR))):
        freelancer = person(f"freelancer-{pair}")
        costs += lived([agreed(pair * PAIR + slot, freelancer, chance) for slot in range(PAIR)], chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return costs


def person(name: str) -> Person:
    made = Person.objects.create(email=address(name), name=name, password="!")
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def agreed(number: int, freelancer: Person, chance: random.Random) -> Contract:
    client = person(f"client-{number}")
    terms = Terms(chance.randint(300, 20_000), chance.choice((10, 20, 40)), chance.choice((0, 0, 0, 12_345)))
    accepted = datetime.combine(mondays()[0] + timedelta(days=chance.randrange(4)), time(7), UTC)
    (does,) = chance.choices([*CARDS], [*CARDS.values()])
    with clock.at(accepted):
        draft = wire.TermsDraft(
            title="Weeks", kind="hourly", currency="USD", rate=terms.rate, weekly_limit=terms.limit, manual_time=True,
            start=accepted.date(), retainer=terms.retainer or None, fee_profile="marketplace",
        )  # fmt: skip
        made = rooms.offer(client, None, to=freelancer.email, terms=draft)
        rooms.accept_terms(Member.objects.seat(freelancer, made.id), None, version=1)
    Card.objects.create(
        person=client, provider="sandbox", token=f"sandbox_{does}", label="Visa", added_at=accepted
    )
    return Contract(Room.objects.get(public_id=made.id), freelancer, terms, does, accepted)


def lived(pair: list[Contract], chance: random.Random) -> list[dict[str, Any]]:
    reports, costs = list[Report](), list[dict[str, Any]]()
    for number, monday in enumerate(mondays()):
        days = [worked(slot, contract, monday, chance) for slot, contract in enumerate(pair)]
        for contract, done in zip(pair, days, strict=True):
            late = chance.randint(1, 7_200) if not number and chance.random() < 0.2 else 0
            costs.append(due(contract, monday, done, late, first=not number))
        # What the second does within the hours of the first counts for nobody.
        shadows = [shadow(pair[1], one, chance) for one in days[0] if chance.random() < 0.2]
        reports += [one for done in (*days, shadows) for one in done]
    Report.objects.bulk_create(reports)
    return costs


def worked(slot: int, contract: Contract, monday: date, chance: random.Random) -> list[Report]:
    """On some days of a week, or none; by hand on a Sunday, after all that was tracked."""
    done = []
    for day in range(7):
        begin = datetime.combine(monday + timedelta(days=day), EVENING[slot], UTC)
        if begin > contract.accepted and chance.random() < 0.5:
            done.append(
                report(contract, begin, chance.randint(1, 6 * 3_600), "manual" if day == 6 else "tracked")
            )
    return done if chance.random() < 0.85 else []


def shadow(contract: Contract, of: Report, chance: random.Random) -> Report:
    long = int((of.end - of.start).total_seconds())
    begin = chance.randint(1, long) if long > 1 else 1
    return report(contract, of.start + timedelta(seconds=begin), max(long - begin, 0), "tracked")


def report(contract: Contract, start: datetime, seconds: int, kind: wire.ReportKind) -> Report:
    end = start + timedelta(seconds=seconds)
    return Report(
        public_id=uuid4(), room=contract.room, person=contract.freelancer, device="proof", kind=kind, memo="Work",
        start=start, end=end, at=end,
    )  # fmt: skip


def due(contract: Contract, monday: date, done: list[Report], late: int, *, first: bool) -> dict[str, Any]:
    seconds = {"tracked": 0, "manual": 0}
    for one in done:
        seconds[one.kind] += int((one.end - one.start).total_seconds())
    if late:
        line = priced("supplement", late, contract.terms.rate)
        Extra.objects.create(
            room=contract.room, monday=monday, kind=line.kind, seconds=late, rate=line.rate, minor=line.minor,
            at=contract.accepted,
        )  # fmt: skip
    on = contract.accepted.weekday() if first else None
    found = cost(contract.terms, seconds["tracked"], seconds["manual"], first_day=on, late=late)
    paid = contract.card != "declined"
    about = {"room": contract.room.pk, "monday": monday.isoformat(), "paid": paid}
    return about | {"cost": asdict(found) if found else None}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        print(json.dumps(make(int(sys.argv[2]), random.Random(sys.argv[3]))))
    else:
        from proof.billed import judge

        print(json.dumps(judge(json.load(sys.stdin))))
    connection.close_pool()  # type: ignore[attr-defined]

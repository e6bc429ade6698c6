"""Hourly contracts in Collab's database, which is migrated but empty, with a clock that was moved to a Saturday.

`manage.py shell -c 'from bench.time.seed import main; main(24, [100, 10_000])'` prints {"monday": unix seconds,
"contracts": [{"room": public id, "token": API token of its freelancer}, …], "diaries": {number of reports: the same}}.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from uuid_utils.compat import uuid7

from bench.seed import add_people, add_tokens, tidy
from collab import clock, wire
from collab.accounts.models import Person
from collab.timetracker import sheets
from collab.timetracker.models import Report
from collab.timetracker.recounting import recount
from collab.timetracker.rules.weeks import begin_of, monday_of
from collab.workrooms import actions, log
from collab.workrooms.models import Member, Room

EACH = timedelta(seconds=30)
STEP = timedelta(seconds=40)
"""From the start of a report to the next; ten thousand of them fit into five days."""
AT_ONCE = 5_000
Contract = dict[str, str]


def main(contracts: int, lengths: list[int]) -> None:
    """So many without any time yet, and one with each number of reports in this week."""
    monday = begin_of(monday_of(clock.now()))
    people = add_people(
        [f"{role}-{number}" for number in range(contracts) for role in ("client", "freelancer")]
    )
    people |= add_people([f"{role}-of-{length}" for length in lengths for role in ("client", "freelancer")])
    tokens = add_tokens({name: person for name, person in people.items() if name.startswith("freelancer")})

    def made(name: str) -> tuple[Room, Contract]:
        room = agree(people[f"client-{name}"], people[f"freelancer-{name}"], monday, weekly_limit=168)
        return room, {"room": str(room.public_id), "token": tokens[f"freelancer-{name}"]}

    empty = [made(str(number))[1] for number in range(contracts)]
    diaries = {}
    for length in lengths:
        room, diaries[length] = made(f"of-{length}")
        fill(room, people[f"freelancer-of-{length}"], monday, length)
    tidy()
    print(json.dumps({"monday": int(monday.timestamp()), "contracts": empty, "diaries": diaries}))


def agree(client: Person, freelancer: Person, at: datetime, *, weekly_limit: int) -> Room:
    """An hourly contract that both agreed to at that instant."""
    # An offer finds whoever has proved that the address is theirs.
    EmailAddress.objects.get_or_create(
        user=freelancer, email=freelancer.email, defaults={"verified": True, "primary": True}
    )
    terms = wire.TermsDraft(
        title="Contract", kind="hourly", currency="USD", rate=4_567, weekly_limit=weekly_limit, manual_time=True,
        start=at.date(), fee_profile="marketplace",
    )  # fmt: skip
    with clock.at(at):
        offered = actions.offer(client, None, to=freelancer.email, terms=terms)
        actions.accept_terms(Member.objects.seat(freelancer, offered.id), None, version=1)
    return Room.objects.get(public_id=offered.id)


def fill(room: Room, person: Person, monday: datetime, length: int) -> None:
    """So many tracked reports from that Monday on, and the sums that they come to."""
    Report.objects.bulk_create(_reports(room, person, monday, length), batch_size=AT_ONCE)
    with transaction.atomic():
        locked = log.locked(room.pk)
        sheets.take(person.pk, [monday.date()])
        recount(locked, monday.date(), clock.now())


def _reports(room: Room, person: Person, monday: datetime, length: int) -> Iterator[Report]:
    for number in range(length):
        start = monday + number * STEP
        yield Report(
            public_id=uuid7(), room=room, person=person, device="bench", kind="tracked", memo=memo(number),
            start=start, end=start + EACH, active=b"\x01", at=start + EACH, seq=1,
        )  # fmt: skip


def memo(number: int) -> str:
    return f"Form {number // 25} of the booking page"

"""What `python -m bench.money` makes of its figures, and that what it measures can be run at all."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from bench.money import postings, reads, seed
from bench.money.approvals import Contract, run
from bench.money.bare import Bare
from bench.money.results import Found, report, targets
from bench.together import Ran
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing.models import Paper, Release
from collab.ledger.models import Account, Leg, Transfer
from collab.ledger.verify import differences
from collab.milestones.actions import approve
from collab.milestones.models import Milestone
from collab.workrooms.models import Event, Member, Receipt

TABLES = (Account, Due, Event, Leg, Paper, Receipt, Release, Transfer)
POSTED = {"post": [100.0, 500.0, 400.0], "bare": [1_000.0, 1_000.0, 1_000.0]}
APPROVED = {
    "door": [Ran(2.0, [10.0, 20.0, 30.0, 40.0], 0.08), Ran(1.0, [10.0, 20.0], 0.05)],
    "bare": [Ran(0.5, [1.0] * 5, 0.01), Ran(0.5, [1.0] * 10, 0.01)],
}
FLAT = {"balance": {100: 0.5, 1_000_000: 0.6}}


def test_shares_are_medians_of_the_rounds() -> None:
    approving, posting, growth = targets(Found(POSTED, FLAT, APPROVED))
    assert approving.measured == pytest.approx((0.2 + 0.1) / 2)
    assert (posting.measured, posting.is_met) == (0.4, True)
    assert growth.is_met


def test_reads_that_grow_with_the_ledger_miss_their_target() -> None:
    _, _, growth = targets(Found(POSTED, {"balance": {100: 0.5, 1_000_000: 5.0}}, APPROVED))
    assert not growth.is_met
    assert "1,000,000" in growth.sentence


def test_the_report_has_all_figures() -> None:
    told = report(Found(POSTED, FLAT, APPROVED))
    assert "| posted to the ledger | 400 | 100 – 500 |" in told
    assert "| balance | 0.50 | 0.60 |" in told
    assert "| Collab, over HTTP | 2 | 22.5 | 15 / 30 |" in told


def test_all_contracts_approve_their_part_at_once() -> None:
    approved: list[tuple[str, str]] = []

    def approve(contract: Contract, milestones: Any) -> list[float]:
        approved.extend((contract.room, one) for one in milestones)
        return [5.0] * len(milestones)

    ran = run(approve, [Contract(room, "", ["0", "1", "2"]) for room in "ab"], 1, 3, itself=True)
    assert sorted(approved) == [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")]
    assert ran.delays == [5.0] * 4
    assert ran.rate > 0


@pytest.mark.django_db
def test_what_is_posted_is_a_ledger_that_adds_up(alice: Person) -> None:
    postings.fund([alice])
    write = postings.posted([alice])
    for count in range(3):
        write(0, count)
    assert (Transfer.objects.count(), Leg.objects.count()) == (4, 11)
    assert list(differences()) == []


def test_questions_are_asked_in_turn() -> None:
    asked: list[int] = []
    spent = reads.milliseconds({10: lambda: asked.append(10), 20: lambda: asked.append(20)}, 3)
    assert asked == [10, 20, 10, 20, 10, 20]
    assert all(taken >= 0 for taken in spent.values())


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
def test_bare_rows_are_those_that_an_approval_writes() -> None:
    made = seed.contract(1, 4)
    client = Member.objects.get(room__public_id=made["room"], role="client")
    server = {name: connection.settings_dict[name.upper()] for name in ("host", "port", "user")}
    with psycopg.connect(**server, dbname=connection.settings_dict["NAME"]) as plain:
        bare = Bare(plain, made["room"])
        written = []
        for number, milestone in enumerate(made["milestones"]):
            before = {table: table.objects.count() for table in TABLES}
            if number % 2 == 0:
                approve(client, uuid4(), milestone=milestone)
            else:
                bare.approve(milestone)
            written.append({table: table.objects.count() - before[table] for table in TABLES})
    assert written[1] == written[2] == written[3]
    assert set(Milestone.objects.values_list("state", "released")) == {("approved", seed.MINOR)}
    assert list(differences()) == []

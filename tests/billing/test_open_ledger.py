"""The open ledger: each cent with its cause, page by page, and to be taken away and added up by a stranger."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from collab import limits
from collab.accounts.models import Person
from collab.billing import actions
from collab.ledger.models import Transfer
from collab.milestones import actions as milestones
from collab.wire import FeeProfile
from collab.workrooms.models import Room
from collab.workrooms.policies import FEE_PROFILES
from tests.billing import story
from tests.milestones.deal import Deal
from tests.workrooms import story as workrooms
from tests.workrooms.story import later, seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]


@pytest.fixture
def lived(running: Room, alice: Person, bob: Person) -> Room:
    """Funded, released, available, refunded, given back, and a bonus."""
    story.fund(running, alice, 100_000, title="Logo")
    release = story.released(running, 60_000, bound=90_000)
    with later(days=6):
        story.work()
    story.refunded(running, 30_000)
    actions.refund_release(seat(bob, running), None, release=release.public_id, minor=333)
    story.fund(running, alice, 7_777, kind="bonus", title="Thanks")
    story.work()
    return running


def got(browser: Client, room: Room, rest: str) -> Any:
    answer = browser.get(f"/api/v1/rooms/{room.public_id}/{rest}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_each_cent_leads_to_its_cause(lived: Room, alice: Person, signed_in: Browser) -> None:
    items = got(signed_in(alice), lived, "ledger")["items"]
    assert [item["words"] for item in items] == [
        "Bonus: Thanks", "Refund: Logo", "Refund: Logo", "Available: Logo", "Released: Logo", "Paid into escrow: Logo",
    ]  # fmt: skip
    for item in items:
        assert sum(entry["minor"] for entry in item["entries"]) == 0
        assert item["seq"] > 0
    assert len(items[4]["milestones"]) == 1
    kinds = dict(lived.events.values_list("seq", "kind"))
    assert [kinds[item["seq"]] for item in items] == [
        "bonus.paid", "release.refunded", "money.available", "money.available", "payment.succeeded",
        "payment.succeeded",
    ]  # fmt: skip


def test_each_milestone_leads_to_all_of_its_money(
    running: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    """Also to what was paid for several at once, however much has moved since."""
    deal = Deal(alice, bob, running)
    one, two = deal.propose(title="Logo"), deal.propose(title="Site")
    deal.pay(one, two)
    deal.submit(one)
    deal.do(alice, milestones.approve, one)
    for _ in range(3):
        deal.do(alice, milestones.approve, deal.submitted())
    browser = signed_in(alice)
    newest, paid = got(browser, running, f"ledger?limit=2&milestone={one}")["items"]
    assert (newest["words"], newest["milestones"]) == ("Released: Logo", [str(one)])
    assert (paid["words"], paid["milestones"]) == ("Paid into escrow: Logo and 1 more", [str(one), str(two)])
    [other] = got(browser, running, f"ledger?milestone={two}")["items"]
    assert other == paid
    assert got(browser, running, f"ledger?milestone={story.NOBODYS}")["items"] == []


def test_pages_follow_each_other_without_gaps(funded: Room, bob: Person, signed_in: Browser) -> None:
    for minor in range(1, 8):
        story.bound(funded, minor)
        story.released(funded, minor)
    browser, seen, cursor = signed_in(bob), [], ""
    while True:
        page = got(browser, funded, f"ledger?limit=3{cursor}")
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [str(one) for one in Transfer.objects.order_by("-pk").values_list("public_id", flat=True)]


@pytest.mark.parametrize("cursor", ["", "7", "x" * 100, str(story.NOBODYS)])
def test_a_cursor_that_is_none_is_refused(
    funded: Room, alice: Person, signed_in: Browser, cursor: str
) -> None:
    answer = signed_in(alice).get(f"/api/v1/rooms/{funded.public_id}/ledger", {"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor.invalid")


def test_a_cursor_of_another_room_is_refused(
    funded: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    elsewhere = workrooms.running(alice, bob, workrooms.fixed())
    cursor = str(Transfer.objects.get().public_id)
    answer = signed_in(alice).get(f"/api/v1/rooms/{elsewhere.public_id}/ledger", {"cursor": cursor})
    assert answer.status_code == 422


@pytest.mark.parametrize("limit", [0, -1, limits.PAGE_MOST + 1, "x"])
def test_pages_have_a_size(funded: Room, alice: Person, signed_in: Browser, limit: Any) -> None:
    answer = signed_in(alice).get(f"/api/v1/rooms/{funded.public_id}/ledger", {"limit": limit})
    assert answer.status_code == 422


def test_what_somebody_has_in_all_is_theirs_to_see(
    alice: Person, bob: Person, charlie: Person, funded: Room, signed_in: Browser
) -> None:
    """Bob's account holds what he earned with Charlie too."""
    other = workrooms.running(charlie, bob, workrooms.fixed())
    story.fund(other, charlie, 5_000)
    story.released(other, 5_000)
    story.bound(funded, 1_000)
    story.released(funded, 1_000)

    def balance(somebody: Person) -> int | None:
        newest = got(signed_in(somebody), funded, "ledger")["items"][0]
        [found] = [entry["balance"] for entry in newest["entries"] if entry["account"] == "pending"]
        return found  # type: ignore[no-any-return]

    assert (balance(bob), balance(alice)) == (5_900, None)
    assert got(signed_in(bob), funded, "money")["balances"] == [
        {"currency": "EUR", "pending": 5_900, "available": 0}
    ]
    assert got(signed_in(alice), funded, "money")["balances"] == []
    assert signed_in(bob).get("/api/v1/me/balances").json()["items"][0]["pending"] == 5_900


def test_money_at_a_glance(lived: Room, alice: Person, signed_in: Browser) -> None:
    page = got(signed_in(alice), lived, "money")
    lived.refresh_from_db()
    assert page["seq"] == lived.head
    assert page["money"]["held"] == 10_000
    assert [one["kind"] for one in page["payments"]] == ["bonus", "refund", "refund", "funding"]
    assert [one["kind"] for one in page["releases"]] == ["bonus", "milestone"]
    assert len(page["papers"]) == 9
    points = [(one["funded"], one["released"], one["refunded"]) for one in page["plot"]]
    assert points == [(100_000, 0, 0), (100_000, 60_000, 0), (100_000, 60_000, 30_000)]


def test_a_glance_shows_the_newest_only(
    funded: Room, bob: Person, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MONEY_SHOWN", 2)
    monkeypatch.setattr(limits, "PLOT_POINTS", 2)
    for minor in (100, 200, 300):
        story.bound(funded, minor)
        story.released(funded, minor)
    page = got(signed_in(bob), funded, "money")
    assert [one["minor"] for one in page["releases"]] == [300, 200]
    assert (len(page["papers"]), len(page["payments"])) == (2, 1)
    assert [one["released"] for one in page["plot"]] == [300, 600]


def test_before_anything_moved_there_is_nothing(running: Room, alice: Person, signed_in: Browser) -> None:
    page = got(signed_in(alice), running, "money")
    assert (page["money"]["currency"], page["money"]["held"]) == ("EUR", 0)
    assert page["payments"] == page["releases"] == page["papers"] == page["plot"] == []
    assert got(signed_in(alice), running, "ledger") == {"items": [], "next": None}
    assert got(signed_in(alice), running, "ledger.json")["entries"] == []


def added_up(export: dict[str, Any]) -> dict[str, int]:
    """As docs/ledger-export.md tells a stranger to, with nothing but the file; the last sums by account."""
    transfers, sums, keys = defaultdict(list), defaultdict(int), defaultdict(set)
    for entry in export["entries"]:
        place = (entry["account"], entry["person"])
        sums[place] += entry["minor"]
        assert entry["sum_minor"] == sums[place]
        assert entry["account"] not in ("escrow", "fees") or sums[place] >= 0
        transfers[entry["transfer"]].append(entry["minor"])
        keys[entry["key"]].add(entry["transfer"])
    assert all(sum(minors) == 0 for minors in transfers.values())
    assert all(len(found) == 1 for found in keys.values())
    return {account: minor for (account, person), minor in sums.items() if not person}


def test_a_stranger_can_add_it_up_again(lived: Room, bob: Person, signed_in: Browser) -> None:
    export = got(signed_in(bob), lived, "ledger.json")
    sums, money = added_up(export), export["money"]
    assert sums["escrow"] == money["deposited"] - money["released"] - money["refunded"] == money["held"]
    assert sums["fees"] == money["fees_client"] + money["fees_freelancer"]
    assert sums["clearing"] == (
        money["refunded"]
        + money["returned"]
        - money["deposited"]
        - money["bonuses"]
        - money["billed"]
        - money["fees_client"]
    )
    paid = [one for one in export["payments"] if one["state"] == "succeeded"]
    assert money["deposited"] == sum(one["minor"] for one in paid if one["kind"] == "funding")
    refunds = sum(one["minor"] for one in paid if one["kind"] == "refund")
    assert money["refunded"] + money["returned"] == refunds
    assert money["returned"] == sum(one["refunded"] for one in export["releases"])
    percent = int(export["fees"]["freelancer_percent"])
    for one in export["releases"]:
        assert one["fee"] == (2 * one["minor"] * percent + 100) // 200
    assert export["how"]


def recomputed(export: dict[str, Any]) -> dict[str, int]:
    """The fee of each payment by its id, as docs/ledger-export.md tells a stranger to find it."""
    percent = Decimal(export["fees"]["client_percent"])
    held = {entry["key"] for entry in export["entries"] if entry["account"] == "escrow"}
    left: dict[str, int] = {}
    fees = {}

    def fee(minor: int) -> int:
        return int((2 * minor * percent + 100) // 200)

    for one in export["payments"]:
        if one["of"] is None:
            left[one["id"]] = one["minor"]
            fees[one["id"]] = fee(one["minor"]) + one["initiation"]
            continue
        before = left[one["of"]]
        left[one["of"]] -= one["minor"]
        back = fee(before) - fee(left[one["of"]])
        fees[one["id"]] = back if f"payment/{one['id']}" in held else 0
    return fees


def test_a_stranger_finds_each_fee_of_the_client_again(
    alice: Person, bob: Person, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = FeeProfile(
        id="once", name="Once", freelancer_percent=Decimal(10), client_percent=Decimal("2.9"), initiation_fee=499
    )  # fmt: skip
    monkeypatch.setitem(FEE_PROFILES, "once", profile)
    room = workrooms.running(alice, bob, workrooms.fixed(fee_profile="once"))
    for does in ("declined", "pays", "pays"):
        story.fund(room, alice, 10_017, does)
    release = story.released(room, 5_003)
    actions.refund_release(seat(bob, room), None, release=release.public_id, minor=1_111)
    for minor in (1_019, 1_019, 12_000):
        story.refunded(room, minor, bound=minor)
    story.work()
    export = got(signed_in(bob), room, "ledger.json")
    assert {one["id"]: one["fee"] for one in export["payments"]} == recomputed(export)
    assert sum(one["initiation"] for one in export["payments"] if one["state"] == "succeeded") == 499
    assert {one["fee"] for one in export["payments"] if one["kind"] == "refund"} > {0}


def test_the_table_says_the_same(lived: Room, alice: Person, signed_in: Browser) -> None:
    browser = signed_in(alice)
    answer = browser.get(f"/api/v1/rooms/{lived.public_id}/ledger.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="ledger-{lived.public_id}.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    entries = got(browser, lived, "ledger.json")["entries"]
    assert rows == [{name: str(value) for name, value in entry.items()} for entry in entries]


def test_no_cell_begins_like_a_formula(running: Room, alice: Person, signed_in: Browser) -> None:
    story.fund(running, alice, 1_000, title="=HYPERLINK(1)")
    answer = signed_in(alice).get(f"/api/v1/rooms/{running.public_id}/ledger.csv")
    for row in csv.DictReader(io.StringIO(answer.content.decode())):
        assert not any(value.startswith(("=", "+", "@")) for value in row.values())


def test_a_ledger_that_is_too_long_is_paged_through(
    lived: Room, alice: Person, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EXPORT_TRANSFERS", 5)
    for rest in ("ledger.csv", "ledger.json"):
        answer = signed_in(alice).get(f"/api/v1/rooms/{lived.public_id}/{rest}")
        assert (answer.status_code, answer.json()["code"]) == (409, "ledger.too_long")


@pytest.mark.parametrize(
    ("minor", "kind", "sums"),
    [(100_000, "funding", (100_000, 0, 0, 0)), (100_001, "funding", (100_000, 1, 0, 1)),
     (150_000, "funding", (100_000, 50_000, 2_500, 52_500)), (10_000, "bonus", (0, 10_000, 500, 10_500))],
)  # fmt: skip
def test_what_paying_would_take_is_told_before(
    funded: Room, alice: Person, signed_in: Browser, minor: int, kind: str, sums: tuple[int, ...]
) -> None:
    told = got(signed_in(alice), funded, f"quote?minor={minor}&kind={kind}")
    assert (told["free"], told["charged"], told["fee"], told["total"]) == sums


@pytest.mark.parametrize(
    "asked", ["minor=0", "minor=-1", "minor=1.5", "minor=x", f"minor={10**11}", "kind=refund"]
)
def test_no_other_amount_has_a_quote(funded: Room, alice: Person, signed_in: Browser, asked: str) -> None:
    answer = signed_in(alice).get(f"/api/v1/rooms/{funded.public_id}/quote?{asked}")
    assert answer.status_code == 422


def test_balances_can_be_looked_up_as_of_any_time(
    lived: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    path = f"/api/v1/rooms/{lived.public_id}/balances"
    transfers = Transfer.objects.filter(room_id=lived.pk).order_by("pk")
    funded, released = (transfer.at for transfer in transfers[:2])

    def held(person: Person, at: datetime | None = None) -> tuple[int, int, int]:
        answer = signed_in(person).get(path, {"at": at.isoformat()} if at else {})
        assert answer.status_code == 200, answer.content
        found = answer.json()
        return found["escrow"], found["pending"], found["available"]

    assert held(bob, funded - timedelta(microseconds=1)) == (0, 0, 0)
    assert held(bob, funded) == held(alice, funded) == (100_000, 0, 0)
    assert (held(bob, released), held(alice, released)) == ((40_000, 54_000, 0), (40_000, 0, 0))
    assert held(bob)[0] == held(bob, datetime(9999, 12, 31, tzinfo=UTC))[0] == 10_000


@pytest.mark.parametrize(
    "at", ["2026-03-02T09:00:00", "9999-12-31T23:00:00-12:00", "0001-01-01T00:00:00+12:00"]
)
def test_an_instant_that_is_none_is_refused(at: str, lived: Room, alice: Person, signed_in: Browser) -> None:
    answer = signed_in(alice).get(f"/api/v1/rooms/{lived.public_id}/balances", {"at": at})
    assert answer.json()["code"] == "balance.instant"


def test_strangers_find_no_balances(lived: Room, charlie: Person, signed_in: Browser) -> None:
    assert signed_in(charlie).get(f"/api/v1/rooms/{lived.public_id}/balances").status_code == 404

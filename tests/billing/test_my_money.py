"""A person's own money over all their contracts: what there is, and each cent's way to its cause."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import limits
from collab.accounts.models import Person
from collab.billing import actions
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as workrooms
from tests.workrooms.story import later, seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]
KINDS = ("pending", "available")
each_list = pytest.mark.parametrize(
    "path", ["ledger?account=pending&currency=EUR", "ledger?account=available&currency=EUR", "escrows?currency=EUR"]
)  # fmt: skip


@pytest.fixture
def elsewhere(bob: Person, charlie: Person) -> Room:
    """Another contract of Bob's, with Charlie, under the same fees."""
    return workrooms.running(charlie, bob, workrooms.fixed(title="A shop", fee_profile="marketplace"))


@pytest.fixture
def earning(running: Room, elsewhere: Room, alice: Person, bob: Person, charlie: Person) -> Room:
    """Bob earned in two contracts: what was released first is available, some of it given back; the rest is pending."""
    story.fund(running, alice, 100_000, title="Logo")
    story.fund(elsewhere, charlie, 50_000, title="Shop")
    first = story.released(running, 60_000, title="Logo")
    with later(days=6):
        story.work()
        story.released(elsewhere, 20_000, title="Shop")
    actions.refund_release(seat(bob, running), None, release=first.public_id, minor=1_000)
    story.fund(running, alice, 7_777, kind="bonus", title="Thanks")
    return running


def got(browser: Client, rest: str) -> Any:
    answer = browser.get(f"/api/v1/me/{rest}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def moved(browser: Client, kind: str) -> list[dict[str, Any]]:
    page: dict[str, list[dict[str, Any]]] = got(browser, f"ledger?account={kind}&currency=EUR")
    return page["items"]


def test_what_is_mine_is_told_over_all_contracts(
    earning: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    [mine] = got(signed_in(bob), "balances")["items"]
    releases = earning.releases.order_by("-pk")
    assert {kind: mine[kind] for kind in ("currency", *KINDS, "escrow")} == {
        "currency": "EUR", "pending": 18_000 + releases[0].net, "available": 54_000 - 900, "escrow": 40_000 + 30_000,
    }  # fmt: skip
    [hers] = got(signed_in(alice), "balances")["items"]
    assert hers == {"currency": "EUR", "pending": 0, "available": 0, "escrow": 40_000, "next_at": None}


def test_who_has_nothing_has_no_balance(running: Room, bob: Person, signed_in: Browser) -> None:
    browser = signed_in(bob)
    assert got(browser, "balances")["items"] == moved(browser, "pending") == []
    assert got(browser, "escrows?currency=EUR") == {"items": [], "next": None}


def test_it_is_told_when_the_next_of_what_is_pending_will_be_available(
    running: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    """Not that of what was given back, which never will."""
    story.fund(running, alice, 100_000)
    back = story.released(running, 10_000)
    with later(hours=1):
        next_one = story.released(running, 10_000)
    browser = signed_in(bob)

    def next_at() -> Any:
        return got(browser, "balances")["items"][0]["next_at"]

    assert next_at() == back.card().model_dump(mode="json")["available_at"]
    actions.refund_release(seat(bob, running), None, release=back.public_id, minor=10_000)
    assert next_at() == next_one.card().model_dump(mode="json")["available_at"]
    with later(days=6):
        story.work()
    assert next_at() is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_movements_of_an_account_sum_to_its_balance(
    earning: Room, bob: Person, signed_in: Browser, kind: str
) -> None:
    browser, items = signed_in(bob), moved(signed_in(bob), kind)
    assert items[0]["balance"] == sum(item["minor"] for item in items)
    assert items[0]["balance"] == got(browser, "balances")["items"][0][kind]
    for later_one, before in pairwise(items):
        assert later_one["balance"] - later_one["minor"] == before["balance"]


def test_each_movement_leads_to_its_contract_its_event_and_its_milestone(
    earning: Room, elsewhere: Room, bob: Person, signed_in: Browser
) -> None:
    items = moved(signed_in(bob), "pending")
    here, there = (str(earning.public_id), earning.title), (str(elsewhere.public_id), "A shop")
    assert [(item["words"], item["minor"] > 0, (item["room"], item["room_title"])) for item in items] == [
        ("Bonus: Thanks", True, here), ("Released: Shop", True, there), ("Available: Logo", False, here),
        ("Released: Logo", True, here),
    ]  # fmt: skip
    for item in items:
        room = earning if item["room"] == str(earning.public_id) else elsewhere
        assert room.events.filter(seq=item["seq"]).exists()
        [same] = [
            one for one in signed_in(bob).get(f"/api/v1/rooms/{room.public_id}/ledger").json()["items"]
            if one["id"] == item["id"]
        ]  # fmt: skip
        assert {name: same[name] for name in ("cause", "words", "at", "seq", "milestones", "currency")} == {
            name: item[name] for name in ("cause", "words", "at", "seq", "milestones", "currency")
        }
        entry = {
            "account": "pending",
            "person": str(bob.public_id),
            "minor": item["minor"],
            "balance": item["balance"],
        }
        assert entry in same["entries"]
    assert [len(item["milestones"]) for item in items] == [0, 1, 1, 1]


def test_what_was_given_back_is_there_with_its_sign(earning: Room, bob: Person, signed_in: Browser) -> None:
    items = moved(signed_in(bob), "available")
    assert [(item["words"], item["minor"]) for item in items] == [
        ("Refund: Logo", -900), ("Available: Logo", 54_000),
    ]  # fmt: skip


def test_escrows_lead_to_the_contracts_that_hold_them(
    earning: Room, elsewhere: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    there, here = got(signed_in(bob), "escrows?currency=EUR")["items"]
    assert there == {
        "room": str(elsewhere.public_id), "room_title": "A shop", "side": "freelancer", "currency": "EUR",
        "held": 30_000, "free": 0,
    }  # fmt: skip
    assert (here["room"], here["held"]) == (str(earning.public_id), 40_000)
    [hers] = got(signed_in(alice), "escrows?currency=EUR")["items"]
    assert (hers["side"], hers["held"]) == ("client", 40_000)
    assert got(signed_in(alice), "escrows?currency=USD")["items"] == []


def test_the_next_page_comes_after_a_contract_that_holds_nothing_any_more(
    earning: Room, elsewhere: Room, bob: Person, signed_in: Browser
) -> None:
    browser = signed_in(bob)
    page = got(browser, "escrows?currency=EUR&limit=1")
    assert [item["room"] for item in page["items"]] == [str(elsewhere.public_id)]
    story.released(elsewhere, 30_000)
    [rest] = got(browser, f"escrows?currency=EUR&limit=1&cursor={page['next']}")["items"]
    assert rest["room"] == str(earning.public_id)


def test_a_contract_whose_escrow_is_empty_is_not_listed(
    running: Room, alice: Person, signed_in: Browser
) -> None:
    story.fund(running, alice, 10_000)
    story.released(running, 10_000)
    assert got(signed_in(alice), "escrows?currency=EUR")["items"] == []
    assert got(signed_in(alice), "balances")["items"] == []


@pytest.mark.parametrize("role", ["manager", "observer"])
def test_who_helps_or_looks_on_has_no_part_of_it(
    earning: Room, alice: Person, bob: Person, signed_in: Browser, role: Any
) -> None:
    for host in (alice, bob):
        guest = workrooms.guest(host, earning, role, f"Guest-of-{host.name}")
        browser = signed_in(guest)
        assert got(browser, "balances")["items"] == got(browser, "escrows?currency=EUR")["items"] == []


@each_list
def test_pages_follow_each_other_without_gaps(
    alice: Person, bob: Person, signed_in: Browser, path: str
) -> None:
    for minor in range(1_000, 1_005):
        room = workrooms.running(alice, bob, workrooms.fixed())
        story.fund(room, alice, 2 * minor)
        story.released(room, minor)
        with later(days=6):
            story.work()
    browser, seen, cursor = signed_in(bob), [], ""
    whole = got(browser, path)["items"]
    assert len(whole) >= 5
    while True:
        page = got(browser, f"{path}&limit=2{cursor}")
        assert 0 < len(page["items"]) <= 2
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == whole


@each_list
@pytest.mark.parametrize("cursor", ["", "7", "x" * 100, "\0", str(story.NOBODYS)])
def test_a_cursor_that_is_none_is_refused(
    earning: Room, bob: Person, charlie: Person, signed_in: Browser, path: str, cursor: str
) -> None:
    for somebody in (bob, charlie):
        answer = signed_in(somebody).get(f"/api/v1/me/{path}&cursor={cursor}")
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor.invalid")


def test_a_cursor_of_somebody_elses_list_is_refused(
    earning: Room, elsewhere: Room, alice: Person, bob: Person, signed_in: Browser
) -> None:
    browser, first = signed_in(alice), moved(signed_in(bob), "pending")[0]["id"]
    for cursor, path in ((first, "ledger?account=pending"), (elsewhere.public_id, "escrows?")):
        answer = browser.get(f"/api/v1/me/{path}&currency=EUR&cursor={cursor}")
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor.invalid")


@pytest.mark.parametrize(
    "path",
    ["ledger", "ledger?account=pending", "ledger?currency=EUR", "ledger?account=escrow&currency=EUR",
     "ledger?account=pending&currency=eur", "ledger?account=pending&currency=EUROS", "escrows",
     "escrows?currency=%00%00%00",
     f"escrows?currency=EUR&limit={limits.PAGE_MOST + 1}", "ledger?account=pending&currency=EUR&limit=0"],
)  # fmt: skip
def test_a_question_that_is_none_is_refused(bob: Person, signed_in: Browser, path: str) -> None:
    assert signed_in(bob).get(f"/api/v1/me/{path}").status_code == 422


@pytest.mark.parametrize("path", ["balances", "ledger?account=pending&currency=EUR", "escrows?currency=EUR"])
def test_strangers_must_sign_in(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/me/{path}").status_code == 401


@each_list
def test_a_page_asks_no_more_questions_where_there_is_more_to_tell(
    earning: Room, alice: Person, bob: Person, signed_in: Browser, path: str
) -> None:
    with later(days=6):
        story.work()
    browser = signed_in(bob)
    got(browser, path)
    with CaptureQueriesContext(connection) as one:
        assert len(got(browser, f"{path}&limit=1")["items"]) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(got(browser, path)["items"]) > 1
    assert len(many) == len(one)

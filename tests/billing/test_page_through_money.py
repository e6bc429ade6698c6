"""What the money page has no room for: all payments, releases and papers of a contract, page by page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from collab import limits
from collab.accounts.models import Person
from collab.billing import actions
from collab.billing.models import Paper, Payment, Release
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as workrooms
from tests.workrooms.story import seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]
LISTS: dict[str, Any] = {"payments": Payment, "releases": Release, "papers": Paper}
each_list = pytest.mark.parametrize("name", LISTS)


@pytest.fixture
def paid(running: Room, alice: Person) -> Room:
    """Four payments and releases, twelve papers."""
    for minor in (1_000, 2_000, 3_000, 4_000):
        story.fund(running, alice, minor)
        story.released(running, minor, bound=minor)
    return running


def got(browser: Client, room: Room, rest: str, **asked: object) -> Any:
    answer = browser.get(f"/api/v1/rooms/{room.public_id}/{rest}", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def refused(browser: Client, room: Room, rest: str, **asked: object) -> tuple[int, str]:
    answer = browser.get(f"/api/v1/rooms/{room.public_id}/{rest}", asked)
    return answer.status_code, answer.json()["code"]


@each_list
def test_pages_follow_each_other_without_gaps(
    paid: Room, alice: Person, bob: Person, signed_in: Browser, name: str
) -> None:
    ids = [str(one) for one in LISTS[name].objects.order_by("-pk").values_list("public_id", flat=True)]
    for somebody in (alice, bob):
        browser, seen, asked = signed_in(somebody), [], {}
        while True:
            page = got(browser, paid, name, limit=3, **asked)
            assert 0 < len(page["items"]) <= 3
            seen += [item["id"] for item in page["items"]]
            if page["next"] is None:
                break
            asked = {"cursor": page["next"]}
        assert seen == ids


@each_list
def test_a_page_that_holds_the_last_says_so(paid: Room, alice: Person, signed_in: Browser, name: str) -> None:
    assert got(signed_in(alice), paid, name, limit=LISTS[name].objects.count())["next"] is None


@each_list
def test_what_is_new_moves_no_page(
    paid: Room, alice: Person, bob: Person, signed_in: Browser, name: str
) -> None:
    browser = signed_in(bob)
    first = got(browser, paid, name, limit=2)
    rest = got(browser, paid, name, cursor=first["next"])
    story.fund(paid, alice, 5_000)
    story.released(paid, 5_000, bound=5_000)
    assert got(browser, paid, name, cursor=first["next"]) == rest


@each_list
def test_outsiders_find_nothing(paid: Room, charlie: Person, signed_in: Browser, name: str) -> None:
    assert refused(signed_in(charlie), paid, name) == (404, "room.not_found")


@each_list
@pytest.mark.parametrize("cursor", ["", "7", "x" * 100, str(story.NOBODYS)])
def test_a_cursor_that_is_none_is_refused(
    paid: Room, alice: Person, signed_in: Browser, name: str, cursor: str
) -> None:
    assert refused(signed_in(alice), paid, name, cursor=cursor) == (422, "cursor.invalid")


@each_list
def test_a_cursor_of_another_room_or_list_is_refused(
    paid: Room, alice: Person, bob: Person, signed_in: Browser, name: str
) -> None:
    browser, elsewhere = signed_in(alice), workrooms.running(alice, bob, workrooms.fixed())
    for one, model in LISTS.items():
        cursor = model.objects.latest("pk").public_id
        assert refused(browser, elsewhere, name, cursor=cursor) == (422, "cursor.invalid")
        if one != name:
            assert refused(browser, paid, name, cursor=cursor) == (422, "cursor.invalid")


@each_list
@pytest.mark.parametrize("limit", [0, limits.PAGE_MOST + 1])
def test_pages_have_a_size(paid: Room, alice: Person, signed_in: Browser, name: str, limit: int) -> None:
    answer = signed_in(alice).get(f"/api/v1/rooms/{paid.public_id}/{name}", {"limit": limit})
    assert answer.status_code == 422


def test_what_a_page_tells_is_what_the_glance_tells(paid: Room, bob: Person, signed_in: Browser) -> None:
    browser = signed_in(bob)
    glance = got(browser, paid, "money")
    assert glance["more"] == []
    for name in LISTS:
        assert got(browser, paid, name)["items"] == glance[name]


def test_a_glance_says_which_lists_go_on(
    paid: Room, bob: Person, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MONEY_SHOWN", 4)
    assert got(signed_in(bob), paid, "money")["more"] == ["papers"]
    monkeypatch.setattr(limits, "MONEY_SHOWN", 3)
    assert got(signed_in(bob), paid, "money")["more"] == ["payments", "releases", "papers"]


def test_a_release_from_an_older_page_is_given_back(paid: Room, bob: Person, signed_in: Browser) -> None:
    browser = signed_in(bob)
    newest = got(browser, paid, "releases", limit=3)
    [oldest] = got(browser, paid, "releases", cursor=newest["next"])["items"]
    actions.refund_release(seat(bob, paid), None, release=oldest["id"], minor=1_000)
    [after] = got(browser, paid, "releases", cursor=newest["next"])["items"]
    assert (oldest["refunded"], after["refunded"]) == (0, 1_000)


def test_a_paper_tells_what_stands_on_its_pdf(paid: Room, alice: Person, signed_in: Browser) -> None:
    items = got(signed_in(alice), paid, "papers")["items"]
    receipt = next(one for one in items if one["title"] == "Into escrow: Logo")
    written = Paper.objects.get(public_id=receipt["id"]).lines
    assert receipt["lines"] == written
    assert [line["minor"] for line in receipt["lines"]] == [4_000, 200]
    for one in items:
        assert sum(line["minor"] for line in one["lines"]) == one["total"]

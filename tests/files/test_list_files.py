"""Looking through the files of a room."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import clock, limits
from collab.accounts.models import Person
from collab.files import actions
from collab.files.models import File
from collab.workrooms.models import Room
from tests.files.bringing import brought
from tests.workrooms import story

Browser = Callable[[Person], Client]
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def look(alice: Person, running: Room, signed_in: Browser) -> Callable[..., Any]:
    browser = signed_in(alice)

    def get(path: str = "", **asked: Any) -> Any:
        answer = browser.get(f"/api/v1/rooms/{running.public_id}/files{path}", asked)
        return answer.json() | {"status": answer.status_code}

    return get


def shelf(alice: Person, bob: Person, room: Room) -> None:
    """Five files of a week, one a day."""
    for day, (by, name, type, size) in enumerate(
        [
            (alice, "Zebra.png", "image/png", 500),
            (bob, "plan.pdf", "application/pdf", 300),
            (alice, "Änderung.txt", "text/plain", 100),
            (bob, "apple.png", "image/png", 300),
            (bob, "notes 100%_x.txt", "text/plain", 0),
        ]
    ):
        with clock.at(BEGIN + timedelta(days=day)):
            brought(by, room, name, type=type, size=size)


def names(page: Any) -> list[str]:
    return [item["name"] for item in page["items"]]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["notes 100%_x.txt", "apple.png", "Änderung.txt", "plan.pdf", "Zebra.png"]),
        ("oldest", ["Zebra.png", "plan.pdf", "Änderung.txt", "apple.png", "notes 100%_x.txt"]),
        ("name", ["apple.png", "notes 100%_x.txt", "plan.pdf", "Zebra.png", "Änderung.txt"]),
        ("largest", ["Zebra.png", "apple.png", "plan.pdf", "Änderung.txt", "notes 100%_x.txt"]),
    ],
)
def test_each_order_is_the_same_on_pages_of_any_size(
    sort: str, order: list[str], alice: Person, bob: Person, running: Room, look: Callable[..., Any]
) -> None:
    shelf(alice, bob, running)
    assert names(look(sort=sort)) == order
    for limit in (1, 2, 5):
        found: list[str] = []
        cursor: dict[str, str] = {}
        while True:
            page = look(sort=sort, limit=limit, **cursor)
            found += names(page)
            assert (page["count"], page["size"]) == (5, 1200)
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"]}
        assert found == order


@pytest.mark.parametrize(
    ("asked", "found", "size"),
    [
        ({"kind": "image"}, ["apple.png", "Zebra.png"], 800),
        ({"kind": "video"}, [], 0),
        ({"by": "bob"}, ["apple.png", "notes 100%_x.txt", "plan.pdf"], 600),
        ({"by": "bob", "kind": "image"}, ["apple.png"], 300),
        ({"since": BEGIN + timedelta(days=3)}, ["apple.png", "notes 100%_x.txt"], 300),
        ({"until": BEGIN + timedelta(days=1)}, ["Zebra.png"], 500),
        ({"since": BEGIN + timedelta(days=1), "until": BEGIN + timedelta(days=2)}, ["plan.pdf"], 300),
        ({"q": "PNG"}, ["apple.png", "Zebra.png"], 800),
        ({"q": "änder"}, ["Änderung.txt"], 100),
        ({"q": "A\u0308NDER"}, ["Änderung.txt"], 100),
        ({"q": "%_"}, ["notes 100%_x.txt"], 0),
        ({"q": "p%n"}, [], 0),
        ({"q": "'; DROP TABLE"}, [], 0),
        ({"q": "  "}, ["apple.png", "notes 100%_x.txt", "plan.pdf", "Zebra.png", "Änderung.txt"], 1200),
    ],
)
def test_a_filter_finds_what_it_says_and_sums_it(
    asked: dict[str, Any], found: list[str], size: int, alice: Person, bob: Person, running: Room,
    look: Callable[..., Any],
) -> None:  # fmt: skip
    shelf(alice, bob, running)
    if "by" in asked:
        asked = asked | {"by": bob.public_id}
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in asked.items()
    }
    page = look(sort="name", **plain)
    assert (names(page), page["count"], page["size"]) == (found, len(found), size)
    first = look(sort="name", limit=1, **plain)
    assert (names(first), first["count"], first["size"]) == (found[:1], len(found), size)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"limit": 0}, "request.invalid"),
        ({"limit": limits.PAGE_MOST + 1}, "request.invalid"),
        ({"sort": "oddest"}, "request.invalid"),
        ({"kind": "odd"}, "request.invalid"),
        ({"by": "7"}, "request.invalid"),
        ({"since": "yesterday"}, "request.invalid"),
        ({"since": "2026-03-02T09:00:00"}, "request.invalid"),
        ({"since": "0001-01-01T00:00:00+14:00"}, "filter.instant"),
        ({"until": "9999-12-31T23:59:59-14:00"}, "filter.instant"),
        ({"cursor": "x"}, "cursor.invalid"),
        ({"cursor": ""}, "cursor.invalid"),
        ({"cursor": "\x00"}, "cursor.invalid"),
        ({"cursor": str(uuid4())}, "cursor.invalid"),
        ({"q": "x" * 256}, "filter.too_long"),
        ({"q": "nul\x00"}, "filter.control"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any], code: str, look: Callable[..., Any]) -> None:
    page = look(**asked)
    assert (page["status"], page["code"]) == (422, code)


def test_instants_at_the_ends_of_the_calendar_are_fine(look: Callable[..., Any]) -> None:
    assert look(since="0001-01-01T00:00:00Z", until="9999-12-31T23:59:59Z")["status"] == 200


def test_a_cursor_is_of_this_room(
    alice: Person, bob: Person, running: Room, look: Callable[..., Any]
) -> None:
    elsewhere = brought(alice, story.running(bob, alice))
    assert look(cursor=elsewhere.public_id.hex)["code"] == "cursor.invalid"


def test_a_file_is_listed_once_as_its_newest_version(
    alice: Person, bob: Person, running: Room, look: Callable[..., Any]
) -> None:
    first = brought(alice, running, "a.txt")
    second = brought(bob, running, "A.txt", body=b"x", version_of=first.file.public_id)
    page = look()
    assert [(item["id"], item["number"]) for item in page["items"]] == [(str(second.public_id), 2)]
    assert (page["count"], page["size"]) == (1, 1)
    assert {person["name"] for person in page["people"]} == {"Alice", "Bob"}
    whole = look(f"/{first.file.public_id}")
    assert [one["number"] for one in whole["versions"]] == [2, 1]
    assert whole["name"] == "A.txt"


def test_a_version_that_was_replaced_between_two_pages_breaks_none(
    alice: Person, bob: Person, running: Room, look: Callable[..., Any]
) -> None:
    shelf(alice, bob, running)
    page = look(sort="name", limit=2)
    last = page["items"][-1]
    brought(alice, running, last["name"], version_of=last["file"])
    assert names(look(sort="name", cursor=page["next"])) == ["plan.pdf", "Zebra.png", "Änderung.txt"]


def test_a_tombstone_is_listed_but_does_not_count(
    alice: Person, running: Room, look: Callable[..., Any]
) -> None:
    file = brought(alice, running, "a.txt").file.public_id
    brought(alice, running, "b.txt", body=b"x")
    actions.delete_file(story.seat(alice, running), None, file=file)
    page = look(sort="name")
    gone, there = page["items"]
    assert (gone["deleted_by"], there["deleted_by"]) == (str(alice.public_id), None)
    assert (page["count"], page["size"]) == (1, 1)
    assert look(q="a.txt")["count"] == 0


def test_a_page_is_a_constant_number_of_queries(
    alice: Person, bob: Person, running: Room, look: Callable[..., Any]
) -> None:
    brought(alice, running, "first.txt")
    look()
    with CaptureQueriesContext(connection) as one:
        look()
    shelf(alice, bob, running)
    with CaptureQueriesContext(connection) as many:
        look()
    assert len(many) == len(one)


def test_an_empty_room_has_an_empty_list(look: Callable[..., Any]) -> None:
    page = look()
    assert (page["items"], page["next"], page["count"], page["size"], page["people"]) == ([], None, 0, 0, [])


def test_files_of_other_rooms_are_not_found_through_this_one(
    alice: Person, bob: Person, charlie: Person, running: Room, look: Callable[..., Any], signed_in: Browser
) -> None:
    elsewhere = brought(bob, story.running(bob, alice))
    for id in (elsewhere.file.public_id, uuid4()):
        for path in (f"/{id}", f"/{id}/downloads", f"/{id}/versions/1/preview/thumbnail"):
            page = look(path)
            assert (page["status"], page["code"]) == (404, "file.not_found"), path
    assert look("/7")["status"] == 422
    assert look()["items"] == []
    mine = brought(alice, running)
    for path in ("", "-usage", f"/{mine.file.public_id}", f"/{mine.file.public_id}/downloads"):
        answer = signed_in(charlie).get(f"/api/v1/rooms/{running.public_id}/files{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "room.not_found")


def test_versions_of_many_files_sort_by_name_whatever_the_case(
    alice: Person, running: Room, look: Callable[..., Any]
) -> None:
    for name in ("b", "C", "a", "D"):
        brought(alice, running, name)
    found = names(look(sort="name"))
    assert all(one.lower() < other.lower() for one, other in pairwise(found))
    assert File.objects.count() == 4

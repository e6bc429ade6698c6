"""The invoice of a week: a line per rate and kind, and the diary as an appendix; the same bytes for ever."""

from datetime import timedelta

import pytest

from collab import clock, limits
from collab.accounts.models import Person
from collab.billing import pdf
from collab.billing.lists import paper_of
from collab.billing.models import Paper
from collab.timetracker import appendix
from tests.billing.test_papers import text_of
from tests.timetracker.billed import LOCK, Weeks, agreed, work

pytestmark = pytest.mark.django_db(transaction=True)


def invoice() -> Paper:
    return Paper.objects.select_related("room").get(kind="invoice")


@pytest.fixture
def billed(weeks: Weeks) -> Weeks:
    weeks.card()
    weeks.works(12, memo="Booking form")
    weeks.works(2.5, day=1, kind="manual", memo="Phone: שלום")
    work(LOCK)
    return weeks


def test_it_has_a_line_per_rate_and_kind_and_the_diary(billed: Weeks) -> None:
    paper = invoice()
    assert (paper.title, paper.total, paper.issued_by["name"], paper.issued_to["name"]) == (
        "Week of 2 March 2026", 65_250, "Bob", "Alice",
    )  # fmt: skip
    text = text_of(paper)
    assert "Tracked time, week of 2 March 2026: 12:00:00 h at $45.00" in text.replace("\r\n", " ")
    assert "$540.00" in text
    assert "$112.50" in text
    assert "$652.50" in text
    assert "Diary of the week of 2 March" in text
    for word in ("Mon 2 Mar", "09:00:00", "21:00:00", "12:00:00", "Booking form", "by hand", "Phone"):
        assert word in text


def test_it_is_named_by_the_bill_and_opened_from_there(billed: Weeks) -> None:
    bill = billed.bill()
    assert bill is not None
    assert bill.paper == invoice().public_id
    assert bill.path == f"/api/v1/rooms/{billed.room.public_id}/papers/{bill.paper}.pdf"


def test_late_time_and_another_drawing_change_nothing(billed: Weeks) -> None:
    paper = paper_of(billed.room, invoice().public_id)
    first = pdf.drawn(paper)
    with clock.at(LOCK + timedelta(days=1)):
        billed.works(1, day=3, came=LOCK + timedelta(days=1))
        assert pdf.drawn(paper) == first


def test_what_follows_on_itself_is_one_entry_and_midnight_divides(weeks: Weeks) -> None:
    weeks.card()
    for day, hours in ((0, 2), (1, 15 + 1 / 3_600)):
        weeks.works(hours, day=day)
    weeks.works(1, begin=11)
    weeks.works(1, begin=9.5, memo="Shadowed")
    work(LOCK)
    table = appendix.diary(invoice())
    assert table is not None
    assert [row[:4] for row in table.rows] == [
        ("Mon 2 Mar", "09:00:00", "12:00:00", "3:00:00"), ("Tue 3 Mar", "09:00:00", "24:00:00", "15:00:00"),
        ("Wed 4 Mar", "00:00:00", "00:00:01", "0:00:01"),
    ]  # fmt: skip


def test_a_very_long_diary_is_cut_and_says_so(weeks: Weeks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "APPENDIX_ROWS", 2)
    weeks.card()
    for day in range(4):
        weeks.works(1, day=day)
    work(LOCK)
    assert "… and 2 more; all of them are in the diary of the room." in text_of(invoice()).replace(
        "\r\n", " "
    )


def test_many_entries_take_several_pages_with_long_memos(weeks: Weeks) -> None:
    weeks.card()
    memo = "Every instant in UTC, " * 10
    for day in range(7):
        for minute in range(10):
            weeks.works(1 / 60, day=day, begin=9 + minute / 30, memo=f"{memo}{minute}")
    work(LOCK)
    text = text_of(invoice())
    assert text.count("Day (UTC)") > 1
    assert text.count("Every instant in UTC") >= 70


def test_a_retainer_alone_has_no_appendix(alice: Person, bob: Person) -> None:
    weeks = Weeks(alice, bob, agreed(alice, bob, retainer=10_000))
    weeks.card()
    work(LOCK)
    assert appendix.diary(invoice()) is None
    assert "Weekly retainer, week of 2 March 2026" in text_of(invoice())
    assert invoice().at == LOCK

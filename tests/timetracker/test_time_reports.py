"""Time over many weeks by person, contract, week and memo; and taken away as CSV and PDF."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.errors import Refused
from collab.timetracker import actions, report_files
from collab.timetracker.models import Ask
from collab.timetracker.time_reports import Asked, report
from tests.timetracker.billed import LOCK, MONDAY, Weeks, agreed, monday_after, work
from tests.workrooms.story import fixed, guest, running

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]
FIRST, LAST = MONDAY, date(2026, 3, 31)
HOUR = 3_600


def of(
    person: Person, by: Any = "contract", first: date = FIRST, last: date = LAST, **how: Any
) -> wire.TimeReport:
    return report(person, Asked(by, first, last), **how)


def lines(found: wire.TimeReport) -> list[tuple[str, int, int]]:
    return [(line.label, line.seconds, line.minor) for line in found.lines]


@pytest.fixture
def lived(weeks: Weeks) -> Weeks:
    """Two weeks: 3 h of form and 1 h by hand of talk; then 2 h of form."""
    weeks.card()
    weeks.works(3)
    weeks.works(1, day=1, kind="manual", memo="Talk")
    work(LOCK - timedelta(hours=12))
    weeks.works(2, monday=monday_after(1))
    return weeks


def test_it_adds_up_by_whatever_one_asks_for(lived: Weeks, alice: Person, bob: Person) -> None:
    assert lines(of(alice)) == [("Booking app", 6 * HOUR, 27_000)]
    assert lines(of(alice, "person")) == [("Bob", 6 * HOUR, 27_000)]
    assert lines(of(bob, "week")) == [
        ("Week of 2 March 2026", 4 * HOUR, 18_000), ("Week of 9 March 2026", 2 * HOUR, 9_000),
    ]  # fmt: skip
    assert lines(of(bob, "memo")) == [("Form", 5 * HOUR, 22_500), ("Talk", HOUR, 4_500)]
    assert [(line.manual, line.currency) for line in of(bob, "memo").lines] == [(0, "USD"), (HOUR, "USD")]
    assert of(bob).seconds == 6 * HOUR


def test_days_are_cut_out_to_the_second(lived: Weeks, bob: Person) -> None:
    assert lines(of(bob, "memo", date(2026, 3, 3), date(2026, 3, 3))) == [("Talk", HOUR, 4_500)]
    assert lines(of(bob, "memo", date(2026, 3, 4), date(2026, 3, 8))) == []
    lived.works(2, day=5, begin=23, memo="Night")
    assert lines(of(bob, "memo", date(2026, 3, 8), date(2026, 3, 8))) == [("Night", HOUR, 4_500)]


def test_what_is_billed_is_what_it_says(lived: Weeks, bob: Person) -> None:
    work(LOCK)
    [line] = of(bob, "week", last=date(2026, 3, 8)).lines
    assert line.minor == lived.made().minor


def test_over_the_limit_counts_as_far_as_it_was_accepted(alice: Person, bob: Person) -> None:
    weeks = Weeks(alice, bob, agreed(alice, bob, weekly_limit=1))
    weeks.works(3)
    [line] = of(bob).lines
    assert (line.seconds, line.over_limit, line.minor) == (HOUR, 2 * HOUR, 4_500)
    with clock.at(LOCK - timedelta(days=1)):
        actions.accept_overtime(weeks.seat(alice), None, week=MONDAY, seconds=HOUR)
    [line] = of(bob).lines
    assert (line.seconds, line.over_limit, line.minor) == (HOUR, 2 * HOUR, 9_000)


def test_late_time_counts_as_far_as_it_was_accepted(weeks: Weeks, alice: Person, bob: Person) -> None:
    weeks.card()
    weeks.works(1)
    work(LOCK)
    came = LOCK + timedelta(hours=1)
    said = {
        "id": uuid4(),
        "start": came - timedelta(days=5),
        "end": came - timedelta(days=5, hours=-1),
        "memo": "Train",
    }
    with clock.at(came):
        draft = wire.ReportsDraft.model_validate({"device": "tracker", "reports": [said]})
        actions.report_time(weeks.seat(bob), None, draft=draft)
    assert lines(of(alice)) == [("Booking app", HOUR, 4_500)]
    with clock.at(came):
        actions.accept_ask(weeks.seat(alice), None, ask=Ask.objects.get().public_id)
    [line] = of(alice).lines
    assert (line.seconds, line.late, line.minor) == (HOUR, HOUR, 9_000)
    assert [(one.label, one.late, one.minor) for one in of(alice, "memo").lines] == [
        ("Form", 0, 4_500), ("Train", HOUR, 4_500),
    ]  # fmt: skip
    assert report_files.as_csv(of(alice)).splitlines()[1] == "Booking app,1:00:00,3600,0,0,3600,9000,USD,2"


def test_a_second_of_two_contracts_is_in_one_of_them(lived: Weeks, bob: Person, charlie: Person) -> None:
    other = Weeks(charlie, bob, agreed(charlie, bob, title="Another app", currency="EUR"))
    other.works(4)
    assert sorted(lines(of(bob))) == [("Another app", HOUR, 4_500), ("Booking app", 6 * HOUR, 27_000)]
    assert [(line.label, line.currency) for line in of(bob, "person").lines] == [
        ("Bob", "USD"),
        ("Bob", "EUR"),
    ]
    assert lines(of(charlie)) == [("Another app", HOUR, 4_500)]


def test_everybody_sees_their_own_rooms_only(
    lived: Weeks, alice: Person, bob: Person, charlie: Person
) -> None:
    assert of(charlie).lines == []
    assert len(of(guest(alice, lived.room, "observer")).lines) == 1
    with pytest.raises(Refused) as why:
        of(charlie, room=lived.room.public_id)
    assert why.value.code == "room.not_found"
    assert len(of(alice, room=lived.room.public_id).lines) == 1
    fixed_price = running(alice, bob, fixed())
    with pytest.raises(Refused) as why:
        of(alice, room=fixed_price.public_id)
    assert why.value.code == "time.fixed"


@pytest.mark.parametrize(("first", "last"), [
    (LAST, FIRST), (FIRST, FIRST + timedelta(days=limits.REPORT_DAYS)), (date.max, date.max),
])  # fmt: skip
def test_days_out_of_order_or_too_many_are_refused(
    weeks: Weeks, bob: Person, first: date, last: date
) -> None:
    with pytest.raises(Refused) as why:
        of(bob, first=first, last=last)
    assert why.value.code == "time_report.days"
    assert of(bob, first=FIRST, last=FIRST + timedelta(days=limits.REPORT_DAYS - 1)).lines == []
    assert of(bob, first=date(9999, 12, 1), last=date(9999, 12, 30)).lines == []


def test_it_has_an_end(lived: Weeks, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPORT_LINES", 1)
    assert len(of(bob).lines) == 1
    with pytest.raises(Refused) as why:
        of(bob, "memo")
    assert why.value.code == "time_report.too_long"


def test_however_many_weeks_it_is_as_many_questions(
    lived: Weeks, bob: Person, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    with CaptureQueriesContext(connection) as few:
        of(bob)
    for number in (2, 3):
        work(LOCK + timedelta(weeks=number, hours=-12))
        lived.works(1, monday=monday_after(number))
    with django_assert_max_num_queries(len(few)):
        assert len(of(bob, "week").lines) == 4


@pytest.mark.parametrize("memo", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_words_for_a_formula(memo: str) -> None:
    line = wire.TimeLine(
        key=memo, label=memo, seconds=1, manual=0, over_limit=0, minor=1, currency="USD"
    )  # fmt: skip
    found = wire.TimeReport(by="memo", first=FIRST, last=LAST, lines=[line], seconds=1)
    rows = list(csv.reader(io.StringIO(report_files.as_csv(found), newline="")))
    assert rows[1] == [f"'{memo}", "0:00:01", "1", "0", "0", "0", "1", "USD", "2"]


def test_over_http_as_json_csv_and_pdf(
    lived: Weeks, bob: Person, charlie: Person, signed_in: Browser
) -> None:
    asked = f"first={FIRST}&last={LAST}&by=memo"
    browser = signed_in(bob)
    found = browser.get(f"/api/v1/time-report?{asked}").json()
    assert [line["label"] for line in found["lines"]] == ["Form", "Talk"]
    answer = browser.get(f"/api/v1/time-report.csv?{asked}&room={lived.room.public_id}")
    assert answer["Content-Disposition"] == f'attachment; filename="time-{FIRST}-{LAST}.csv"'
    assert answer.content.decode().splitlines()[1] == "Form,5:00:00,18000,0,0,0,22500,USD,2"
    document = pypdfium2.PdfDocument(browser.get(f"/api/v1/time-report.pdf?{asked}").content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    for words in ("Report of time", "2 March 2026 to 31 March 2026", "5:00:00", "$225.00", "Talk"):
        assert words in text
    for path in ("time-report", "time-report.csv", "time-report.pdf"):
        assert signed_in(charlie).get(f"/api/v1/{path}?{asked}&room={uuid4()}").status_code == 404
        assert browser.get(f"/api/v1/{path}?{asked.replace('memo', 'mood')}").status_code == 422
        assert browser.get(f"/api/v1/{path}?first=2026-02-30&last={LAST}").status_code == 422
        assert Client().get(f"/api/v1/{path}?{asked}").status_code == 401

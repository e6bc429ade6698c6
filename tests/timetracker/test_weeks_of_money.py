"""Each cent of a bill leads to the week that it is for, and the week to each movement of its money."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collab.accounts.models import Person
from collab.billing import actions
from collab.billing.models import Payment, Release
from tests.timetracker.billed import AVAILABLE, LOCK, MONDAY, Weeks, monday_after, on, work

pytestmark = pytest.mark.django_db(transaction=True)
migration = import_module("collab.timetracker.migrations.0007_weeks_of_payments")
Browser = Callable[[Person], Client]
NEXT = monday_after(1)
LISTS = ("payments", "releases", "papers", "ledger")


@pytest.fixture
def billed(weeks: Weeks) -> Weeks:
    """Two weeks: the charge of the first failed before it was paid, and some of it was given back."""
    weeks.card("declined")
    weeks.works(2)
    weeks.works(1, monday=NEXT)
    work(LOCK)
    weeks.card()
    with on(AVAILABLE):
        first = Release.objects.order_by("pk")[0]
        actions.refund_release(weeks.seat(weeks.bob), None, release=first.public_id, minor=1_000)
    work(AVAILABLE + timedelta(weeks=2))
    return weeks


def got(browser: Client, weeks: Weeks, rest: str) -> list[dict[str, Any]]:
    answer = browser.get(f"/api/v1/rooms/{weeks.room.public_id}/{rest}")
    assert answer.status_code == 200, answer.content
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_all_of_its_money_names_its_week(billed: Weeks, signed_in: Browser) -> None:
    for name in LISTS:
        items = got(signed_in(billed.alice), billed, name)
        assert {item["week"] for item in items} == {str(MONDAY), str(NEXT)}
        for item in items:
            # A refund is named by what it gives back.
            assert f"{date.fromisoformat(item['week']):%-d %B %Y}" in str(item)
    assert Payment.objects.filter(week=MONDAY, kind="bill", state="failed").exists()


def test_what_moved_for_a_week_is_told_alone(billed: Weeks, signed_in: Browser) -> None:
    browser = signed_in(billed.bob)
    whole = got(browser, billed, "ledger")
    for monday in (MONDAY, NEXT):
        found = got(browser, billed, f"ledger?week={monday}")
        assert found == [item for item in whole if item["week"] == str(monday)]
    assert [item["cause"].partition(":")[0] for item in got(browser, billed, f"ledger?week={MONDAY}")] == [
        "refund", "available", "bill",
    ]  # fmt: skip
    assert got(browser, billed, f"ledger?week={monday_after(9)}") == []


def test_over_all_contracts_too(billed: Weeks, signed_in: Browser) -> None:
    answer = signed_in(billed.bob).get("/api/v1/me/ledger?account=pending&currency=USD")
    assert {item["week"] for item in answer.json()["items"]} == {str(MONDAY), str(NEXT)}


def test_a_page_asks_no_more_questions_where_there_are_more_weeks(billed: Weeks, signed_in: Browser) -> None:
    browser = signed_in(billed.bob)
    for name in ("releases", "ledger"):
        got(browser, billed, name)
        with CaptureQueriesContext(connection) as one:
            assert len(got(browser, billed, f"{name}?limit=1")) == 1
        with CaptureQueriesContext(connection) as many:
            assert len(got(browser, billed, name)) > 1
        assert len(many) == len(one)


@pytest.mark.parametrize("week", ["", "yesterday", "2026-02-30", "7"])
def test_a_week_that_is_none_is_refused(billed: Weeks, signed_in: Browser, week: str) -> None:
    answer = signed_in(billed.bob).get(f"/api/v1/rooms/{billed.room.public_id}/ledger?week={week}")
    assert answer.status_code == 422


def test_payments_of_old_learn_their_weeks(billed: Weeks) -> None:
    known = list(Payment.objects.order_by("pk").values_list("pk", "week"))
    Payment.objects.update(week=None)
    with connection.schema_editor() as editor:
        migration.fill(apps, editor)
    assert list(Payment.objects.order_by("pk").values_list("pk", "week")) == known

"""Contracts by the hour that were there before time was counted get their week of now."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.timetracker.models import Week
from collab.timetracker.rules.weeks import WEEK, begin_of, monday_of
from collab.workrooms import actions as rooms
from tests.timetracker.billed import Weeks, work
from tests.workrooms.story import fixed, hourly, offer, running, seat

pytestmark = pytest.mark.django_db(transaction=True)
migration = import_module("collab.timetracker.migrations.0004_weeks_of_old")


def migrate() -> None:
    with connection.schema_editor() as editor:
        migration.make(apps, editor)


def rows() -> list[tuple[Any, ...]]:
    weeks = Week.objects.order_by("room", "monday").values_list("room", "monday", "state", "limit")
    return [
        *weeks,
        *Due.objects.order_by("room_id", "verb").values_list(
            "verb", "subject", "room_id", "sentence", "due_at"
        ),
    ]


def test_they_get_the_same_week_and_dues_that_an_acceptance_makes(alice: Person, bob: Person) -> None:
    offer(alice, bob.email)
    running(alice, bob, fixed())
    paused, ended = running(alice, bob), running(alice, bob)
    rooms.pause(seat(alice, paused), None)
    rooms.end(seat(alice, ended), None)
    Due.objects.filter(verb="terms.lapse").delete()
    Week.objects.filter(room=ended).delete()
    Due.objects.filter(room_id=ended.pk).delete()
    before = rows()
    assert [row[:2] for row in before[:1]] == [(paused.pk, monday_of(clock.now()))]
    Week.objects.all().delete()
    Due.objects.all().delete()
    for _ in range(2):
        migrate()
    assert rows() == before


def test_such_a_week_is_billed_like_any_other(alice: Person, bob: Person) -> None:
    first = monday_of(clock.now()) + WEEK
    weeks = Weeks(alice, bob, running(alice, bob, hourly(start=first)))
    Week.objects.all().delete()
    Due.objects.all().delete()
    migrate()
    weeks.card()
    weeks.works(2, monday=first)
    work(begin_of(first + WEEK) + timedelta(hours=12))
    assert (weeks.made(first).minor, weeks.made(first).state) == (9_000, "paid")
    assert (weeks.state(first), weeks.state(first + WEEK)) == ("invoiced", "open")

"""Contracts by the hour that were there before time was counted get their week of now."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from collab import clock
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.timetracker.models import Week
from collab.timetracker.rules.weeks import monday_of
from collab.workrooms import actions as rooms
from tests.workrooms.story import fixed, offer, running, seat

pytestmark = pytest.mark.django_db(transaction=True)
migration = import_module("collab.timetracker.migrations.0004_weeks_of_old")


def rows() -> list[tuple[Any, ...]]:
    weeks = Week.objects.order_by("room", "monday").values_list("room", "monday", "state", "limit")
    return [
        *weeks,
        *Due.objects.order_by("room_id", "verb").values_list("verb", "subject", "room_id", "due_at"),
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
        with connection.schema_editor() as editor:
            migration.make(apps, editor)
    assert rows() == before

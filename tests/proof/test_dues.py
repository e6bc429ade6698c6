"""Whoever counts what an agenda has done is shown one that did something twice, or not at all."""

from datetime import timedelta

import pytest
from django.db import transaction

from collab import clock, wire
from collab.agenda.firing import fire_due
from collab.agenda.models import Due
from collab.billing.models import Release
from collab.workrooms.log import locked, publish
from proof import dues

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 8


@pytest.fixture(autouse=True)
def _made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dues, "ROOMS", 2)
    dues.make(ROWS)


def test_what_was_fired_once_is_done() -> None:
    with clock.at(clock.now() + timedelta(seconds=1)):
        while fire_due():
            pass
    assert dues.count() == {"left": 0, "done": ROWS, "doubles": 0, "missing": 0, "odd": []}


def test_what_was_not_fired_is_missing() -> None:
    found = dues.count()
    assert (found["left"], found["done"], found["missing"]) == (ROWS, 0, ROWS)
    Due.objects.all().delete()
    assert dues.count()["missing"] == ROWS


def test_what_was_told_twice_is_a_double() -> None:
    while fire_due():
        pass
    release = Release.objects.filter(title="Held").earliest("pk")
    with transaction.atomic():
        told = wire.MoneyAvailable(id=release.public_id)
        publish(locked(release.room_id), told, by=None, at=clock.now())
    assert dues.count()["doubles"] == 1

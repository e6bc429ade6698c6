"""The log only grows, and everything in it can be read again."""

import pytest
from django.db import IntegrityError, connection, transaction

from collab import wire
from collab.accounts.models import Person
from collab.workrooms import actions, log
from collab.workrooms.hints import Hint
from collab.workrooms.models import Event, Room
from tests.workrooms.story import hourly, seat


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workrooms_event SET kind = 'nothing'",
        "UPDATE workrooms_event SET seq = seq + 100",
        "DELETE FROM workrooms_event WHERE seq = 1",
        "DELETE FROM workrooms_event",
    ],
)
def test_the_database_refuses_to_change_or_remove_events(running: Room, statement: str) -> None:
    before = list(Event.objects.order_by("seq").values_list())
    with (
        pytest.raises(IntegrityError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(Event.objects.order_by("seq").values_list()) == before


@pytest.mark.django_db(transaction=True)
def test_postgresql_refuses_to_truncate_events(running: Room) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(IntegrityError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE workrooms_event CASCADE")


def test_the_models_cannot_change_or_remove_events_either(running: Room) -> None:
    event = Event.objects.get(room=running, seq=1)
    event.kind = "nothing"
    for change in (
        event.save,
        Event.objects.filter(seq=1).delete,
        lambda: Event.objects.update(kind="nothing"),
    ):
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            change()
    assert Event.objects.get(room=running, seq=1).kind == "contract.offered"


def test_a_number_is_given_once(running: Room, alice: Person) -> None:
    first = Event.objects.get(room=running, seq=1)
    twin = Event(room=running, seq=1, at=first.at, by=alice, kind="contract.paused", data={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.bulk_create([twin])


def test_since_answers_what_came_after_in_order_and_by_the_page(running: Room) -> None:
    assert [event.seq for event in log.since(running, 0)] == [1, 2, 3, 4]
    assert [event.seq for event in log.since(running, 1, 2)] == [2, 3]
    assert log.since(running, 4) == []


def test_every_event_fits_its_type(alice: Person, bob: Person, running: Room) -> None:
    actions.propose_terms(seat(alice, running), None, terms=hourly(rate=5000))
    actions.accept_terms(seat(bob, running), None, version=2)
    types = {data.kind: data for data in wire.EVENTS}
    for event in log.since(running, 0):
        types[event.kind].model_validate_json(
            wire.Event.model_validate(event).model_dump_json(include={"data"})[8:-1]
        )


def test_reading_does_not_move_a_room_up(alice: Person, running: Room) -> None:
    before = Room.objects.get(pk=running.pk)
    with transaction.atomic():
        log.publish(log.lock(seat(alice, running)), wire.ReadMarked(seq=1), by=alice)
    after = Room.objects.get(pk=running.pk)
    assert (after.head, after.last_at) == (before.head + 1, before.last_at)


def test_hints_leave_only_after_the_commit_and_a_lost_one_fails_nothing(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    heard: list[Hint] = []

    def announcer(hint: Hint) -> None:
        heard.append(hint)
        raise ConnectionError("the layer is down")

    monkeypatch.setattr("collab.workrooms.hints.announcer", announcer)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.pause(seat(alice, running), None)
        assert heard == []
    assert [hint.rooms for hint in heard] == [(running.pk,)]

"""What was handed in is never swapped."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from collab.accounts.models import Person
from collab.errors import Conflict, NotFound
from collab.files import actions
from collab.files.cards import card_of
from collab.files.models import Chore, FrozenSet, Pin, Version
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.files.bringing import brought, version
from tests.files.freezing import handed_in
from tests.flush import without_triggers
from tests.workrooms import story

REFUSED = (IntegrityError, InternalError)


def test_versions_are_pinned_by_hash_and_both_are_told(alice: Person, bob: Person, running: Room) -> None:
    one, two = brought(alice, running, "a"), brought(bob, running, "b", body=b"other")
    running.refresh_from_db()
    made = handed_in(bob, running, one, two)
    assert [(pin.version_id, pin.sha256) for pin in made.pins.order_by("pk")] == [
        (one.pk, one.sha256),
        (two.pk, two.sha256),
    ]
    events = since(running, running.head)
    assert [event.kind for event in events] == ["file.changed"] * 2
    assert all(event.data["version"]["frozen"] for event in events)
    assert {chore.version_id for chore in Chore.objects.filter(verb="hold")} == {one.pk, two.pk}


def test_again_in_another_set_is_fine_and_no_news(alice: Person, running: Room) -> None:
    mine = brought(alice, running)
    first = handed_in(alice, running, mine)
    running.refresh_from_db()
    assert handed_in(alice, running, mine, mine).pins.count() == 1
    assert since(running, running.head) == []
    assert version(mine.public_id).frozen_at == first.at


def test_a_new_version_leaves_the_pinned_one_as_it_is(alice: Person, running: Room) -> None:
    mine = brought(alice, running)
    handed_in(alice, running, mine)
    after = brought(alice, running, body=b"better", version_of=mine.file.public_id)
    assert card_of(mine).frozen
    assert not card_of(after).frozen
    assert Pin.objects.get().sha256 == version(mine.public_id).sha256 != after.sha256


def test_only_what_is_there_and_sound_can_be_handed_in(alice: Person, bob: Person, running: Room) -> None:
    gone, damaged, elsewhere = (
        brought(alice, running, "a"), brought(alice, running, "b"), brought(alice, story.running(bob, alice)),
    )  # fmt: skip
    actions.delete_file(story.seat(alice, running), None, file=gone.file.public_id)
    Version.objects.filter(pk=damaged.pk).update(damaged_at=damaged.at)
    for one, code in ((gone, "file.deleted"), (damaged, "file.damaged"), (elsewhere, "file.not_found")):
        with pytest.raises((Conflict, NotFound)) as why:
            handed_in(alice, running, one)
        assert why.value.code == code
    assert not FrozenSet.objects.exists()


def test_the_database_lets_nobody_change_it(alice: Person, running: Room) -> None:
    mine = brought(alice, running)
    made = handed_in(alice, running, mine)
    for change in (
        lambda: Pin.objects.update(sha256="0" * 64),
        lambda: Pin.objects.filter(frozen_set=made)._raw_delete("default"),
        lambda: FrozenSet.objects.update(cause="other"),
        lambda: Version.objects.filter(pk=mine.pk).update(sha256="0" * 64),
        lambda: Version.objects.filter(pk=mine.pk).update(key="files/other"),
        lambda: Version.objects.filter(pk=mine.pk).update(size=1),
        lambda: Version.objects.filter(pk=mine.pk)._raw_delete("default"),
    ):
        with pytest.raises(REFUSED), transaction.atomic():
            change()
    assert Pin.objects.get().sha256 == mine.sha256


def test_only_without_the_triggers_could_it_be_changed(alice: Person, running: Room) -> None:
    """Else the test above would prove nothing."""
    handed_in(alice, running, brought(alice, running))
    with without_triggers(connection):
        assert Pin.objects.update(sha256="0" * 64) == 1

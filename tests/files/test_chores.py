"""What is still to be done for files: added with what makes it necessary, done by one worker at a time."""

from functools import partial

import pytest

from collab import limits
from collab.accounts.models import Person
from collab.files import chores
from collab.files.models import Chore, Version
from collab.workrooms.models import Room
from tests.files.bringing import brought
from tests.workrooms.racing import at_once
from tests.workrooms.story import later


@pytest.fixture
def version(alice: Person, running: Room) -> Version:
    """A text of Alice's, for which nothing is to be done any more."""
    made = brought(alice, running)
    Chore.objects.all().delete()
    return made


def test_a_new_text_is_to_be_read_back_and_drawn(alice: Person, running: Room) -> None:
    made = brought(alice, running)
    assert set(Chore.objects.filter(version=made).values_list("verb", flat=True)) == {"check", "preview"}


def test_one_that_waits_already_is_enough(version: Version) -> None:
    chores.add("check", version=version)
    chores.add("check", version=version)
    assert Chore.objects.count() == 1


def test_every_removal_is_another(version: Version) -> None:
    chores.add("remove", key="files/a")
    chores.add("remove", key="files/b")
    assert [chore.key for chore in chores.claim(5)] == ["files/a", "files/b"]


def test_what_was_claimed_is_nobody_elses_until_the_lease_ends(version: Version) -> None:
    chores.add("check", version=version)
    [mine] = chores.claim(1)
    assert (mine.version, mine.tries) == (version, 1)
    assert chores.claim(1) == []
    with later(seconds=limits.CHORE_LEASE_SECONDS + 1):
        [again] = chores.claim(1)
    assert (again.pk, again.tries) == (mine.pk, 2)


def test_whoever_is_still_at_it_keeps_it(version: Version) -> None:
    chores.add("check", version=version)
    [mine] = chores.claim(1)
    with later(seconds=limits.CHORE_LEASE_SECONDS - 1):
        assert chores.keep(mine)
    with later(seconds=limits.CHORE_LEASE_SECONDS + 1):
        assert chores.claim(1) == []
    assert chores.done(mine)
    assert not Chore.objects.exists()


def test_whoever_took_too_long_has_it_no_more(version: Version) -> None:
    chores.add("check", version=version)
    [slow] = chores.claim(1)
    with later(seconds=limits.CHORE_LEASE_SECONDS + 1):
        [quick] = chores.claim(1)
        assert not chores.keep(slow)
        assert not chores.done(slow)
        chores.again(slow, "too late to say")
    assert not Chore.objects.exclude(trouble="").exists()
    assert chores.done(quick)


def test_only_the_verbs_that_were_asked_for_are_claimed(version: Version) -> None:
    chores.add("check", version=version)
    assert chores.claim(1, ["preview", "remove"]) == []
    assert [chore.verb for chore in chores.claim(1, ["check"])] == ["check"]


def test_what_is_due_later_is_not_claimed_now(version: Version) -> None:
    chores.add("remove", key="quarantine/a", wait=60)
    assert chores.claim(1) == []
    with later(seconds=61):
        assert len(chores.claim(1)) == 1


def test_what_fails_is_tried_ever_more_seldom_but_for_ever(version: Version) -> None:
    chores.add("remove", key="files/a")
    waits = []
    hours = 0.0
    for _ in range(limits.CHORE_TRIES + 6):
        with later(hours=hours):
            [chore] = chores.claim(1)
            claimed_until = chore.due_at
            assert not chores.hopeless(chore)
            chores.again(chore, "The file storage is in a bad mood." * 20)
        row = Chore.objects.get()
        waits.append(row.due_at - claimed_until)
        assert row.trouble.startswith("The file storage is in a bad mood.")
        assert len(row.trouble) == chores.TROUBLE_CHARS
        hours += 2
    assert waits[0] < waits[1] < waits[2]
    assert waits[-1].total_seconds() < limits.CHORE_SELDOM_SECONDS


def test_a_try_that_could_not_even_begin_does_not_count(version: Version) -> None:
    chores.add("preview", version=version)
    for hours in range(3 * limits.CHORE_TRIES):
        with later(hours=hours):
            [chore] = chores.claim(1)
            assert not chores.hopeless(chore)
            chores.release(chore, "down", wait=5)


def test_a_preview_that_failed_often_enough_is_hopeless(version: Version) -> None:
    chores.add("preview", version=version)
    seen = []
    for hours in range(limits.CHORE_TRIES + 1):
        with later(hours=2 * hours):
            [chore] = chores.claim(1)
            seen.append(chores.hopeless(chore))
            chores.again(chore, "slow")
    assert seen == [False] * limits.CHORE_TRIES + [True]


def test_tries_are_counted_no_further_than_their_column_goes(version: Version) -> None:
    chores.add("check", version=version)
    Chore.objects.update(tries=limits.CHORE_TRIES_COUNTED)
    [chore] = chores.claim(1)
    assert chore.tries == limits.CHORE_TRIES_COUNTED


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_once_never_take_the_same(version: Version) -> None:
    for number in range(30):
        chores.add("remove", key=f"files/{number}")
    taken = at_once([partial(chores.claim, 5)] * 6)
    keys = [chore.key for each in taken if isinstance(each, list) for chore in each]
    assert len(keys) == len(set(keys))
    rest = [chore.key for chore in chores.claim(30)]
    assert sorted(keys + rest) == sorted(f"files/{number}" for number in range(30))

"""Removing bytes for good."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, NotFound
from collab.files import actions
from collab.files.models import Chore, Preview, Version
from collab.wire import GuestRole
from collab.workrooms import actions as contract
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.files.bringing import brought, check_sums, version
from tests.files.freezing import handed_in
from tests.workrooms import story

Browser = Callable[[Person], Client]


def test_a_tombstone_stays_and_the_bytes_go(
    alice: Person, bob: Person, running: Room, signed_in: Browser
) -> None:
    mine = brought(alice, running, "a.png", type="image/png", body=b"bytes", note="Draft")
    Version.objects.filter(pk=mine.pk).update(preview="made")
    Preview.objects.create(version=mine, kind="thumbnail", key="previews/x/thumbnail", width=1, height=1)
    path = f"/api/v1/rooms/{running.public_id}/files/{mine.file.public_id}"
    answer = signed_in(alice).delete(f"{path}/versions/1")
    assert answer.status_code == 200
    (stone,) = signed_in(bob).get(path).json()["versions"]
    kept = (stone["name"], stone["size"], stone["sha256"], stone["note"], stone["deleted_by"])
    assert kept == ("a.png", 5, mine.sha256, "Draft", str(alice.public_id))
    assert stone["deleted_at"] == answer.json()["at"]
    assert (stone["preview"], stone["previews"]) == ("none", [])
    removed = set(Chore.objects.filter(verb="remove").values_list("key", flat=True))
    assert {mine.key, "previews/x/thumbnail"} <= removed
    check_sums(running)


def test_both_sides_are_told(alice: Person, running: Room) -> None:
    mine = brought(alice, running)
    running.refresh_from_db()
    done = actions.delete_version(story.seat(alice, running), None, file=mine.file.public_id, number=1)
    (event,) = since(running, running.head)
    assert (event.kind, event.seq, event.by) == ("file.deleted", done.seq, alice.public_id)
    assert event.data["version"]["deleted_at"] is not None
    # What was told before is told as it stands now.
    assert since(running, running.head - 1)[0].data["version"]["deleted_at"] is not None


def test_nobody_reads_it_back_any_more_and_who_draws_it_is_left_to_clear_up(
    alice: Person, running: Room
) -> None:
    mine = brought(alice, running)
    actions.delete_version(story.seat(alice, running), None, file=mine.file.public_id, number=1)
    assert [chore.verb for chore in Chore.objects.filter(version=mine)] == ["preview"]


def test_an_older_version_stands_for_the_file_then(alice: Person, running: Room) -> None:
    first = brought(alice, running, body=b"12345")
    file = first.file.public_id
    second = brought(alice, running, body=b"1234567", version_of=file)
    seat = story.seat(alice, running)
    actions.delete_version(seat, None, file=file, number=2)
    assert (version(first.public_id).shown, version(second.public_id).shown) == (True, False)
    check_sums(running)
    actions.delete_version(seat, None, file=file, number=1)
    assert (version(first.public_id).shown, version(second.public_id).shown) == (False, True)
    check_sums(running)


def test_a_whole_file_goes_with_all_versions_in_one_step(alice: Person, running: Room) -> None:
    first = brought(alice, running)
    for _ in range(2):
        brought(alice, running, version_of=first.file.public_id)
    running.refresh_from_db()
    done = actions.delete_file(story.seat(alice, running), None, file=first.file.public_id)
    events = since(running, running.head)
    assert [event.kind for event in events] == ["file.deleted"] * 3
    assert events[-1].seq == done.seq
    assert not Version.objects.filter(deleted_at=None).exists()
    check_sums(running)


def test_twice_is_a_conflict_and_a_repeat_is_not(alice: Person, running: Room) -> None:
    file, seat, key = brought(alice, running).file.public_id, story.seat(alice, running), uuid4()
    first = actions.delete_version(seat, key, file=file, number=1)
    assert actions.delete_version(seat, key, file=file, number=1) == first
    for again in (
        lambda: actions.delete_version(seat, uuid4(), file=file, number=1),
        lambda: actions.delete_file(seat, uuid4(), file=file),
    ):
        with pytest.raises(Conflict) as why:
            again()
        assert why.value.code == "file.deleted"


def test_what_was_handed_in_stays(alice: Person, bob: Person, running: Room) -> None:
    first = brought(alice, running)
    brought(alice, running, version_of=first.file.public_id)
    handed_in(alice, running, first)
    seat, file = story.seat(alice, running), first.file.public_id
    for delete in (
        lambda: actions.delete_version(seat, None, file=file, number=1),
        lambda: actions.delete_file(seat, None, file=file),
    ):
        with pytest.raises(Conflict) as why:
            delete()
        assert why.value.code == "file.frozen"
    assert not Version.objects.exclude(deleted_at=None).exists()
    actions.delete_version(seat, None, file=file, number=2)


def test_not_even_by_hand(alice: Person, running: Room) -> None:
    first = brought(alice, running)
    handed_in(alice, running, first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=first.pk).update(deleted_at=first.at, deleted_by=alice)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("alice", True), ("client's manager", False), ("client's observer", False), ("bob", False),
        ("freelancer's manager", False), ("the same manager", True),
    ],
)  # fmt: skip
def test_one_deletes_ones_own_and_a_party_what_its_side_brought(
    who: str, may: bool, alice: Person, bob: Person, running: Room
) -> None:
    def guest(host: Person, role: GuestRole, name: str) -> Person:
        return story.guest(host, running, role, name)

    bringer = guest(alice, "manager", "Dana")
    people = {
        "alice": alice, "bob": bob, "the same manager": bringer,
        "client's manager": guest(alice, "manager", "Eve"), "client's observer": guest(alice, "observer", "Finn"),
        "freelancer's manager": guest(bob, "manager", "Gus"),
    }  # fmt: skip
    file = brought(bringer, running).file.public_id
    seat = story.seat(people[who], running)
    if may:
        assert actions.delete_file(seat, None, file=file)
        return
    for delete in (
        lambda: actions.delete_file(seat, None, file=file),
        lambda: actions.delete_version(seat, None, file=file, number=1),
    ):
        with pytest.raises(Forbidden) as why:
            delete()
        assert why.value.code == ("role.may_not" if "observer" in who else "file.not_yours")
    assert Version.objects.get().deleted_at is None


def test_whose_side_it_was_is_known_after_they_left(alice: Person, bob: Person, running: Room) -> None:
    dana = story.guest(alice, running, "manager")
    file = brought(dana, running).file.public_id
    contract.remove_member(story.seat(alice, running), None, person=dana.public_id)
    with pytest.raises(Forbidden):
        actions.delete_file(story.seat(bob, running), None, file=file)
    assert actions.delete_file(story.seat(alice, running), None, file=file)


def test_a_file_with_a_version_of_the_other_side_is_not_deleted_as_a_whole(
    alice: Person, bob: Person, running: Room
) -> None:
    file = brought(alice, running).file.public_id
    brought(bob, running, version_of=file)
    with pytest.raises(Forbidden):
        actions.delete_file(story.seat(alice, running), None, file=file)
    assert not Version.objects.exclude(deleted_at=None).exists()
    actions.delete_version(story.seat(alice, running), None, file=file, number=1)


def test_what_is_not_there_is_not_found(
    alice: Person, bob: Person, charlie: Person, running: Room, signed_in: Browser
) -> None:
    mine, elsewhere = brought(alice, running), brought(alice, story.running(bob, alice))
    browser, room = signed_in(alice), f"/api/v1/rooms/{running.public_id}/files"
    for path in (
        f"/{mine.file.public_id}/versions/2", f"/{uuid4()}", f"/{uuid4()}/versions/1",
        f"/{elsewhere.file.public_id}", f"/{elsewhere.file.public_id}/versions/1",
    ):  # fmt: skip
        answer = browser.delete(room + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "file.not_found"), path
    for path in (f"/{mine.file.public_id}/versions/0", f"/{mine.file.public_id}/versions/{2**40}", "/x"):
        assert browser.delete(room + path).status_code == 422, path
    answer = signed_in(charlie).delete(f"{room}/{mine.file.public_id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "room.not_found")
    with pytest.raises(NotFound):
        actions.delete_file(story.seat(alice, running), None, file=elsewhere.file.public_id)


def test_after_the_contract_nothing_is_deleted(alice: Person, running: Room) -> None:
    file = brought(alice, running).file.public_id
    contract.end(story.seat(alice, running), None)
    with pytest.raises(Conflict) as why:
        actions.delete_file(story.seat(alice, running), None, file=file)
    assert why.value.code == "room.closed"

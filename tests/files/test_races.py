"""Several at the same moment: one after the other, each on what the other left."""

from functools import partial
from uuid import uuid4

import pytest
from pytest_django import Settings

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.chat.actions import post_with_files
from collab.errors import Refused
from collab.files import actions, delivery, storage
from collab.files.models import Chore, File, Upload, Version
from collab.files.usage import usage_of
from collab.workrooms.models import Event, Room
from tests.files.bringing import BODY, TEXT, brought, check_sums, draft, finished, started, version
from tests.files.freezing import handed_in
from tests.files.sending import LARGE
from tests.workrooms import story
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def check_log(room: Room) -> None:
    seqs = list(Event.objects.filter(room=room).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, Room.objects.get(pk=room.pk).head + 1))


def codes(answers: list[object]) -> list[str]:
    return sorted(answer.code for answer in answers if isinstance(answer, Refused))


def test_of_many_finishes_at_once_one_makes_the_file(alice: Person, running: Room, store: str) -> None:
    upload, seat = started(alice, running), story.seat(alice, running)
    storage.put(upload.quarantine, BODY, "text/plain")
    answers = at_once([partial(delivery.finish, seat, uuid4(), upload.public_id)] * 4)
    assert answers == [answers[0]] * 4
    assert isinstance(answers[0], wire.Uploaded)
    assert Version.objects.count() == 1
    check_sums(running)
    check_log(running)


def test_the_same_finish_many_times_at_once_happens_once(alice: Person, running: Room) -> None:
    upload, seat, key = started(alice, running), story.seat(alice, running), uuid4()
    answers = at_once([partial(actions.finish_upload, seat, key, TEXT, upload=upload.public_id)] * 4)
    assert answers == [answers[0]] * 4
    assert Version.objects.count() == 1


def test_finishing_and_cancelling_at_once_is_one_of_both(alice: Person, running: Room) -> None:
    for number in range(ROUNDS):
        upload, seat = started(alice, running, f"{number}"), story.seat(alice, running)
        answers = at_once(
            [
                partial(actions.finish_upload, seat, None, TEXT, upload=upload.public_id),
                partial(actions.cancel_upload, seat, None, upload=upload.public_id),
            ]
        )
        assert codes(list(answers)) == ["upload.ended"]
        upload.refresh_from_db()
        assert (upload.ended == "finished") is Version.objects.filter(name=str(number)).exists()
        # Its bytes are removed exactly when it is no file.
        assert Chore.objects.filter(verb="remove", key=upload.key).exists() is (upload.ended == "cancelled")
    check_sums(running)
    check_log(running)


def test_finishing_and_expiring_at_once_is_one_of_both(alice: Person, running: Room) -> None:
    for number in range(ROUNDS):
        upload, seat = started(alice, running, f"{number}"), story.seat(alice, running)
        finish = partial(actions.finish_upload, seat, None, TEXT, upload=upload.public_id)
        expire = partial(actions.expire_uploads, upload.expires_at)
        finished_or_not, *_ = at_once([finish, expire, expire])
        upload.refresh_from_db()
        assert upload.ended == ("expired" if isinstance(finished_or_not, Refused) else "finished")
    check_log(running)


def test_starting_the_same_name_at_once_loses_nothing(alice: Person, bob: Person, running: Room) -> None:
    seats = [story.seat(person, running) for person in (alice, bob)]
    created = at_once([partial(actions.start_upload, seat, None, draft=draft("plan.txt")) for seat in seats])
    assert all(isinstance(answer, wire.Created) for answer in created)
    uploads = [Upload.objects.get(person=person) for person in (alice, bob)]
    at_once(
        [
            partial(actions.finish_upload, seat, None, TEXT, upload=upload.public_id)
            for seat, upload in zip(seats, uploads, strict=True)
        ]
    )
    assert File.objects.get().newest == 2
    assert sorted(Version.objects.values_list("number", "shown")) == [(1, False), (2, True)]
    check_sums(running)
    check_log(running)


def test_the_last_space_in_a_room_is_given_once(
    alice: Person, bob: Person, running: Room, settings: Settings
) -> None:
    settings.ROOM_FILES_BYTES = 1000
    seats = [story.seat(person, running) for person in (alice, bob)] * 2
    answers = at_once(
        [
            partial(actions.start_upload, seat, None, draft=draft(f"{number}", size=600))
            for number, seat in enumerate(seats)
        ]
    )
    assert codes(list(answers)) == ["quota.room"] * 3
    assert usage_of(running, alice).room_used == 600


def test_the_last_space_of_a_person_is_given_once_though_in_many_rooms(
    alice: Person, bob: Person, running: Room, settings: Settings
) -> None:
    settings.PERSON_FILES_BYTES = 1000
    rooms = [running, *(story.running(bob, alice) for _ in range(3))]
    answers = at_once(
        [
            partial(actions.start_upload, story.seat(alice, room), None, draft=draft("a", size=600))
            for room in rooms
        ]
    )
    assert codes(list(answers)) == ["quota.person"] * 3
    assert usage_of(running, alice).mine_used == 600


def test_no_more_are_under_way_than_allowed_though_in_many_rooms(
    alice: Person, bob: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UPLOADS_OPEN", 2)
    rooms = [running, *(story.running(bob, alice) for _ in range(3))]
    answers = at_once(
        [partial(actions.start_upload, story.seat(alice, room), None, draft=draft("a")) for room in rooms]
    )
    assert codes(list(answers)) == ["upload.too_many"] * 2


def test_deleting_and_attaching_at_once_ends_in_a_tombstone_either_way(
    alice: Person, bob: Person, running: Room
) -> None:
    for number in range(ROUNDS):
        mine = brought(alice, running, f"{number}")
        _, posted = at_once(
            [
                partial(
                    actions.delete_file, story.seat(alice, running), None, file=mine.file.public_id
                ),
                partial(
                    post_with_files, story.seat(bob, running), None, text="", reply_to=None,
                    files=[mine.public_id],
                ),
            ]
        )  # fmt: skip
        now = version(mine.public_id)
        assert now.deleted_at is not None
        if isinstance(posted, Refused):
            assert (posted.code, now.said_seq) == ("file.deleted", now.added_seq)
        else:
            assert now.said_seq == posted.seq
    check_sums(running)
    check_log(running)


def test_deleting_and_handing_in_at_once_is_one_of_both(alice: Person, running: Room) -> None:
    for number in range(ROUNDS):
        mine = brought(alice, running, f"{number}")
        seat = story.seat(alice, running)
        answers = at_once(
            [
                partial(actions.delete_file, seat, None, file=mine.file.public_id),
                partial(handed_in, alice, running, mine),
            ]
        )
        assert codes(list(answers)) in (["file.deleted"], ["file.frozen"])
        now = version(mine.public_id)
        assert (now.deleted_at is None) is (now.frozen_at is not None)
    check_sums(running)


def test_deleting_the_same_at_once_is_one_deletion(alice: Person, running: Room) -> None:
    mine, seat = brought(alice, running), story.seat(alice, running)
    answers = at_once(
        [
            partial(actions.delete_file, seat, None, file=mine.file.public_id),
            partial(actions.delete_version, seat, None, file=mine.file.public_id, number=1),
        ]
    )
    assert codes(list(answers)) == ["file.deleted"]
    check_sums(running)
    check_log(running)


def test_bringing_and_deleting_versions_at_once_shows_the_right_one(
    alice: Person, bob: Person, running: Room
) -> None:
    first = brought(alice, running)
    file = first.file.public_id
    for _ in range(ROUNDS):
        upload = started(bob, running, version_of=file)
        newest = Version.objects.filter(file=first.file).order_by("-number").first()
        assert newest is not None
        at_once(
            [
                partial(finished, bob, upload),
                partial(
                    actions.delete_version,
                    story.seat(newest.by, running),
                    None,
                    file=file,
                    number=newest.number,
                ),
            ]
        )
        (shown,) = Version.objects.filter(file=first.file, shown=True)
        assert (shown.number, shown.deleted_at) == (newest.number + 1, None)
    check_sums(running)
    check_log(running)


def test_of_many_who_ask_how_to_go_on_at_once_all_go_on_with_one(
    alice: Person, running: Room, store: str
) -> None:
    upload = started(alice, running, body=LARGE)

    def plan() -> str:
        mine = Upload.objects.select_related("person", "room").get(pk=upload.pk)
        delivery.plan(mine)
        return mine.multipart

    answers = at_once([plan] * 4)
    upload.refresh_from_db()
    assert answers == [upload.multipart] * 4
    assert upload.multipart


def test_several_workers_give_up_an_upload_once(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    answers = at_once([partial(actions.expire_uploads, upload.expires_at)] * 4)
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [0, 0, 0, 1]
    assert clock.now() < upload.expires_at
    check_log(running)

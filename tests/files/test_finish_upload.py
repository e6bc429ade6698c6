"""From bytes in storage to a version of a file: on the real S3 server."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from collab import limits, wire
from collab.accounts.models import Person
from collab.errors import Conflict
from collab.files import actions, delivery, storage
from collab.files.actions.uploads import my_upload
from collab.files.models import Chore, File, Upload, Version
from collab.workrooms import actions as contract
from collab.workrooms.log import since
from collab.workrooms.models import Room
from tests.files.bringing import TEXT, brought, check_sums, finished, started
from tests.files.sending import LARGE, Sender, sent
from tests.workrooms import story

Browser = Callable[[Person], Client]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01" + bytes(100)
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def hers(alice: Person, running: Room, signed_in: Browser) -> Sender:
    return Sender(signed_in(alice), running)


@pytest.mark.parametrize("body", [PNG, b""])
def test_a_small_file_arrives(body: bytes, alice: Person, running: Room, hers: Sender) -> None:
    hers.send("picture.pdf", body, type="application/pdf", note="Look")
    status, answer = hers.finish()
    assert status == 200
    version = wire.FileVersion.model_validate(answer["version"])
    assert (version.name, version.size, version.note, version.number) == ("picture.pdf", len(body), "Look", 1)
    assert (version.type, version.kind) == (
        ("image/png", "image") if body else ("application/octet-stream", "other")
    )
    assert version.preview == ("waiting" if body else "none")
    assert storage.read(Version.objects.get().key, 1000) == body
    assert (version.by, version.said, answer["seq"]) == (alice.public_id, answer["seq"], running.head + 3)
    check_sums(running)


def test_a_large_file_arrives_in_parts_of_any_order(running: Room, hers: Sender) -> None:
    plan = hers.start("disk.img", LARGE)
    assert plan["parts"] == 3
    hers.send_parts(plan, LARGE, [3, 1])
    status, problem = hers.finish()
    assert (status, problem["code"]) == (409, "upload.incomplete")
    there = hers.browser.get(f"/api/v1{hers.path}/{hers.upload}").json()["there"]
    assert [part["number"] for part in there] == [1, 3]
    hers.send_parts(plan, LARGE, [2, 1])
    status, answer = hers.finish()
    assert status == 200, answer
    assert answer["version"]["size"] == len(LARGE)
    assert b"".join(storage.chunks(Version.objects.get().key)) == LARGE


def test_it_is_told_as_two_events_and_both_read_the_same(
    bob: Person, running: Room, hers: Sender, signed_in: Browser
) -> None:
    hers.send("a.txt", b"Hello")
    _, answer = hers.finish()
    _, ended, added = since(running, running.head)
    assert (ended.kind, ended.data) == ("upload.ended", {"upload": hers.upload, "how": "finished"})
    assert (added.kind, added.seq) == ("file.added", answer["seq"])
    assert added.data["version"]["id"] == answer["version"]["id"]
    listed = signed_in(bob).get(f"/api/v1/rooms/{running.public_id}/files").json()
    assert listed["items"] == [answer["version"]]


def test_the_worker_gets_what_is_to_be_done(hers: Sender) -> None:
    hers.send("a.png", PNG)
    hers.finish()
    upload = Upload.objects.get()
    verbs = {(chore.verb, chore.key) for chore in Chore.objects.all()}
    assert verbs == {("check", ""), ("preview", ""), ("remove", upload.quarantine)}
    hers.send("a.zip", b"PK\x03\x04\x00")
    hers.finish()
    assert Chore.objects.filter(verb="preview").count() == 1


def test_again_gives_the_same_again_whatever_the_key(hers: Sender, alice: Person, running: Room) -> None:
    hers.send("a.txt", b"Hello")
    key = uuid4()
    first = hers.finish(key)
    assert hers.finish(key) == first
    assert hers.finish() == first
    contract.end(story.seat(alice, running), None)
    assert hers.finish(key) == first
    assert hers.finish() == first
    assert Version.objects.count() == 1


def test_before_the_bytes_it_waits_for_them(hers: Sender) -> None:
    for body in (b"Hello", LARGE):
        hers.start(f"{len(body)}.bin", body)
        status, problem = hers.finish()
        assert (status, problem["code"]) == (409, "upload.incomplete")
        assert problem["detail"].endswith(".")
    assert not Version.objects.exists()


def test_a_refusal_is_not_kept_under_the_key(hers: Sender) -> None:
    plan, key = hers.start("a.txt", b"Hello"), uuid4()
    assert hers.finish(key)[0] == 409
    sent(plan["put"], b"Hello")
    assert hers.finish(key)[0] == 200


def test_storage_takes_no_other_bytes_and_what_got_there_otherwise_is_refused(hers: Sender) -> None:
    plan = hers.start("a.txt", b"Hello")
    for body in (b"Other", b"Hell", b"Hello!", b""):
        assert not sent(plan["put"], body).is_success
    assert hers.finish()[1]["code"] == "upload.incomplete"
    for body in (b"Hell", b"Other"):
        storage.put(Upload.objects.get().quarantine, body, "text/plain")
        status, problem = hers.finish()
        assert (status, problem["code"]) == (422, "upload.other_bytes")
    assert not Version.objects.exists()


def test_parts_of_other_sizes_are_no_parts_of_it(hers: Sender) -> None:
    hers.start("disk.img", LARGE)
    upload = Upload.objects.get()
    storage.put(upload.key, LARGE[:-1], "text/plain")
    status, problem = hers.finish()
    assert (status, problem["code"]) == (422, "upload.other_bytes")


@pytest.mark.parametrize("body", [b"Hello", LARGE])
def test_who_was_interrupted_after_the_bytes_were_moved_finishes_later(
    body: bytes, alice: Person, running: Room, hers: Sender
) -> None:
    hers.send("a.bin", body)
    upload = my_upload(story.seat(alice, running), Upload.objects.get().public_id)
    delivery.examine(upload)
    storage.remove(upload.quarantine)
    status, answer = hers.finish()
    assert (status, answer["version"]["size"]) == (200, len(body))


def test_what_was_cancelled_meanwhile_leaves_no_bytes(
    alice: Person, running: Room, hers: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers.send("a.txt", b"Hello")
    upload = Upload.objects.get()
    examine = delivery.examine

    def then_cancelled(one: Upload) -> object:
        found = examine(one)
        actions.cancel_upload(story.seat(alice, running), None, upload=one.public_id)
        Chore.objects.all().delete()  # a worker was quick
        return found

    monkeypatch.setattr(delivery, "examine", then_cancelled)
    status, problem = hers.finish()
    assert (status, problem["code"]) == (409, "upload.ended")
    assert Chore.objects.filter(verb="remove", key=upload.key).exists()
    assert not Version.objects.exists()


def test_of_two_who_begin_at_once_one_gives_way(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = started(alice, running, body=LARGE)
    begin = storage.begin
    winner = begin(upload.key, "application/octet-stream")

    def late(key: str, type: str) -> str:
        Upload.objects.update(multipart=winner)
        return begin(key, type)

    monkeypatch.setattr(storage, "begin", late)
    delivery.begin(upload)
    assert upload.multipart == winner
    found = storage.sign_part(upload.key, winner, 1, size=1, sha256="0" * 64)
    assert found.url
    assert storage.parts(upload.key, winner) == []
    storage.abort(upload.key, winner)


def test_a_cancelled_one_is_not_begun(alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = started(alice, running, body=LARGE)
    begun: list[str] = []
    begin = storage.begin

    def late(key: str, type: str) -> str:
        actions.cancel_upload(story.seat(alice, running), None, upload=upload.public_id)
        begun.append(begin(key, type))
        return begun[0]

    monkeypatch.setattr(storage, "begin", late)
    with pytest.raises(Conflict) as why:
        delivery.begin(upload)
    assert why.value.code == "upload.ended"


def test_the_same_name_at_once_becomes_two_versions(alice: Person, bob: Person, running: Room) -> None:
    hers, his = started(alice, running, "Plan.txt"), started(bob, running, "plan.txt", body=b"longer")
    assert finished(alice, hers).version.number == 1
    assert finished(bob, his).version.number == 2
    file = File.objects.get()
    assert (file.name, file.newest) == ("plan.txt", 2)
    assert [one.shown for one in Version.objects.order_by("number")] == [False, True]
    check_sums(running)


def test_a_new_version_stands_for_the_file(alice: Person, bob: Person, running: Room) -> None:
    first = brought(alice, running, "a.txt")
    second = brought(bob, running, "A.txt", version_of=first.file.public_id, body=b"Second", note="Better")
    assert (second.file, second.number, second.note) == (first.file, 2, "Better")
    first.refresh_from_db()
    assert (first.shown, second.shown) == (False, True)
    check_sums(running)


def test_an_end_of_the_contract_ends_what_is_under_way(alice: Person, running: Room) -> None:
    upload = started(alice, running)
    contract.end(story.seat(alice, running), None)
    with pytest.raises(Conflict) as why:
        finished(alice, upload)
    assert why.value.code == "room.closed"


def test_who_was_removed_finishes_nothing(alice: Person, running: Room, signed_in: Browser) -> None:
    dana = story.guest(alice, running, "manager")
    hers = Sender(signed_in(dana), running)
    hers.send("a.txt", b"Hello")
    contract.remove_member(story.seat(alice, running), None, person=dana.public_id)
    assert hers.finish()[1]["code"] == "room.not_found"
    assert not Version.objects.exists()


def test_a_picture_too_large_to_be_read_gets_no_preview(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PREVIEW_BYTES", 5)
    assert brought(alice, running, "a.png", type="image/png").preview == "none"
    assert brought(alice, running, "a.txt", type="text/plain").preview == "waiting"


def test_storage_that_is_down_is_told_and_finishing_can_be_tried_again(
    hers: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    from collab.files.faults import down

    hers.send("a.txt", b"Hello")

    def broken(key: str) -> None:
        raise down()

    with monkeypatch.context() as patch:
        patch.setattr(storage, "head", broken)
        status, problem = hers.finish()
    assert (status, problem["code"]) == (503, "storage.down")
    assert hers.finish()[0] == 200


def test_what_was_found_does_not_belong_to_what_was_asked(alice: Person, running: Room) -> None:
    upload, key, seat = started(alice, running), uuid4(), story.seat(alice, running)
    first = actions.finish_upload(seat, key, TEXT, upload=upload.public_id)
    assert actions.finish_upload(seat, key, None, upload=upload.public_id) == first

"""A file is drawn: out of storage, and back into it."""

import io
from functools import partial

import pytest
from PIL import Image

from collab import limits, wire
from collab.accounts.models import Person
from collab.files import actions, chores, previews, sandbox, storage
from collab.files.cards import card_of
from collab.files.models import Chore, Preview, Version
from collab.workrooms.models import Room
from tests.files.hostile.drawing import noise, saved
from tests.files.hostile.pdfs import pdf
from tests.files.previews.putting import lane, put, worked
from tests.workrooms.racing import at_once
from tests.workrooms.story import kinds, seat

pytestmark = pytest.mark.usefixtures("store")


def text_of(version: Version) -> wire.TextPreview:
    body = storage.read(previews.key_of(version, "text"), previews.TEXT_JSON_BYTES)
    return wire.TextPreview.model_validate_json(body)


def test_a_picture_gets_a_thumbnail_and_a_page(alice: Person, running: Room) -> None:
    version = worked(put(alice, running, "photo.jpg", saved(noise(2000, 1000), "JPEG")), "preview")
    assert [(each.kind, each.width, each.height) for each in card_of(version).previews] == [
        ("thumbnail", 480, 240),
        ("page", 1600, 800),
    ]
    for each in version.previews.all():
        found = storage.head(each.key)
        assert found is not None
        assert found.type == "image/webp"
        assert Image.open(io.BytesIO(storage.read(each.key, 10**7))).size == (each.width, each.height)
    assert kinds(running)[-1] == "file.changed"


def test_a_pdf_gets_its_first_page(alice: Person, running: Room) -> None:
    version = worked(put(alice, running, "offer.pdf", pdf()), "preview")
    assert {each.kind for each in card_of(version).previews} == {"thumbnail", "page"}


def test_a_text_gets_its_beginning(alice: Person, running: Room) -> None:
    version = worked(put(alice, running, "main.py", b"print('<b>')\x1b\n"), "preview")
    assert [each.kind for each in card_of(version).previews] == ["text"]
    assert text_of(version) == wire.TextPreview(text="print('<b>')␛\n", whole=True, language="python")


def test_of_a_long_text_only_the_beginning_is_fetched(alice: Person, running: Room) -> None:
    version = worked(put(alice, running, "log.txt", b'"\\line"\n' * limits.TEXT_PREVIEW_BYTES), "preview")
    found = text_of(version)
    assert not found.whole
    assert len(found.text.encode()) == limits.TEXT_PREVIEW_BYTES


def test_what_cannot_be_drawn_is_told_so(alice: Person, running: Room) -> None:
    version = worked(put(alice, running, "photo.png", b"\x89PNG\r\n\x1a\n" + bytes(99)), "preview")
    assert version.preview == "failed"
    assert not Preview.objects.exists()
    assert not Chore.objects.filter(verb="preview").exists()
    assert kinds(running)[-1] == "file.changed"


def test_what_became_larger_than_is_drawn_is_not_fetched(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = put(alice, running, "photo.png", saved(noise(), "PNG"))
    monkeypatch.setattr(limits, "PREVIEW_BYTES", 99)
    assert worked(version, "preview").preview == "failed"


def test_a_lost_file_is_tried_until_it_is_hopeless(alice: Person, running: Room) -> None:
    version = put(alice, running, "photo.png", saved(noise(), "PNG"))
    storage.remove(version.key)
    worked(version, "preview")
    chore = Chore.objects.get(verb="preview")
    assert (version.preview, chore.tries) == ("waiting", 1)
    assert chore.trouble == "The bytes of this file are not in the file storage."
    Chore.objects.filter(pk=chore.pk).update(tries=limits.CHORE_TRIES, due_at=version.at)
    assert worked(version, "preview").preview == "failed"


def test_a_drawing_that_the_clock_ended_is_tried_again(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = put(alice, running, "photo.png", saved(noise(), "PNG"))
    monkeypatch.setattr(limits, "PREVIEW_SECONDS", 0)
    assert worked(version, "preview").preview == "waiting"
    assert Chore.objects.get(verb="preview").trouble == sandbox.SLOW


def test_a_file_deleted_while_it_is_drawn_leaves_nothing(alice: Person, running: Room) -> None:
    version = put(alice, running, "photo.png", saved(noise(), "PNG"))
    [chore] = chores.claim(1, ["preview"])
    actions.delete_version(seat(alice, running), None, file=version.file.public_id, number=1)
    previews.draw(chore, lambda _: None)
    # As if it had been drawn just before, and put just after.
    storage.put(previews.key_of(version, "page"), b"late", "image/webp")
    worked(version)
    assert storage.head(version.key) is None
    assert storage.head(previews.key_of(version, "page")) is None
    assert not Chore.objects.filter(verb__in=["preview", "check"]).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_draw_each_file_once(alice: Person, running: Room) -> None:
    versions = [put(alice, running, f"{number}.txt", b"words %d" % number) for number in range(6)]
    head = Room.objects.get(pk=running.pk).head
    assert at_once([partial(lane("preview").run_once)] * 2) == [True, True]
    assert [Version.objects.get(pk=each.pk).preview for each in versions] == ["made"] * 6
    assert kinds(running, head) == ["file.changed"] * 6

"""Files, brought in a line: without storage, where only what is written down matters."""

import hashlib
from typing import Any
from uuid import UUID, uuid4

from collab import wire
from collab.accounts.models import Person
from collab.files import actions
from collab.files.actions.finishing import Found
from collab.files.models import ALIVE, Share, Shelf, Upload, Version
from collab.files.rules.types import kind
from collab.workrooms.models import Room
from tests.workrooms import story

TEXT = Found("text/plain", "text")
BODY = b"Hello, files."


def draft(name: str = "notes.txt", body: bytes = BODY, **how: Any) -> wire.UploadDraft:
    """What somebody says before they send these bytes."""
    said = {"name": name, "size": len(body), "type": "text/plain", "sha256": hashlib.sha256(body).hexdigest()}
    return wire.UploadDraft.model_validate(said | how)


def started(by: Person, room: Room, name: str = "notes.txt", **how: Any) -> Upload:
    """An upload under way."""
    created = actions.start_upload(story.seat(by, room), None, draft=draft(name, **how))
    return Upload.objects.select_related("room", "person", "file").get(public_id=created.id)


def finished(by: Person, upload: Upload, type: str = "text/plain") -> wire.Uploaded:
    """As if its bytes had come."""
    found = Found(type, kind(type))
    return actions.finish_upload(story.seat(by, upload.room), uuid4(), found, upload=upload.public_id)


def brought(
    by: Person, room: Room, name: str = "notes.txt", *, type: str = "text/plain", **how: Any
) -> Version:
    """A version that is there, as far as anything but storage knows."""
    uploaded = finished(by, started(by, room, name, **how), type)
    return version(uploaded.version.id)


def version(id: UUID) -> Version:
    return Version.objects.select_related("file", "room", "by").get(public_id=id)


def check_sums(room: Room) -> None:
    """What is kept of the room and its people is what comes out of counting one by one."""
    alive = list(Version.objects.filter(ALIVE, room=room))
    shown = [one for one in alive if one.shown]
    shelf = Shelf.objects.filter(room=room).first() or Shelf()
    kept = (shelf.files, shelf.shown_bytes, shelf.stored_bytes)
    assert kept == (len(shown), sum(one.size for one in shown), sum(one.size for one in alive))
    for share in Share.objects.all():
        stored = Version.objects.filter(ALIVE, by=share.person_id).values_list("size", flat=True)
        assert share.stored_bytes == sum(stored)

"""A file that has arrived."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from collab import clock, limits, wire
from collab.files import chores, usage
from collab.files.actions.uploads import check_open, clear_quarantine, end, my_upload
from collab.files.cards import card_of
from collab.files.models import File, Upload, Version
from collab.files.rules.names import fold
from collab.files.rules.types import PREVIEWABLE
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps


class Found(NamedTuple):
    """What the bytes turned out to be."""

    type: str
    kind: wire.FileKind


@action
def finish_upload(seat: Member, found: Found | None, *, upload: UUID) -> wire.Uploaded:
    """The bytes are there, under `Upload.key`, and were `found` to be this: make them the newest version of a file.

    Again gives the same again. (What was found is no part of what was asked, so it is no keyword.)
    Raises NotFound("upload.not_found"), Conflict("upload.ended").
    """
    room = lock(seat)
    mine = my_upload(seat, upload)
    if mine.version is not None:
        return _uploaded(mine.version)
    steps.check("file.upload", seat.role, seat.side, room.status)
    check_open(mine)
    assert found is not None, "only what is finished is not looked at"
    now = clock.now()
    version = _new_version(room, mine, found, now)
    end(mine, "finished", now, version)
    clear_quarantine(mine)
    chores.add("check", version=version)
    if version.preview == "waiting":
        chores.add("preview", version=version)
    publish(room, wire.UploadEnded(upload=upload, how="finished"), by=seat.person, at=now)
    publish(room, wire.FileAdded(id=version.public_id), by=seat.person, at=now)
    return _uploaded(version)


def _uploaded(version: Version) -> wire.Uploaded:
    return wire.Uploaded(seq=version.added_seq, at=version.at, version=card_of(version))


def _new_version(room: Room, upload: Upload, found: Found, at: datetime) -> Version:
    # Somebody else's file of this name may have come meanwhile: then this is its next version, and nothing is lost.
    folded = fold(upload.name)
    file = upload.file or File.objects.get_or_create(room=room, folded=folded)[0]
    file.refresh_from_db()
    file.newest, file.name = file.newest + 1, upload.name
    file.save(update_fields=["newest", "name"])
    seq = room.head + 2
    with usage.counted(file):
        return Version.objects.create(
            file=file, room=room, number=file.newest, name=upload.name, folded=folded, size=upload.size,
            type=found.type, kind=found.kind, sha256=upload.sha256, note=upload.note, by=upload.person, at=at,
            added_seq=seq, said_seq=seq, key=upload.key, shown=False, preview=_preview(found, upload.size),
        )  # fmt: skip


def _preview(found: Found, size: int) -> wire.PreviewState:
    """Of a text, the beginning is enough; all else has to be read as a whole."""
    if found.type not in PREVIEWABLE or size == 0:
        return "none"
    return "waiting" if found.kind == "text" or size <= limits.PREVIEW_BYTES else "none"

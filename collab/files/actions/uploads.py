"""A file on its way: said, kept open, given up."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from uuid_utils.compat import uuid7

from collab import clock, limits, wire
from collab.errors import Conflict, NotFound, Refused
from collab.files import chores, usage
from collab.files.models import ALIVE, File, Upload, Version
from collab.files.rules import drafts
from collab.files.rules.names import fold
from collab.files.rules.parts import part_size
from collab.workrooms.action import action
from collab.workrooms.log import lock, locked, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps

log = logging.getLogger(__name__)
UPLOADS_AT_ONCE = 100


@action
def start_upload(seat: Member, *, draft: wire.UploadDraft) -> wire.Created:
    """Say what will be sent. Whoever only wants another go at the same name says which file it is a version of.

    Raises what is wrong with the draft, Conflict `file.name_taken`, `file.too_many_versions`, `upload.too_many`,
    `quota.room`, `quota.person`, NotFound `file.not_found`.
    """
    clean = drafts.clean(draft, most=settings.FILE_BYTES)
    room = lock(seat)
    steps.check("file.upload", seat.role, seat.side, room.status)
    file = _version_of(room, clean.name, draft.version_of)
    usage.check_left(room, seat.person, clean.size)
    if Upload.objects.filter(person=seat.person, ended="").count() >= limits.UPLOADS_OPEN:
        raise Conflict(
            "upload.too_many", f"At most {limits.UPLOADS_OPEN} of your uploads may be under way at once."
        )
    now, id = clock.now(), uuid7()
    upload = Upload.objects.create(
        public_id=id, room=room, person=seat.person, name=clean.name, size=clean.size, type=clean.type,
        sha256=clean.sha256, note=clean.note, file=file, key=f"files/{room.public_id}/{id}",
        part_size=part_size(clean.size), at=now, expires_at=_expiry(now),
    )  # fmt: skip
    done = publish(room, wire.UploadStarted(upload=upload.card()), by=seat.person, at=now)
    return wire.Created(id=id, seq=done.seq, at=done.at)


def _version_of(room: Room, name: str, wanted: UUID | None) -> File | None:
    """The file that this is a new version of; one that was wholly deleted may come back under its name."""
    if wanted is None:
        file = File.objects.filter(room=room, folded=fold(name)).first()
        if file is not None and Version.objects.filter(ALIVE, file=file).exists():
            raise Conflict(
                "file.name_taken",
                "There is a file of this name here already. Send this one as a new version, or name it otherwise.",
            )
        return file
    file = File.objects.filter(room=room, public_id=wanted).first()
    if file is None:
        raise unknown_file()
    if file.folded != fold(name):
        raise Refused("file.other_name", "A new version has the same name as the file.")
    if file.newest >= limits.VERSIONS_PER_FILE:
        raise Conflict("file.too_many_versions", f"A file has at most {limits.VERSIONS_PER_FILE:,} versions.")
    return file


def unknown_file() -> NotFound:
    return NotFound("file.not_found", "There is no such file in this room.")


def unknown_upload() -> NotFound:
    return NotFound("upload.not_found", "There is no such upload of yours in this room.")


def _expiry(now: datetime) -> datetime:
    return now + timedelta(hours=limits.UPLOAD_HOURS)


def my_upload(seat: Member, id: UUID) -> Upload:
    """An upload of whoever has this seat. Raises NotFound("upload.not_found")."""
    mine = Upload.objects.filter(room=seat.room_id, person=seat.person_id, public_id=id)
    upload = mine.select_related("person", "room", "file", "version").first()
    if upload is None:
        raise unknown_upload()
    return upload


def check_open(upload: Upload) -> None:
    """Raises Conflict("upload.ended")."""
    if upload.ended:
        how = {"finished": "is finished already", "cancelled": "was cancelled", "expired": "was given up"}
        raise Conflict("upload.ended", f"This upload {how[upload.ended]}.")


def renew(upload: Upload) -> None:
    """Somebody is still at it: it is not given up yet. Needs no lock, for whoever ends it says so in one statement."""
    Upload.objects.filter(pk=upload.pk, ended="").update(expires_at=_expiry(clock.now()))


@action
def cancel_upload(seat: Member, *, upload: UUID) -> wire.Done:
    """Send no more of it. Raises NotFound("upload.not_found"), Conflict("upload.ended")."""
    room = lock(seat)
    steps.check("file.upload", seat.role, seat.side, room.status)
    mine = my_upload(seat, upload)
    check_open(mine)
    now = clock.now()
    end(mine, "cancelled", now)
    forget_bytes(mine)
    return publish(room, wire.UploadEnded(upload=upload, how="cancelled"), by=seat.person, at=now)


def end(upload: Upload, how: wire.EndOfUpload, at: datetime, version: Version | None = None) -> None:
    upload.ended, upload.ended_at, upload.version = how, at, version
    upload.save(update_fields=["ended", "ended_at", "version"])


def forget_bytes(upload: Upload) -> None:
    """What came of an upload that is no file is taken out of storage."""
    chores.add("remove", key=upload.key)
    clear_quarantine(upload)


def clear_quarantine(upload: Upload) -> None:
    """Now, and once more when no signed request can bring anything any more."""
    if upload.part_size is None:
        chores.add("remove", key=upload.quarantine)
        chores.add("remove", key=upload.quarantine, wait=limits.PUT_SECONDS + limits.LINK_SECONDS)


def expire_uploads(now: datetime) -> int:
    """Give up what nobody finished by `now`, at most UPLOADS_AT_ONCE; answers how many.

    Safe to call twice, at once or from several processes: each is looked at again under its room's lock.
    """
    due = Upload.objects.filter(ended="", expires_at__lte=now).order_by("expires_at")
    return sum(_expire(*each, now) for each in list(due.values_list("pk", "room_id")[:UPLOADS_AT_ONCE]))


def _expire(pk: int, room_pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic(durable=True):
            room = locked(room_pk)
            upload = Upload.objects.select_for_update().filter(pk=pk, ended="", expires_at__lte=now).first()
            if upload is None:
                return False
            end(upload, "expired", now)
            forget_bytes(upload)
            publish(room, wire.UploadEnded(upload=upload.public_id, how="expired"), by=None, at=now)
            return True
    except DatabaseError:
        log.warning("An upload could not be given up now; it will be tried again.", exc_info=True)
        return False

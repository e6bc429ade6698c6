"""What people do with files that are there: get them, and delete them."""

from collections.abc import Sequence
from uuid import UUID

from collab import clock, wire
from collab.errors import Conflict, Forbidden
from collab.files import chores, usage
from collab.files.actions.uploads import unknown_file
from collab.files.models import ALIVE, Chore, Download, File, Preview, Version
from collab.files.rules.deleting import may_delete
from collab.workrooms.action import action
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.rules import steps


@action
def record_download(seat: Member, *, file: UUID, number: int, play: bool) -> wire.Done:
    """Somebody wants the whole of a version, to keep it or to play it, which both sides are told.

    Raises NotFound("file.not_found"), Conflict("file.deleted").
    """
    room = lock(seat)
    steps.check("file.read", seat.role, seat.side, room.status)
    version = version_in(room, file, number)
    check_there(version)
    now = clock.now()
    Download.objects.create(version=version, by=seat.person, at=now)
    told = wire.FileDownloaded(id=version.public_id, file=file, number=number)
    return publish(room, told, by=seat.person, at=now)


def version_in(room: Room, file: UUID, number: int) -> Version:
    """Raises NotFound("file.not_found")."""
    found = Version.objects.filter(file__public_id=file, file__room=room, number=number).select_related(
        "file"
    )
    version = found.first()
    if version is None:
        raise unknown_file()
    return version


def check_there(version: Version) -> None:
    """Raises Conflict("file.deleted")."""
    if version.deleted_at is not None:
        raise Conflict("file.deleted", "This file was deleted.")


@action
def delete_version(seat: Member, *, file: UUID, number: int) -> wire.Done:
    """Remove the bytes of a version for good; its name, size and hash stay, with who deleted it.

    Raises NotFound("file.not_found"), Conflict `file.deleted`, `file.frozen`, Forbidden("file.not_yours").
    """
    room = lock(seat)
    steps.check("file.delete", seat.role, seat.side, room.status)
    version = version_in(room, file, number)
    check_there(version)
    return _delete(seat, room, version.file, [version])


@action
def delete_file(seat: Member, *, file: UUID) -> wire.Done:
    """All versions, or none where one of them may not be deleted. Raises like `delete_version`."""
    room = lock(seat)
    steps.check("file.delete", seat.role, seat.side, room.status)
    whole = File.objects.filter(room=room, public_id=file).first()
    if whole is None:
        raise unknown_file()
    versions = list(Version.objects.filter(ALIVE, file=whole).order_by("number"))
    if not versions:
        raise Conflict("file.deleted", "This file was deleted.")
    return _delete(seat, room, whole, versions)


def _delete(seat: Member, room: Room, file: File, versions: Sequence[Version]) -> wire.Done:
    _check_deletable(seat, versions)
    now = clock.now()
    ids = [version.pk for version in versions]
    with usage.counted(file):
        Version.objects.filter(pk__in=ids).update(deleted_at=now, deleted_by=seat.person, preview="none")
    # Its preview may be put into storage at this moment: whoever draws it sees the tombstone and removes it again.
    Chore.objects.filter(version__in=ids).exclude(verb="preview").delete()
    previews = Preview.objects.filter(version__in=ids)
    for key in [*(version.key for version in versions), *previews.values_list("key", flat=True)]:
        chores.add("remove", key=key)
    previews.delete()
    told = [wire.FileDeleted(id=version.public_id) for version in versions]
    return [publish(room, each, by=seat.person, at=now) for each in told][-1]


def _check_deletable(seat: Member, versions: Sequence[Version]) -> None:
    bringers = Member.objects.filter(room=seat.room_id, person__in={version.by_id for version in versions})
    sides = dict(bringers.values_list("person_id", "side"))
    for version in versions:
        mine, side = version.by_id == seat.person_id, sides[version.by_id]
        if not may_delete(seat.role, seat.side, mine=mine, bringers_side=side):
            raise Forbidden(
                "file.not_yours",
                "Only whoever brought a file may delete it, and the client or freelancer of the same side.",
            )
        if version.frozen_at is not None:
            raise Conflict("file.frozen", "This file was handed in: it can be neither replaced nor deleted.")

"""Handing in: what is pinned stays as it is, for good."""

from collections.abc import Sequence
from datetime import datetime

from collab import wire
from collab.accounts.models import Person
from collab.errors import Conflict, NotFound
from collab.files import chores
from collab.files.models import FrozenSet, Pin, Version
from collab.workrooms.log import publish
from collab.workrooms.models import Room


def freeze(room: Room, by: Person, versions: Sequence[Version], cause: str, at: datetime) -> FrozenSet:
    """Pin versions of a locked room by their SHA-256, in the caller's transaction: nobody replaces or deletes them.

    A version may be in several sets. Raises NotFound("file.not_found") for one of another room, Conflict
    `file.deleted`, and `file.damaged` for one whose bytes are known to be others.
    """
    pks = {version.pk for version in versions}
    # As they stand now that nobody else can change them.
    present = list(Version.objects.filter(pk__in=pks, room=room).order_by("pk"))
    if len(present) < len(pks):
        raise NotFound("file.not_found", "There is no such file in this room.")
    for version in present:
        _check_sound(version)
    made = FrozenSet.objects.create(room=room, cause=cause, by=by, at=at)
    Pin.objects.bulk_create(
        [Pin(frozen_set=made, version=version, sha256=version.sha256) for version in present]
    )
    for version in present:
        if version.frozen_at is None:
            Version.objects.filter(pk=version.pk).update(frozen_at=at)
            chores.add("hold", version=version)
            publish(room, wire.FileChanged(id=version.public_id), by=by, at=at)
    return made


def _check_sound(version: Version) -> None:
    if version.deleted_at is not None:
        raise Conflict("file.deleted", f"“{version.name}” was deleted.")
    if version.damaged_at is not None:
        raise Conflict(
            "file.damaged", f"“{version.name}” was found damaged in storage. Please send it again."
        )

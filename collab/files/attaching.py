"""Versions that a message takes along."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from collab.files.actions.files import check_there
from collab.files.actions.uploads import unknown_file
from collab.files.models import Attachment, Version
from collab.workrooms.models import Room


def versions_in(room: Room, ids: Sequence[UUID]) -> list[Version]:
    """Versions of a locked room, in this order. Raises NotFound("file.not_found"), Conflict("file.deleted")."""
    found = {version.public_id: version for version in Version.objects.filter(room=room, public_id__in=ids)}
    if len(found) < len(set(ids)):
        raise unknown_file()
    for version in found.values():
        check_there(version)
    return [found[id] for id in ids]


def attach(room: Room, seq: int, versions: Sequence[Version]) -> None:
    """Let message `seq` carry them. The first message that does is where a version was said."""
    Attachment.objects.bulk_create(
        [
            Attachment(room=room, seq=seq, position=position, version=version)
            for position, version in enumerate(versions)
        ]
    )
    fresh = Version.objects.filter(pk__in=[version.pk for version in versions], said_seq=F("added_seq"))
    fresh.update(said_seq=seq)

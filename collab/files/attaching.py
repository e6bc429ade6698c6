"""Versions that a message takes along."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Min

from collab import wire
from collab.accounts.models import Person
from collab.files.actions.files import check_there
from collab.files.actions.uploads import unknown_file
from collab.files.models import Attachment, Version
from collab.workrooms.log import publish
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


def detach(room: Room, seq: int, *, by: Person, at: datetime) -> None:
    """Message `seq` of a locked room is taken back: what it brought was said by the next message that carries it, else
    by nobody. The room is told, for whoever reads of the message only now reads of no files."""
    Attachment.objects.filter(room=room, seq=seq).delete()
    for version in Version.objects.filter(room=room, said_seq=seq).order_by("pk"):
        others = Attachment.objects.filter(room=room, version=version).aggregate(first=Min("seq"))
        Version.objects.filter(pk=version.pk).update(said_seq=others["first"] or version.added_seq)
        publish(room, wire.FileChanged(id=version.public_id), by=by, at=at)

"""Versions as they cross the network, many at a time; and the events about them, as they stand when they are read."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Count, QuerySet

from collab import wire
from collab.files.models import Download, Preview, Version
from collab.workrooms import places
from collab.workrooms.log import Line, filled_by


def versions() -> QuerySet[Version]:
    """With all that a card needs."""
    return Version.objects.select_related("room", "file", "by", "deleted_by")


def cards_of(found: Sequence[Version]) -> list[wire.FileVersion]:
    """As they cross the network: two queries, whatever their number. They come from `versions()`."""
    ids = [version.pk for version in found]
    previews: dict[int, list[Preview]] = {}
    for preview in Preview.objects.filter(version__in=ids).order_by("pk"):
        previews.setdefault(preview.version_id, []).append(preview)
    counted = Download.objects.filter(version__in=ids).values_list("version").annotate(Count("pk"))
    downloads = dict(counted.order_by())
    return [_card(version, previews.get(version.pk, []), downloads.get(version.pk, 0)) for version in found]


def card_of(version: Version) -> wire.FileVersion:
    """One version, read again as it stands now."""
    [card] = cards_of([versions().get(pk=version.pk)])
    return card


def _card(version: Version, previews: list[Preview], downloads: int) -> wire.FileVersion:
    path = f"/api/v1/rooms/{version.room.public_id}/files/{version.file.public_id}/versions/{version.number}/preview"
    drawn = [
        wire.Preview(kind=one.kind, path=f"{path}/{one.kind}", width=one.width, height=one.height)
        for one in previews
    ]
    return wire.FileVersion(
        id=version.public_id, file=version.file.public_id, number=version.number, name=version.name,
        size=version.size, type=version.type, kind=version.kind, sha256=version.sha256, note=version.note,
        by=version.by.public_id, at=version.at, said=version.said_seq, preview=version.preview, previews=drawn,
        checked_at=version.checked_at, damaged_at=version.damaged_at, frozen=version.frozen_at is not None,
        deleted_at=version.deleted_at, deleted_by=version.deleted_by and version.deleted_by.public_id,
        downloads=downloads,
    )  # fmt: skip


@filled_by("file.added", "file.changed", "file.downloaded", "file.deleted", fields=["version"])
def add_versions(lines: Sequence[Line]) -> None:
    """Give each event its version as it stands now."""
    wanted = {str(line.data["id"]) for line in lines}
    cards = cards_of(list(versions().filter(public_id__in=wanted)))
    told = {str(card.id): card.model_dump(mode="json") for card in cards}
    for line in lines:
        line.data["version"] = told.get(str(line.data["id"]))


_ATTACHED = """
SELECT attachment.room_id, attachment.seq, attachment.version_id
FROM {places} CROSS JOIN files_attachment AS attachment
WHERE attachment.room_id = place.room AND attachment.seq = place.seq
ORDER BY attachment.room_id, attachment.seq, attachment.position
"""


def attached_to(messages: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[wire.FileVersion]]:
    """What is attached to messages (primary key of the room, number), in the order of their authors."""
    asked = set(messages)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ATTACHED.format(places=places.table()), [places.listed(asked)])
        rows: list[tuple[int, int, int]] = cursor.fetchall()
    found = list(versions().filter(pk__in={version for _, _, version in rows}))
    cards = dict(zip((version.pk for version in found), cards_of(found), strict=True))
    attached: dict[tuple[int, int], list[wire.FileVersion]] = {place: [] for place in asked}
    for room, seq, version in rows:
        attached[room, seq].append(cards[version])
    return attached

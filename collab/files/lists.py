"""Files as people look through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from collab import cursors, limits, wire
from collab.errors import NotFound
from collab.files.actions.files import version_in
from collab.files.actions.uploads import unknown_file
from collab.files.cards import cards_of, versions
from collab.files.models import ALIVE, Download, File, Preview, Shelf, Upload, Version
from collab.files.rules.names import fold
from collab.instants import in_utc
from collab.text import clean_line
from collab.workrooms.models import Member, Room
from collab.workrooms.underway import told_by

SORTS: dict[wire.FileSort, tuple[str, bool]] = {
    "newest": ("at", True),
    "oldest": ("at", False),
    "name": ("folded", False),
    "largest": ("size", True),
}
"""The column, and whether its greatest comes first; each has an index that begins with the room."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter; `by` is a person, `since` belongs to it and `until` does not, `q` is a part of the name."""

    kind: wire.FileKind | None = None
    by: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    q: str = ""

    def narrow(self, rows: QuerySet[Version]) -> QuerySet[Version]:
        """Raises Refused `filter.instant`, `filter.*`."""
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.by:
            rows = rows.filter(by__public_id=self.by)
        if self.since:
            rows = rows.filter(at__gte=in_utc(self.since, code="filter.instant"))
        if self.until:
            rows = rows.filter(at__lt=in_utc(self.until, code="filter.instant"))
        if self.q.strip():
            part = clean_line(self.q, most=limits.FILE_NAME_BYTES, code="filter", what="What you look for")
            rows = rows.filter(folded__contains=fold(part))
        return rows

    @property
    def nothing(self) -> bool:
        return self == Wanted(q=self.q) and not self.q.strip()


def files_of(
    room: Room, wanted: Wanted, sort: wire.FileSort, cursor: str | None, limit: int
) -> wire.FilePage:
    """A page of files, each as the version that stands for it; tombstones are listed, but do not count.

    Raises Refused("cursor.invalid") and as `Wanted.narrow`.
    """
    column, falling = SORTS[sort]
    rows = wanted.narrow(Version.objects.filter(room=room, shown=True))
    count, size = _sums(room, wanted)
    if cursor is not None:
        # Of all versions: it is no longer shown where there is a newer one, but what it is sorted by never changes.
        last = cursors.row_of(Version.objects.filter(room=room), cursor)
        rows = _after(rows, column, falling, last)
    order = (f"-{column}", "-pk") if falling else (column, "pk")
    # First which, from one table: joined with others, planners sort all files to find the first.
    page = list(rows.order_by(*order).values_list("pk", flat=True)[: limit + 1])
    found = versions().in_bulk(page[:limit])
    items = cards_of([found[pk] for pk in page[:limit]])
    return wire.FilePage(
        items=items, next=items[-1].id.hex if len(page) > limit else None, count=count, size=size,
        people=_bringers(room),
    )  # fmt: skip


def _after(rows: QuerySet[Version], column: str, falling: bool, last: Version) -> QuerySet[Version]:
    """The first condition is there for the index: none of the rows before are read."""
    value, further = getattr(last, column), "lt" if falling else "gt"
    beyond = Q(**{f"{column}__{further}": value})
    if column != "folded":
        # A name stands for one file, which must not come again because it has a new version.
        beyond |= Q(**{column: value, f"pk__{further}": last.pk})
    return rows.filter(beyond, **{f"{column}__{further}e": value})


def _sums(room: Room, wanted: Wanted) -> tuple[int, int]:
    """How many files there are and how many bytes they have; of all files of a room without counting."""
    if wanted.nothing:
        shelf = Shelf.objects.filter(room=room).first() or Shelf()
        return shelf.files, shelf.shown_bytes
    rows = wanted.narrow(Version.objects.filter(ALIVE, room=room, shown=True))
    found = rows.aggregate(count=Count("pk"), size=Sum("size"))
    return found["count"], found["size"] or 0


def _bringers(room: Room) -> list[wire.Person]:
    """Whoever ever had a seat here and brought something that is still there.

    Asked in the order of an index, who comes next is one look; asked whether there is any, planners read all files.
    """
    rest = Version.objects.filter(ALIVE, room=room, by__gte=OuterRef("person")).order_by("by_id")
    seats = Member.objects.filter(room=room).annotate(next=Subquery(rest.values("by_id")[:1]))
    found = seats.filter(next=F("person_id")).select_related("person").order_by("joined_at", "pk")
    return [seat.person.card() for seat in found]


def file_of(room: Room, id: UUID) -> wire.File:
    """Raises NotFound("file.not_found")."""
    file = _file(room, id)
    return wire.File(
        id=id, name=file.name, versions=cards_of(list(versions().filter(file=file).order_by("-number")))
    )


def _file(room: Room, id: UUID) -> File:
    file = File.objects.filter(room=room, public_id=id).first()
    if file is None:
        raise unknown_file()
    return file


def downloads_of(room: Room, id: UUID) -> wire.Downloads:
    """Who asked for any version of a file, the last first. Raises NotFound("file.not_found")."""
    asked = (
        Download.objects.filter(version__file=_file(room, id)).select_related("version", "by").order_by("-pk")
    )
    return wire.Downloads(
        items=[
            wire.Download(
                version=one.version.public_id, number=one.version.number, by=one.by.public_id, at=one.at
            )
            for one in asked[: limits.DOWNLOADS_SHOWN]
        ]
    )


def preview_of(room: Room, file: UUID, number: int, kind: wire.PreviewKind) -> Preview:
    """Raises NotFound `file.not_found`, `preview.not_found`."""
    version = version_in(room, file, number)
    preview = Preview.objects.filter(version=version, kind=kind).first()
    if preview is None or version.deleted_at is not None:
        raise NotFound("preview.not_found", "There is no such preview of this file.")
    return preview


def uploads_of(seat: Member) -> wire.MyUploads:
    """What whoever has this seat has under way here, the oldest first."""
    mine = _under_way(seat.room_id).filter(person=seat.person_id)
    return wire.MyUploads(
        items=[
            wire.MyUpload(
                **upload.card().model_dump(), sha256=upload.sha256, type=upload.type, note=upload.note,
                version_of=upload.file and upload.file.public_id,
            )
            for upload in mine
        ]
    )  # fmt: skip


def _under_way(room: int) -> QuerySet[Upload]:
    return Upload.objects.filter(room=room, ended="").select_related("person", "file").order_by("pk")


@told_by
def under_way(room: Room) -> Sequence[wire.Upload]:
    """What anybody is sending into the room, the oldest first."""
    return [upload.card() for upload in _under_way(room.pk)]

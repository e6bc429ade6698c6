"""What files take up, and what is left: sums kept with every change, so that nobody has to count (models.Shelf)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.models import F, Sum

from collab import wire
from collab.accounts.models import Person
from collab.errors import Conflict
from collab.files.models import ALIVE, File, Share, Shelf, Upload, Version
from collab.files.rules.parts import in_words
from collab.workrooms.log import snapshot
from collab.workrooms.models import Room


def usage_of(room: Room, person: Person) -> wire.Usage:
    """What the room and the person (in all rooms) take up; what is on its way counts already."""
    with snapshot():
        return wire.Usage(
            room_used=_in_room(room),
            room_most=settings.ROOM_FILES_BYTES,
            mine_used=_of_person(person, Share.objects.filter(person=person).first()),
            mine_most=settings.PERSON_FILES_BYTES,
            file_most=settings.FILE_BYTES,
        )


def _in_room(room: Room) -> int:
    shelf = Shelf.objects.filter(room=room).first()
    coming = Upload.objects.filter(room=room, ended="").aggregate(sum=Sum("size"))["sum"]
    return (shelf.stored_bytes if shelf else 0) + (coming or 0)


def _of_person(person: Person, share: Share | None) -> int:
    coming = Upload.objects.filter(person=person, ended="").aggregate(sum=Sum("size"))["sum"]
    return (share.stored_bytes if share else 0) + (coming or 0)


def check_left(room: Room, person: Person, size: int) -> None:
    """In a locked room: whether so many more bytes may come. From here on the person starts nothing elsewhere.

    Raises Conflict `quota.room` and `quota.person`, with what is left.
    """
    Share.objects.bulk_create([Share(person=person)], ignore_conflicts=True)
    share = Share.objects.select_for_update(no_key=True).get(person=person)
    left = settings.ROOM_FILES_BYTES - _in_room(room)
    if size > left:
        raise _no_space("quota.room", "All files of this room", settings.ROOM_FILES_BYTES, left, size)
    left = settings.PERSON_FILES_BYTES - _of_person(person, share)
    if size > left:
        raise _no_space(
            "quota.person", "All that you brought into any room", settings.PERSON_FILES_BYTES, left, size
        )


def _no_space(code: str, what: str, most: int, left: int, size: int) -> Conflict:
    return Conflict(
        code,
        f"{what} together may have {in_words(most)}. {in_words(max(left, 0))} are left; "
        f"this file has {in_words(size)}.",
    )


@contextmanager
def counted(file: File) -> Iterator[None]:
    """Within this block versions of the file come or go; afterwards the right one is shown, and the sums say so.

    In a locked room.
    """
    before, stored = _sums(file)
    yield
    _show_one(file)
    after, stored_after = _sums(file)
    Shelf.objects.bulk_create([Shelf(room_id=file.room_id)], ignore_conflicts=True)
    Shelf.objects.filter(room=file.room_id).update(
        files=F("files") + len(after) - len(before),
        shown_bytes=F("shown_bytes") + sum(after) - sum(before),
        stored_bytes=F("stored_bytes") + sum(stored_after.values()) - sum(stored.values()),
    )
    for person in sorted(stored.keys() | stored_after.keys()):
        more = stored_after.get(person, 0) - stored.get(person, 0)
        if more:
            Share.objects.bulk_create([Share(person_id=person)], ignore_conflicts=True)
            Share.objects.filter(person=person).update(stored_bytes=F("stored_bytes") + more)


def _sums(file: File) -> tuple[list[int], dict[int, int]]:
    """The size of the version that is shown, if it is there; and what each person (primary key) brought."""
    alive = Version.objects.filter(ALIVE, file=file)
    shown = list(alive.filter(shown=True).values_list("size", flat=True))
    return shown, dict(alive.values_list("by").annotate(sum=Sum("size")).order_by())


def _show_one(file: File) -> None:
    """The newest version that is not deleted, else the newest."""
    versions = Version.objects.filter(file=file).order_by("-number")
    best = versions.filter(ALIVE).first() or versions.first()
    assert best is not None, "a file comes with its first version"
    Version.objects.filter(file=file, shown=True).exclude(pk=best.pk).update(shown=False)
    Version.objects.filter(pk=best.pk, shown=False).update(shown=True)

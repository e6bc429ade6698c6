"""Reads files back from storage and compares them with what was announced, and with what was handed in."""

import contextlib
import hashlib
from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction

from collab import clock, wire
from collab.errors import Refused
from collab.files import chores, storage
from collab.files.models import Chore, Pin, Version
from collab.workrooms.log import locked, publish

LOST = "storage.lost"


class Found(NamedTuple):
    """What storage has of a version: nothing (no `sha256`), or bytes with this hash (hex)."""

    sha256: str | None
    size: int


def check(chore: Chore, beat: Callable[[int], None]) -> None:
    """Do it. `beat` is called with the length of every chunk; what it raises ends the work.

    Raises what storage complains of: then it can be tried again.
    """
    version = chore.version
    assert version is not None, "every check is of a version"
    found = read_back(version, beat) if version.deleted_at is None else None
    with transaction.atomic(durable=True):
        if found is not None:
            note(version, found)
        chores.done(chore)


def read_back(version: Version, beat: Callable[[int], None] = lambda _: None) -> Found:
    """Hash all its bytes as they are in storage. Raises what storage complains of, but for a lost object."""
    sha256, size = hashlib.sha256(), 0
    try:
        with contextlib.closing(storage.chunks(version.key)) as chunks:
            for chunk in chunks:
                sha256.update(chunk)
                size += len(chunk)
                beat(len(chunk))
    except Refused as why:
        if why.code != LOST:
            raise
        return Found(None, 0)
    return Found(sha256.hexdigest(), size)


def difference(version: Version, found: Found) -> str | None:
    """What is wrong with the bytes, in words; None where nothing is."""
    if found.sha256 is None:
        return "its bytes are not in storage"
    if found.size != version.size:
        return f"it has {found.size:,} bytes in storage, not {version.size:,}"
    if found.sha256 != version.sha256:
        return f"its SHA-256 in storage is {found.sha256}, not {version.sha256}"
    other = Pin.objects.filter(version=version).exclude(sha256=version.sha256).first()
    if other is not None:
        return f"it was handed in with the SHA-256 {other.sha256}, not {version.sha256}"
    return None


def note(version: Version, found: Found) -> str | None:
    """Write down what was found, in the caller's transaction; the room is told where that is news.

    Answers `difference`; None as well for what was deleted while it was read, for then nobody misses its bytes.
    """
    room = locked(version.room_id)
    now = Version.objects.filter(pk=version.pk, deleted_at=None).first()
    if now is None:
        return None
    wrong, instant = difference(now, found), clock.now()
    if wrong is None:
        news = now.checked_at is None or now.damaged_at is not None
        Version.objects.filter(pk=now.pk).update(checked_at=instant, damaged_at=None)
    else:
        news = now.damaged_at is None
        Version.objects.filter(pk=now.pk).update(damaged_at=now.damaged_at or instant)
    if news:
        publish(room, wire.FileChanged(id=version.public_id), by=None, at=instant)
    return wrong

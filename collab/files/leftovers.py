"""Chores in storage alone: take out what nobody needs any more, and hold what was handed in."""

from collections.abc import Callable

from collab.files import chores, storage
from collab.files.models import Chore


def remove(chore: Chore, beat: Callable[[int], None]) -> None:
    """Take out the object, and every multipart upload begun under its key. Raises what storage complains of."""
    storage.remove(chore.key)
    chores.done(chore)


def hold(chore: Chore, beat: Callable[[int], None]) -> None:
    """Put storage's own legal hold on a frozen version; where storage has none, refusing to delete it is all there is.

    Raises what storage complains of.
    """
    version = chore.version
    assert version is not None, "every hold is of a version"
    if version.deleted_at is None:
        storage.hold(version.key)
    chores.done(chore)

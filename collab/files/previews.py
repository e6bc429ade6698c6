"""Draws what a file looks like: fetched and drawn outside the transaction, then written down and told to the room."""

import contextlib
import logging
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction

from collab import limits, wire
from collab.files import chores, sandbox, storage
from collab.files.models import PREVIEW_KINDS, Chore, Preview, Version
from collab.files.rules.types import PREVIEWABLE, language
from collab.workrooms.log import locked, publish

log = logging.getLogger(__name__)

TEXT_JSON_BYTES = 2 * limits.TEXT_PREVIEW_BYTES + 1024
"""The longest JSON of a text preview: of what is in it, quotes and line ends take two bytes."""


def draw(chore: Chore, beat: Callable[[int], None]) -> None:
    """Do it. `beat` is called with every chunk that was read, and now and then; what it raises ends the work.

    Raises what storage complains of, and sandbox.Slow: then it can be tried again.
    """
    version = chore.version
    assert version is not None, "every preview is of a version"
    made: list[sandbox.Drawn] = []
    state: wire.PreviewState = "none"
    if version.deleted_at is None and version.type in PREVIEWABLE:
        try:
            made, state = _drawn(version, beat), "made"
        except sandbox.Undrawable as why:
            log.info("No preview of version %s: %s", version.public_id, why.words)
            state = "failed"
    for each in made:
        body, type = _stored(version, each)
        storage.put(key_of(version, each.kind), body, type)
    settle(chore, state, made)


def give_up(chore: Chore) -> None:
    """It was tried often enough."""
    log.warning("No preview of version %s after %d tries: %s", chore.version_id, chore.tries, chore.trouble)
    settle(chore, "failed", [])


def key_of(version: Version, kind: str) -> str:
    return f"previews/{version.public_id}/{kind}"


def settle(chore: Chore, state: wire.PreviewState, made: Sequence[sandbox.Drawn]) -> None:
    """Write down how it went and tell the room, once.

    If the file was deleted meanwhile, whatever was put is removed; so it is after a process died in the middle.
    """
    version = chore.version
    assert version is not None, "every preview is of a version"
    with transaction.atomic(durable=True):
        room = locked(version.room_id)
        mine = chores.done(chore)
        if Version.objects.filter(pk=version.pk, deleted_at=None).exists():
            if mine:
                Preview.objects.bulk_create([_row(version, each) for each in made], ignore_conflicts=True)
                Version.objects.filter(pk=version.pk).update(preview=state)
                publish(room, wire.FileChanged(id=version.public_id), by=None)
        else:
            for kind in PREVIEW_KINDS:
                chores.add("remove", key=key_of(version, kind))


def _drawn(version: Version, beat: Callable[[int], None]) -> list[sandbox.Drawn]:
    """Fetch and draw. Raises sandbox.Undrawable, sandbox.Slow, and what storage complains of."""
    words = version.kind == "text"
    most = limits.TEXT_PREVIEW_BYTES if words else limits.PREVIEW_BYTES
    if version.size > most and not words:
        raise sandbox.Undrawable(f"Only files of up to {most // 1024**2} MiB are drawn.")
    with tempfile.TemporaryDirectory(prefix="collab-preview-") as folder:
        path = Path(folder) / "file"
        _fetch(version.key, path, most, beat)
        type = "text/plain" if words else version.type
        return sandbox.draw(path, type, version.size, beat=lambda: beat(0))


def _fetch(key: str, path: Path, most: int, beat: Callable[[int], None]) -> None:
    """At most `most` bytes of it, whatever is there by now."""
    with path.open("wb") as file, contextlib.closing(storage.chunks(key)) as chunks:
        for chunk in chunks:
            file.write(chunk[: most - file.tell()])
            beat(len(chunk))
            if file.tell() >= most:
                break


def _stored(version: Version, drawn: sandbox.Drawn) -> tuple[bytes, str]:
    """What is put into storage, and its media type."""
    if drawn.kind != "text":
        return drawn.body, "image/webp"
    preview = wire.TextPreview(
        text=drawn.body.decode(), whole=bool(drawn.width), language=language(version.name)
    )
    return preview.model_dump_json().encode(), "application/json"


def _row(version: Version, drawn: sandbox.Drawn) -> Preview:
    picture = drawn.kind != "text"
    return Preview(
        version=version, kind=drawn.kind, key=key_of(version, drawn.kind),
        width=drawn.width if picture else None, height=drawn.height if picture else None,
    )  # fmt: skip

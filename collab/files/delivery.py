"""Between somebody who sends a file and storage: what needs the network, and so no transaction (rule 4)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from collab import limits, wire
from collab.errors import Conflict, Refused
from collab.files import actions, faults, storage
from collab.files.actions.finishing import Found
from collab.files.actions.uploads import check_open, forget_bytes, my_upload
from collab.files.models import Upload
from collab.files.rules import parts
from collab.files.rules.drafts import clean_sha256
from collab.files.rules.types import HEAD_BYTES, PLAYABLE, UNKNOWN, tell
from collab.files.usage import usage_of
from collab.workrooms.models import Member


def plan(upload: Upload) -> wire.UploadPlan:
    """How to send it from here on. Raises Conflict("upload.ended"), and what storage complains of."""
    check_open(upload)
    usage = usage_of(upload.room, upload.person)
    if upload.part_size is None:
        put = storage.sign_put(upload.quarantine, size=upload.size, type=upload.type, sha256=upload.sha256)
        return wire.UploadPlan(upload=upload.card(), put=put, usage=usage)
    there = storage.parts(upload.key, upload.multipart) if upload.multipart else []
    begin(upload)
    return wire.UploadPlan(
        upload=upload.card(), part_size=upload.part_size, parts=parts.count(upload.size, upload.part_size),
        there=[wire.PartThere(number=number, size=size) for number, size in _sizes(there)], usage=usage,
    )  # fmt: skip


def _sizes(there: Sequence[storage.Part]) -> list[tuple[int, int]]:
    """Number and size of each part, once: one that was sent again may be listed again."""
    return sorted({(part.number, part.size) for part in there})


def begin(upload: Upload) -> None:
    """Let storage expect parts, if it does not yet. Of two who do so at once, one gives way."""
    if upload.multipart:
        return
    begun = storage.begin(upload.key, UNKNOWN)
    if not Upload.objects.filter(pk=upload.pk, multipart="", ended="").update(multipart=begun):
        storage.abort(upload.key, begun)
        upload.refresh_from_db()
        check_open(upload)
    else:
        upload.multipart = begun


def sign_parts(upload: Upload, asked: Sequence[wire.PartAsked]) -> wire.SignedParts:
    """Raises Conflict("upload.ended"), Refused `upload.no_parts`, `upload.parts`, `file.sha256`."""
    check_open(upload)
    if upload.part_size is None:
        raise Refused("upload.no_parts", "This file goes in one piece.")
    most = parts.count(upload.size, upload.part_size)
    numbers = {part.number for part in asked}
    if not 0 < len(asked) <= limits.PARTS_SIGNED or len(numbers) < len(asked):
        raise Refused("upload.parts", f"Please ask for 1 to {limits.PARTS_SIGNED} different parts at once.")
    if min(numbers) < 1 or max(numbers) > most:
        raise Refused("upload.parts", f"The parts of this file have the numbers 1 to {most}.")
    for part in asked:
        clean_sha256(part.sha256)
    begin(upload)
    return wire.SignedParts(parts=[_signed(upload, upload.part_size, part) for part in asked])


def _signed(upload: Upload, part_size: int, part: wire.PartAsked) -> wire.SignedPart:
    size = parts.length(upload.size, part_size, part.number)
    request = storage.sign_part(upload.key, upload.multipart, part.number, size=size, sha256=part.sha256)
    return wire.SignedPart(number=part.number, request=request)


def finish(seat: Member, key: UUID | None, id: UUID) -> wire.Uploaded:
    """Look at what came, then make it a file. Safe to repeat, and to do twice at once.

    Raises as `examine` and `actions.finish_upload`.
    """
    upload = my_upload(seat, id)
    found = None if upload.ended else _found(upload)
    try:
        return actions.finish_upload(seat, key, found, upload=id)
    except Refused:
        _forget_if_given_up(upload)
        raise


def _found(upload: Upload) -> Found | None:
    try:
        return examine(upload)
    except Conflict:
        # Somebody else may have finished or cancelled it at this moment; then the action knows what to say.
        upload.refresh_from_db()
        if not upload.ended:
            raise
        return None


def _forget_if_given_up(upload: Upload) -> None:
    """The bytes may have been put in their place after whoever cancelled had them removed from there."""
    upload.refresh_from_db()
    if upload.ended in ("cancelled", "expired"):
        with transaction.atomic():
            forget_bytes(upload)


def examine(upload: Upload) -> Found:
    """See to it that the announced bytes are under `Upload.key`, and tell what they are. Safe to repeat.

    Raises Conflict("upload.incomplete") while something is missing, Refused("upload.other_bytes").
    """
    source = upload.key if upload.part_size else upload.quarantine
    there = storage.head(source)
    if there is None and upload.part_size:
        _put_together(upload)
        there = storage.head(source)
    if there is None:
        # Moved already, by one who went away before it was written down?
        source, there = upload.key, storage.head(upload.key)
    if there is None:
        raise faults.incomplete()
    if there.size != upload.size or there.sha256 not in (None, upload.sha256):
        raise Refused(
            "upload.other_bytes", "What has arrived is not what was announced. Please send the file again."
        )
    found = Found(*tell(storage.read(source, HEAD_BYTES), upload.name, upload.type))
    if source != upload.key:
        storage.copy(source, upload.key, type=found.type if found.type in PLAYABLE else UNKNOWN)
    return found


def _put_together(upload: Upload) -> None:
    assert upload.part_size is not None
    there = storage.parts(upload.key, upload.multipart) if upload.multipart else []
    count = parts.count(upload.size, upload.part_size)
    wanted = [(number, parts.length(upload.size, upload.part_size, number)) for number in range(1, count + 1)]
    if _sizes(there) != wanted:
        raise faults.incomplete()
    storage.complete(upload.key, upload.multipart, there)

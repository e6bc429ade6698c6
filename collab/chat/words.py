"""The words of messages, added to the log when it is read: they live in one place only (rule 12)."""

from collections.abc import Sequence

from django.db import connection

from collab.files.cards import attached_to
from collab.workrooms import places
from collab.workrooms.log import Line, filled_by

_WORDS = """
SELECT message.room_id, message.seq, message.text
FROM {places} CROSS JOIN chat_message AS message WHERE message.room_id = place.room AND message.seq = place.seq
"""


@filled_by("message.posted", "message.edited", fields=["text", "files"])
def add_words(lines: Sequence[Line]) -> None:
    """Give each event the present wording of its message, and what is attached; none once that is deleted."""
    wanted = [(line.room, line.data.get("seq", line.seq)) for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(_WORDS.format(places=places.table()), [places.listed(set(wanted))])
        words = {(room, seq): text for room, seq, text in cursor.fetchall()}
    carrying = []
    for line, place in zip(lines, wanted, strict=True):
        line.data["text"] = words.get(place)
        if "attached" in line.data:
            carrying.append(line)
    if carrying:
        _add_files(carrying)


def _add_files(lines: Sequence[Line]) -> None:
    there = attached_to((line.room, line.seq) for line in lines if line.data["text"] is not None)
    for line in lines:
        files = there.get((line.room, line.seq), [])
        line.data["files"] = [file.model_dump(mode="json") for file in files]

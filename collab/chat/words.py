"""The words of messages, added to the log when it is read: they live in one place only (rule 12)."""

from collections.abc import Sequence

from django.db import connection

from collab.workrooms import places
from collab.workrooms.log import Line, filled_by

_WORDS = """
SELECT message.room_id, message.seq, message.text
FROM {places} CROSS JOIN chat_message AS message WHERE message.room_id = place.room AND message.seq = place.seq
"""


@filled_by("message.posted", "message.edited", fields=["text"])
def add_words(lines: Sequence[Line]) -> None:
    """Give each event the present wording of its message; null once that is deleted."""
    wanted = [(line.room, line.data.get("seq", line.seq)) for line in lines]
    with connection.cursor() as cursor:
        cursor.execute(_WORDS.format(places=places.table()), [places.listed(set(wanted))])
        words = {(room, seq): text for room, seq, text in cursor.fetchall()}
    for line, place in zip(lines, wanted, strict=True):
        line.data["text"] = words.get(place)

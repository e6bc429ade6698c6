"""Messages as they cross the network, many at a time."""

from collections.abc import Sequence

from collab import wire
from collab.chat.models import Message
from collab.files.cards import attached_to


def cards_of(messages: Sequence[Message]) -> list[wire.Message]:
    """Needs `author` selected. Asks once more where files are attached; what was deleted has none any more."""
    carrying = [(each.room_id, each.seq) for each in messages if each.attached and each.deleted_at is None]
    files = attached_to(carrying)
    return [each.card(files.get((each.room_id, each.seq), [])) for each in messages]

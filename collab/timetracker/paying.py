"""Which card a contract's weeks are charged to: the one that the client chose, or else their newest."""

from collab.billing.models import Card
from collab.rows import read
from collab.timetracker.models import BillCard
from collab.workrooms.models import Room

_CHOSEN = """JOIN timetracker_billcard AS chosen ON chosen.card_id = billing_card.id
WHERE chosen.room_id = %s AND billing_card.removed_at IS NULL"""
_NEWEST = """JOIN workrooms_member AS seat ON seat.person_id = billing_card.person_id
WHERE seat.room_id = %s AND seat.role = 'client' AND seat.removed_at IS NULL AND billing_card.removed_at IS NULL
ORDER BY billing_card.id DESC LIMIT 1"""


def card_for(room: Room) -> Card | None:
    """None where nothing can be charged."""
    found = read(Card, _CHOSEN, [room.pk]) or read(Card, _NEWEST, [room.pk])
    return found[0] if found else None


def choose(room: Room, card: Card) -> bool:
    """From now on this one; false where it was the chosen one already. In a locked room."""
    if BillCard.objects.filter(room=room, card=card).exists():
        return False
    BillCard.objects.update_or_create(room=room, defaults={"card": card})
    return True

"""Which card a contract's weeks are charged to: the one that the client chose, or else their newest."""

from collab.billing.models import Card
from collab.timetracker.models import BillCard
from collab.workrooms.models import Member, Room


def card_for(room: Room) -> Card | None:
    """None where nothing can be charged."""
    chosen = BillCard.objects.filter(room=room, card__removed_at=None).select_related("card").first()
    if chosen is not None:
        return chosen.card
    client = Member.objects.filter(room=room, role="client", removed_at=None).values("person")
    return Card.objects.filter(person__in=client, removed_at=None).order_by("-pk").first()


def choose(room: Room, card: Card) -> bool:
    """From now on this one; false where it was the chosen one already. In a locked room."""
    if BillCard.objects.filter(room=room, card=card).exists():
        return False
    BillCard.objects.update_or_create(room=room, defaults={"card": card})
    return True

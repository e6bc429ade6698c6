"""The cards of a person."""

from uuid import UUID

from django.db import transaction

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.billing.cards import cards_changed
from collab.billing.escrow import my_card
from collab.billing.models import Card
from collab.errors import Conflict
from collab.workrooms.action import action


@action
def add_card(person: Person, *, provider: str, token: str, label: str) -> wire.Card:
    """Keep what the provider gave for a card. Raises Conflict("card.too_many")."""
    Person.objects.select_for_update().get(pk=person.pk)
    if Card.objects.filter(person=person, removed_at=None).count() >= limits.CARDS_PER_PERSON:
        raise Conflict(
            "card.too_many",
            f"You have {limits.CARDS_PER_PERSON} cards here, which is the most. Please remove one first.",
        )
    now = clock.now()
    made = Card.objects.create(person=person, provider=provider, token=token, label=label, added_at=now)
    cards_changed(person, now)
    return made.card()


@transaction.atomic(durable=True)
def remove_card(person: Person, *, card: UUID) -> None:
    """From now on it pays nothing; what it has paid can still come back to it. Raises NotFound("card.not_found")."""
    found = my_card(person, card)
    found.removed_at = now = clock.now()
    found.save(update_fields=["removed_at"])
    cards_changed(person, now)

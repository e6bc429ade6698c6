"""Somebody proved that an address is theirs: seats that were offered to it are theirs now."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.db import transaction
from django.dispatch import receiver

from collab.workrooms.actions import take_offered_seats


@receiver(email_confirmed, dispatch_uid="collab.workrooms.arrivals")
def arrived(email_address: EmailAddress, **_: Any) -> None:
    # After the commit, for a seat is taken in a transaction of its own, room by room.
    transaction.on_commit(lambda: take_offered_seats(email_address.user))

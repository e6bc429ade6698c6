"""Double entry: accounts, transfers between them, and their legs. Transfers and legs only grow (migration 0002),
and a transfer is whole from the first (migration 0003)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from collab.accounts.models import Person
from collab.ledger.rules import KINDS, NEVER_NEGATIVE, OF_PEOPLE, OF_ROOMS, AccountKind

CHOICES = [(kind, kind) for kind in KINDS]


class Account(models.Model):
    """Money of one owner for one purpose in one currency. A room's fees and clearing are its own, so that no account is
    everybody's and no two contracts ever wait for each other."""

    kind: "models.CharField[AccountKind, AccountKind]" = models.CharField(max_length=9, choices=CHOICES)
    room_id = models.BigIntegerField(null=True)
    """A room's primary key, without a foreign key: the ledger knows nothing of rooms, which are never removed."""
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="accounts", db_index=False
    )
    currency = models.CharField(max_length=3)
    balance = models.BigIntegerField(default=0)
    """What the legs sum to: a copy, for speed; `manage.py verify_ledger` compares."""
    legs_count = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    """Of its newest leg."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room_id", "kind", "currency"], condition=Q(person=None), name="account_of_room"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "currency"], condition=Q(room_id=None), name="account_of_person"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_ROOMS, room_id__isnull=False, person=None)
                | Q(kind__in=OF_PEOPLE, room_id=None, person__isnull=False),
                name="account_owner",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NEVER_NEGATIVE) | Q(balance__gte=0), name="account_not_overdrawn"
            ),
        ]


class Transfer(models.Model):
    """Money moved, for a cause. `key` is the only one of its name: whatever moves money twice moves it once."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    """Derived from the cause, e.g. `milestone/<id>/release`."""
    cause = models.CharField(max_length=200)
    """What it was for: `kind:<public id>`; leads from each cent to its reason and back."""
    room_id = models.BigIntegerField(null=True)
    seq = models.BigIntegerField(null=True)
    """The event of that room's log that it happened with."""
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    legs_count = models.SmallIntegerField()
    """How many legs it has; the database takes no more, and no fewer."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["room_id", "id"], name="transfer_of_room"),
            models.Index(fields=["cause"], name="transfer_of_cause"),
        ]


class Leg(models.Model):
    """One account's part in a transfer, numbered without gaps in its account, with the balance that it led to."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="legs")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="legs", db_index=False)
    number = models.BigIntegerField()
    minor = models.BigIntegerField()
    balance = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "at", "number"], name="leg_by_time")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "number"], name="leg_number"),
            models.CheckConstraint(condition=~Q(minor=0), name="leg_moves"),
        ]

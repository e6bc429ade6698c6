"""Rooms, seats, and the log."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.errors import NotFound

STATUSES = ["offered", "active", "paused", "on_hold", "ended", "declined", "withdrawn", "expired"]
ROLES = ["client", "freelancer", "manager", "observer"]


def unknown_room() -> NotFound:
    """What a stranger hears of any room, existing or not."""
    return NotFound("room.not_found", "There is no such room, or you are not a member of it.")


class Room(models.Model):
    """A contract and its workroom. This row is the lock of everything in it: seq order is commit order."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    title = models.CharField(max_length=limits.LINE_CHARS)
    kind = models.CharField(max_length=6, choices=[("fixed", "fixed"), ("hourly", "hourly")])
    status = models.CharField(max_length=9, choices=[(s, s) for s in STATUSES], default="offered")
    status_reason = models.CharField(max_length=limits.REASON_CHARS, blank=True)
    head = models.BigIntegerField(default=0)
    """The number of the newest event."""
    seats_version = models.BigIntegerField(default=0)
    """Grows when somebody's seat is taken away or changed: a seat read before then is read again."""
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="room_status"),
            models.CheckConstraint(condition=models.Q(head__gte=0), name="room_head"),
        ]


class Members(models.Manager["Member"]):
    def seat(self, person: Person, room: UUID) -> "Member":
        """The person's seat in the room. Raises NotFound("room.not_found")."""
        seat = (
            self.select_related("room", "person")
            .filter(room__public_id=room, person=person, removed_at=None)
            .first()
        )
        if seat is None:
            raise unknown_room()
        return seat


class Member(models.Model):
    """A seat: `removed_at` is null while it is held."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=[(r, r) for r in ROLES])
    side = models.CharField(max_length=10, choices=[("client", "client"), ("freelancer", "freelancer")])
    read_seq = models.BigIntegerField(default=0)
    delivered_seq = models.BigIntegerField(default=0)
    joined_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar[Members] = Members()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="member_once"),
            models.UniqueConstraint(
                fields=["room", "role"],
                condition=models.Q(role__in=["client", "freelancer"], removed_at=None),
                name="member_parties",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="client", side="freelancer")
                & ~models.Q(role="freelancer", side="client"),
                name="member_side",
            ),
        ]

    def card(self) -> wire.Member:
        return wire.Member.model_validate(
            {"person": self.person.card(), "role": self.role, "side": self.side,
             "read": self.read_seq, "delivered": self.delivered_seq}
        )  # fmt: skip


class Event(models.Model):
    """A row of the log, numbered without gaps in its room. Never changed, never removed (triggers, migration 0002)."""

    pk = models.CompositePrimaryKey("room_id", "seq")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    data = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(seq__gt=0), name="event_seq")]


class Receipt(models.Model):
    """The first answer to an action, kept for ever under the key its asker gave it (rule 2)."""

    pk = models.CompositePrimaryKey("person_id", "key")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    digest = models.BinaryField(max_length=16)
    """Of what was asked, so that the same key with another body is noticed."""
    answer = models.JSONField()


class Epoch(models.Model):
    """One row: which history the numbers belong to. A restored backup gets a new one."""

    value = models.UUIDField(default=uuid7)

    @classmethod
    def current(cls) -> UUID:
        row, _ = cls.objects.get_or_create(pk=1)
        return row.value

"""Rooms, seats, terms, invitations, and the log."""

from typing import ClassVar, get_args
from uuid import UUID

from django.db import models
from django.db.models.functions import Lower
from uuid_utils.compat import uuid7

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.errors import NotFound

KINDS = list(get_args(wire.Kind))
STATUSES = list(get_args(wire.Status))
ROLES = list(get_args(wire.Role))
SIDES = list(get_args(wire.Side))
TERMS_STATES = list(get_args(wire.TermsState))
ENDS_OF_INVITES = list(get_args(wire.EndOfInvite))
PROPOSED = models.Q(state="proposed")


def one_of(values: list[str]) -> list[tuple[str, str]]:
    """`choices` of a column."""
    return [(value, value) for value in values]


def unknown_room() -> NotFound:
    """What a stranger hears of any room, existing or not."""
    return NotFound("room.not_found", "There is no such room, or you are not a member of it.")


class Room(models.Model):
    """A contract and its workroom. This row is the lock of everything in it: seq order is commit order."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    title = models.CharField(max_length=limits.LINE_CHARS)
    kind: "models.CharField[wire.Kind, wire.Kind]" = models.CharField(max_length=6, choices=one_of(KINDS))
    status: "models.CharField[wire.Status, wire.Status]" = models.CharField(
        max_length=9, choices=one_of(STATUSES), default="offered"
    )
    status_reason = models.CharField(max_length=limits.REASON_CHARS, blank=True)
    head = models.BigIntegerField(default=0)
    """The number of the newest event."""
    seats_version = models.BigIntegerField(default=0)
    """Grows when somebody's seat is given or taken away: a seat read before then is read again."""
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_at = models.DateTimeField(default=clock.now)
    """When something last happened; reading is not something."""

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
    """A seat: `removed_at` is null while it is held. Who comes back gets the same row again."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role: "models.CharField[wire.Role, wire.Role]" = models.CharField(max_length=10, choices=one_of(ROLES))
    side: "models.CharField[wire.Side, wire.Side]" = models.CharField(max_length=10, choices=one_of(SIDES))
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


class TermsVersion(models.Model):
    """A proposal of terms: version 1 is the offer. What it says never changes; only `state` moves on, once."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="versions", db_index=False)
    version = models.PositiveIntegerField()
    state: "models.CharField[wire.TermsState, wire.TermsState]" = models.CharField(
        max_length=9, choices=one_of(TERMS_STATES), default="proposed"
    )
    title = models.CharField(max_length=limits.LINE_CHARS)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=6, choices=one_of(KINDS))
    currency = models.CharField(max_length=3)
    rate = models.BigIntegerField(null=True)
    weekly_limit = models.PositiveSmallIntegerField(null=True)
    manual_time = models.BooleanField(null=True)
    start = models.DateField(null=True)
    retainer = models.BigIntegerField(null=True)
    reading_mode = models.BooleanField(null=True)
    fee_profile = models.CharField(max_length=40)
    policy = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    side: "models.CharField[wire.Side, wire.Side]" = models.CharField(max_length=10, choices=one_of(SIDES))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    counts_from = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], condition=PROPOSED, name="terms_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "version"], name="terms_version"),
            models.UniqueConstraint(fields=["room", "side"], condition=PROPOSED, name="terms_one_open"),
            models.CheckConstraint(condition=models.Q(state__in=TERMS_STATES), name="terms_state"),
            models.CheckConstraint(condition=PROPOSED ^ models.Q(decided_at__isnull=False), name="terms_decided"),
            models.CheckConstraint(
                condition=models.Q(
                    kind="fixed", rate=None, weekly_limit=None, manual_time=None, start=None, retainer=None,
                    reading_mode=None,
                )
                | models.Q(
                    kind="hourly", rate__gt=0, rate__lte=limits.RATE_MINOR, weekly_limit__gte=0,
                    weekly_limit__lte=168, manual_time__isnull=False, start__isnull=False,
                ),
                name="terms_kind",
            ),
        ]  # fmt: skip

    def terms(self) -> wire.Terms:
        return wire.Terms.model_validate({field: getattr(self, field) for field in wire.Terms.model_fields})

    def card(self) -> wire.TermsVersion:
        """As it crosses the network. Needs `by` and `decided_by` selected."""
        return wire.TermsVersion.model_validate(
            {"version": self.version, "state": self.state, "terms": self.terms(), "note": self.note,
             "side": self.side, "by": self.by.public_id, "at": self.at, "expires_at": self.expires_at,
             "decided_by": self.decided_by and self.decided_by.public_id, "decided_at": self.decided_at,
             "counts_from": self.counts_from}
        )  # fmt: skip


class Invite(models.Model):
    """Somebody was asked in by e-mail. `closed` tells how it ended; empty while it waits for an answer."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="invites")
    email = models.EmailField(max_length=254)
    """Lower case."""
    role: "models.CharField[wire.Role, wire.Role]" = models.CharField(max_length=10, choices=one_of(ROLES))
    side: "models.CharField[wire.Side, wire.Side]" = models.CharField(max_length=10, choices=one_of(SIDES))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    closed = models.CharField(max_length=9, blank=True, choices=one_of(ENDS_OF_INVITES))
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email", "room"], condition=models.Q(closed=""), name="invite_open"),
            models.CheckConstraint(
                condition=models.Q(closed="", closed_at=None)
                | models.Q(closed__in=ENDS_OF_INVITES, closed_at__isnull=False),
                name="invite_closed",
            ),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="invite_email_lower"),
        ]  # fmt: skip

    def card(self) -> wire.Invite:
        """As it crosses the network. Needs `by` selected."""
        return wire.Invite.model_validate(
            {"id": self.public_id, "email": self.email, "role": self.role, "side": self.side,
             "by": self.by.public_id, "at": self.at}
        )  # fmt: skip


class Event(models.Model):
    """A row of the log, numbered without gaps in its room. Never changed, never removed (triggers, migration 0002)."""

    pk = models.CompositePrimaryKey("room_id", "seq")
    # Foreign keys would cost half of what the database does for a message, to prove what the lock of the room and the
    # seat of the person have proved already; rooms and people are never removed.
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="events", db_index=False, db_constraint=False
    )
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=40)
    data = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(seq__gt=0), name="event_seq")]


class Receipt(models.Model):
    """The first answer to an action, kept for ever under the key its asker gave it (rule 2)."""

    pk = models.CompositePrimaryKey("person_id", "key")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
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

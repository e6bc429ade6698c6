"""Payments, releases with their holds, and papers. What moved is in the ledger; here is why, and what comes next."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Literal, get_args
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from collab import limits, wire
from collab.accounts.models import Person
from collab.workrooms.models import Room, one_of

PAYMENT_KINDS = list(get_args(wire.PaymentKind))
PAYMENT_STATES = list(get_args(wire.PaymentState))
PAPER_KINDS = list(get_args(wire.PaperKind))
RELEASE_KINDS = ["milestone", "bonus", "bill"]
Answered = Literal["", "confirmed", "given_up"]
OPEN = Q(state__in=["processing", "needs_confirmation"])


class Card(models.Model):
    """A way to pay. The number is the provider's; here is only the token that it gave for it."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    provider = models.CharField(max_length=20)
    token = models.CharField(max_length=200)
    label = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    def card(self) -> wire.Card:
        return wire.Card(id=self.public_id, label=self.label, added_at=self.added_at)


class Payment(models.Model):
    """Money on its way through a provider: written down before the provider is asked.

    The key is derived from its id, so that asking again never pays twice.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="payments", db_index=False)
    kind: "models.CharField[wire.PaymentKind, wire.PaymentKind]" = models.CharField(
        max_length=7, choices=one_of(PAYMENT_KINDS)
    )
    state: "models.CharField[wire.PaymentState, wire.PaymentState]" = models.CharField(
        max_length=18, choices=one_of(PAYMENT_STATES), default="processing"
    )
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="+", db_index=False)
    """For a refund: where the money came from."""
    minor = models.BigIntegerField()
    fee = models.BigIntegerField(default=0)
    initiation = models.BigIntegerField(default=0)
    """Of the fee: the one-off initiation fee."""
    free = models.BigIntegerField(default=0)
    """For a funding: what was taken from the free money in escrow, on top."""
    currency = models.CharField(max_length=3)
    title = models.CharField(max_length=limits.LINE_CHARS, blank=True)
    subjects = models.JSONField(default=list)
    """Public ids of the milestones that it pays for, as text."""
    week = models.DateField(null=True)
    """The Monday of the week that it pays for; a refund has that of its charge."""
    note = models.CharField(max_length=limits.REASON_CHARS, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    hold_until = models.DateTimeField(null=True)
    """Of what pays for a week: its money is available no sooner."""
    of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="refunds")
    """For a refund: the charge whose money goes back."""
    answered: "models.CharField[Answered, Answered]" = models.CharField(
        max_length=9, default="", db_default=""
    )
    """What the payer said to the bank's question: written down before the provider hears of it."""
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "id"], name="payment_of_room")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    minor__gt=0, fee__gte=0, free__gte=0, initiation__gte=0, initiation__lte=F("fee")
                ),
                name="payment_amount",
            ),
            models.CheckConstraint(
                condition=Q(kind="refund", of__isnull=False) | (~Q(kind="refund") & Q(of=None)),
                name="payment_of_refund",
            ),
            models.CheckConstraint(
                condition=(OPEN & Q(ended_at=None)) | (~OPEN & Q(ended_at__isnull=False)),
                name="payment_ended",
            ),
        ]

    @property
    def key(self) -> str:
        """The provider's idempotency key, and the ledger's."""
        return f"payment/{self.public_id}"

    @property
    def confirm_until(self) -> datetime | None:
        """While it waits for its payer."""
        waits = self.state == "needs_confirmation"
        return self.at + timedelta(seconds=limits.CONFIRM_SECONDS) if waits else None

    def card_of(self) -> wire.Payment:
        """As it crosses the network. Needs `by` and `of` selected."""
        return wire.Payment(
            id=self.public_id, kind=self.kind, state=self.state, minor=self.minor, fee=self.fee,
            initiation=self.initiation, total=self.minor + self.fee, currency=self.currency, free=self.free,
            of=self.of and self.of.public_id, title=self.title,
            milestones=[UUID(subject) for subject in self.subjects], week=self.week, note=self.note,
            by=self.by and self.by.public_id, at=self.at, confirm_until=self.confirm_until, ended_at=self.ended_at,
            trouble=self.trouble,
        )  # fmt: skip


class Purse(models.Model):
    """Sums of a contract's money, kept with every movement; `manage.py verify_ledger` adds them up again."""

    room = models.OneToOneField(Room, on_delete=models.PROTECT, primary_key=True, related_name="purse")
    currency = models.CharField(max_length=3)
    deposited = models.BigIntegerField(default=0)
    released = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    bound = models.BigIntegerField(default=0)
    """Of what is held, the amounts of funded milestones, and what a funding under way has taken."""
    bonuses = models.BigIntegerField(default=0)
    billed = models.BigIntegerField(default=0)
    returned = models.BigIntegerField(default=0)
    fees_client = models.BigIntegerField(default=0)
    fees_freelancer = models.BigIntegerField(default=0)
    initiated = models.BooleanField(default=False)
    """Whether the one-off initiation fee was charged."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deposited__gte=F("released") + F("refunded")), name="purse_held_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(bound__gte=0, bound__lte=F("deposited") - F("released") - F("refunded")),
                name="purse_bound_is_held",
            ),
        ]

    @property
    def held(self) -> int:
        return self.deposited - self.released - self.refunded

    @property
    def free(self) -> int:
        """Of what is held, bound to nothing."""
        return self.held - self.bound

    def money(self) -> wire.RoomMoney:
        return wire.RoomMoney(
            currency=self.currency, deposited=self.deposited, released=self.released, refunded=self.refunded,
            held=self.held, free=self.free, bonuses=self.bonuses, billed=self.billed, returned=self.returned,
            fees_client=self.fees_client, fees_freelancer=self.fees_freelancer,
        )  # fmt: skip


class Release(models.Model):
    """Money for the freelancer: pending, then available; some of it may go back."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="releases", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=9, choices=one_of(RELEASE_KINDS))
    subject = models.UUIDField(null=True)
    """The milestone's public id."""
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, null=True, related_name="release")
    """For a bonus or a week: the charge that it came with."""
    title = models.CharField(max_length=limits.LINE_CHARS)
    minor = models.BigIntegerField()
    fee = models.BigIntegerField()
    refunded = models.BigIntegerField(default=0)
    refunded_fee = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    available_at = models.DateTimeField()
    is_available = models.BooleanField(default=False)
    refund_until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["room", "id"], name="release_of_room"),
            models.Index(
                fields=["person", "available_at"],
                condition=Q(is_available=False, refunded__lt=F("minor")),
                name="release_on_hold",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minor__gt=0, fee__gte=0, refunded__gte=0, refunded__lte=F("minor"))
                & Q(fee__lte=F("minor"), refunded_fee__gte=0, refunded_fee__lte=F("fee")),
                name="release_amounts",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["bonus", "bill"], payment__isnull=False)
                | Q(kind="milestone", payment=None),
                name="release_source",
            ),
        ]

    @property
    def kept(self) -> int:
        """Of `minor`, not given back."""
        return self.minor - self.refunded

    @property
    def net(self) -> int:
        """What the freelancer has of it now."""
        return self.kept - (self.fee - self.refunded_fee)

    @property
    def week(self) -> date | None:
        """Of a bill: its Monday. Needs `payment` selected."""
        return self.payment.week if self.payment else None

    def card(self) -> wire.Release:
        """As it crosses the network. Needs `payment` selected."""
        return wire.Release.model_validate(
            {"id": self.public_id, "kind": self.kind, "milestone": self.subject, "week": self.week,
             "title": self.title, "minor": self.minor, "fee": self.fee, "net": self.minor - self.fee,
             "refunded": self.refunded, "left": self.net, "at": self.at, "available_at": self.available_at,
             "is_available": self.is_available, "refund_until": self.refund_until}
        )  # fmt: skip


class Issuer(models.Model):
    """Who numbers papers, without gaps: a person their invoices, the operator the receipts of each room.

    (So no two contracts wait for each other's numbers.)
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="issuer")
    room = models.OneToOneField(Room, on_delete=models.PROTECT, null=True, related_name="issuer")
    prefix = models.CharField(max_length=20, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person=None, room__isnull=False) | Q(person__isnull=False, room=None),
                name="issuer_one",
            )
        ]


class Paper(models.Model):
    """A receipt, invoice or credit note, as it was issued. Only grows (triggers)."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="papers", db_index=False)
    count = models.PositiveIntegerField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="papers", db_index=False)
    kind: "models.CharField[wire.PaperKind, wire.PaperKind]" = models.CharField(
        max_length=11, choices=one_of(PAPER_KINDS)
    )
    title = models.CharField(max_length=limits.LINE_CHARS)
    issued_by = models.JSONField()
    """Name and address lines of the issuer, as they were."""
    issued_to = models.JSONField()
    lines = models.JSONField()
    """`[{"text", "minor"}, …]`, which sum to `total`."""
    total = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    cause = models.CharField(max_length=200, unique=True)
    """One paper for each cause: `payment/<id>`, `release/<id>`, …"""
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "id"], name="paper_of_room")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["issuer", "count"], name="paper_number")]


class SandboxCharge(models.Model):
    """What the sandbox provider keeps on its side, as a bank would: found by its key only."""

    key = models.CharField(max_length=200, unique=True)
    token = models.CharField(max_length=200)
    minor = models.BigIntegerField()
    """Negative for a refund."""
    of = models.CharField(max_length=200, blank=True)
    """For a refund: the key of the charge."""
    currency = models.CharField(max_length=3)
    state: "models.CharField[wire.PaymentState, wire.PaymentState]" = models.CharField(
        max_length=18, choices=one_of(PAYMENT_STATES)
    )
    due_at = models.DateTimeField(null=True)
    """When a slow one is decided."""
    asked = models.PositiveIntegerField(default=1)
    """How often it was asked for; it is charged once."""

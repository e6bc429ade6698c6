"""Facts of worked time, and what is kept of each week: its lock, its sums, its bill."""

from typing import ClassVar, get_args

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from collab import limits, wire
from collab.accounts.models import Person
from collab.workrooms.models import Room, one_of

REPORT_KINDS = list(get_args(wire.ReportKind))
WEEK_STATES = list(get_args(wire.WeekState))
HOWS = list(get_args(wire.StopHow))
ASK_KINDS = list(get_args(wire.AskKind))
ASK_STATES = list(get_args(wire.AskState))
BILL_STATES = ["charging", "paid", "past_due"]
LINE_KINDS = list(get_args(wire.BillLineKind))


class Run(models.Model):
    """When a contract ran: from its acceptance, or from where a halt was over, to the next halt or its end.

    The log tells the same; to find it there would mean to read all that was said.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="runs", db_index=False)
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    """Null while it runs."""
    paused = models.BooleanField(default=False)
    """A pause ended it: not a charge that failed, nor the end of the contract."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room"], condition=Q(end=None), name="run_one_open"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="run_end"),
        ]
        indexes: ClassVar = [models.Index(fields=["room", "start"], name="run_of_room")]


class Timesheet(models.Model):
    """A person's week over all contracts: whoever adds to it or bills of it locks this row, after the room (rule 4).

    Lock several by ascending id, and bill after the lock instant only: so no second is counted twice, and none is
    added to a diary that was billed.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    monday = models.DateField()
    locked_at = models.DateTimeField(null=True)
    """Set by the first bill of it; from then on reports are late."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "monday"], name="timesheet_once"),
        ]


class Week(models.Model):
    """A contract's week. The sums repeat what the diary says (rules.diary), for lists, alerts and the preview."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="weeks", db_index=False)
    monday = models.DateField()
    state: "models.CharField[wire.WeekState, wire.WeekState]" = models.CharField(
        max_length=9, choices=one_of(WEEK_STATES), default="open"
    )
    tracked = models.PositiveIntegerField(default=0)
    manual = models.PositiveIntegerField(default=0)
    over_limit = models.PositiveIntegerField(default=0)
    shadow = models.PositiveIntegerField(default=0)
    outside = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    limit = models.PositiveIntegerField()
    """Seconds that may count as of now; the highest that the week has had."""
    over_accepted = models.PositiveIntegerField(default=0)
    """Of the seconds over the limit: those that the client pays for."""
    alerted = models.PositiveSmallIntegerField(default=0)
    """The last alert of this week: 0, 80 or 100 per cent of the limit. Moves up by a conditional update only."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "monday"], name="week_once"),
            models.CheckConstraint(
                condition=Q(limit__gte=F("tracked") + F("manual")), name="week_within_limit"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "monday"], name="week_due")]

    @property
    def over_unpaid(self) -> int:
        """Of the seconds over the limit: those that the client did not accept so far."""
        return self.over_limit - self.over_accepted


class Report(models.Model):
    """A fact: who claims to have worked when, on what. Only `end` and `active` grow, while its timer runs."""

    public_id = models.UUIDField(unique=True, editable=False)
    """Made by the device."""
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="reports", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    device = models.CharField(max_length=limits.DEVICE_CHARS)
    kind: "models.CharField[wire.ReportKind, wire.ReportKind]" = models.CharField(
        max_length=7, choices=one_of(REPORT_KINDS)
    )
    memo = models.CharField(max_length=limits.MEMO_CHARS)
    start = models.DateTimeField()
    end = models.DateTimeField()
    active = models.BinaryField(default=bytes)
    """A bit for each minute with input, from that in which it starts; the lowest bit of a byte first."""
    reason = models.CharField(max_length=limits.REASON_CHARS, blank=True)
    running = models.BooleanField(default=False)
    stopped: "models.CharField[wire.StopHow | str, wire.StopHow | str]" = models.CharField(
        max_length=8, blank=True, choices=one_of(HOWS)
    )
    """How its timer came to an end; empty while it runs, and for what was never a timer."""
    flagged = models.IntegerField(default=0)
    late = models.BooleanField(default=False)
    """It came after the lock of a week that it is in; of which, `at` tells."""
    pieces = models.JSONField(null=True)
    """What the last correction left of it: `[[start, end, memo], …]` in unix seconds; null where there was none."""
    corrected = models.PositiveIntegerField(default=0)
    """How many corrections there were."""
    at = models.DateTimeField()
    """When it arrived; a timer's, when it started."""
    seq = models.BigIntegerField(default=0)
    """Of the event that told of it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(running=True), name="report_one_runs"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="report_end"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "start"], name="report_of_person"),
            models.Index(fields=["room", "start"], name="report_of_room"),
        ]


class Correction(models.Model):
    """A fact about a report: what was left of it before, and after. Rows only grow."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="corrections", db_index=False)
    number = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=limits.REASON_CHARS, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="correction_number"),
        ]


class Ask(models.Model):
    """Time that counts only if the client accepts it."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="asks", db_index=False)
    monday = models.DateField()
    kind: "models.CharField[wire.AskKind, wire.AskKind]" = models.CharField(
        max_length=10, choices=one_of(ASK_KINDS)
    )
    state: "models.CharField[wire.AskState, wire.AskState]" = models.CharField(
        max_length=9, choices=one_of(ASK_STATES), default="asked"
    )
    report = models.UUIDField(null=True)
    """Of manual time: the public id that its report will have."""
    start = models.DateTimeField(null=True)
    end = models.DateTimeField(null=True)
    memo = models.CharField(max_length=limits.MEMO_CHARS, blank=True)
    seconds = models.PositiveIntegerField()
    """Of a supplement: what of the late reports nothing else claims; grows while it is open."""
    minor = models.BigIntegerField()
    reason = models.CharField(max_length=limits.REASON_CHARS, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    until = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room", "monday"],
                condition=Q(kind="supplement", state="asked"),
                name="ask_one_supplement",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["room", "monday"], name="ask_of_week")]


class Bill(models.Model):
    """A week's bill: exactly one for each contract and week. Its lines never change; its state does."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="bills", db_index=False)
    monday = models.DateField()
    lines = models.JSONField()
    """wire.BillLine, each."""
    minor = models.BigIntegerField()
    fee = models.BigIntegerField()
    """The client's."""
    net = models.BigIntegerField()
    carried = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=8, choices=one_of(BILL_STATES))
    trouble = models.CharField(max_length=200, blank=True)
    payment = models.UUIDField(null=True)
    """Public id of the payment that pays, or last tried to."""
    tries = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    seq = models.BigIntegerField()
    paid_at = models.DateTimeField(null=True)
    available_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "monday"], name="bill_once"),
            models.CheckConstraint(condition=Q(minor__gte=0), name="bill_not_negative"),
        ]


class Extra(models.Model):
    """A line for the next bill: accepted late or after the lock, or taken back. Never changes but for its bill.

    Or, of a credit that no bill follows, for when it went back to the client.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="extras", db_index=False)
    monday = models.DateField()
    """Of the work."""
    kind: "models.CharField[wire.BillLineKind, wire.BillLineKind]" = models.CharField(
        max_length=10, choices=one_of(LINE_KINDS)
    )
    seconds = models.IntegerField()
    rate = models.BigIntegerField(null=True)
    minor = models.BigIntegerField()
    text = models.CharField(max_length=limits.LINE_CHARS)
    at = models.DateTimeField()
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, null=True, related_name="extras", db_index=False)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "bill"], name="extra_open")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(bill=None) | Q(given_back_at=None), name="extra_settled_once"),
        ]


class BillCard(models.Model):
    """What a contract's Mondays are charged to."""

    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey("billing.Card", on_delete=models.PROTECT, related_name="+")

"""Milestones, submissions, and what the two sides ask of each other about them."""

from typing import ClassVar, get_args

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from collab import limits, wire
from collab.accounts.models import Person
from collab.files.models import FrozenSet
from collab.workrooms.models import Room, one_of

STATES = list(get_args(wire.MilestoneState))
SUBMISSION_STATES = list(get_args(wire.SubmissionState))
SIDES = list(get_args(wire.PartySide))


class Milestone(models.Model):
    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="milestones", db_index=False)
    position = models.PositiveIntegerField()
    """Order in the room; gaps and repeats do not matter, `id` decides between equals."""
    title = models.CharField(max_length=limits.LINE_CHARS)
    description = models.TextField(blank=True)
    minor = models.BigIntegerField()
    due = models.DateField(null=True)
    checklist = models.JSONField(default=list)
    """`[{"id": 1, "text": "…"}, …]`"""
    last_item = models.PositiveIntegerField(default=0)
    """The highest id that an item of the checklist ever had."""
    revision_cap = models.PositiveSmallIntegerField(null=True)
    state: "models.CharField[wire.MilestoneState, wire.MilestoneState]" = models.CharField(
        max_length=17, choices=one_of(STATES), default="draft"
    )
    side: "models.CharField[wire.PartySide, wire.PartySide]" = models.CharField(
        max_length=10, choices=one_of(SIDES)
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    payment = models.UUIDField(null=True)
    """Public id of the payment under way that funds it."""
    funded_at = models.DateTimeField(null=True)
    released = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    less_minor = models.BigIntegerField(null=True)
    """The client's open offer of less; with who, when and why."""
    less_note = models.TextField(blank=True)
    less_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    less_at = models.DateTimeField(null=True)
    cancel_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    """The client's open wish to cancel."""
    cancel_at = models.DateTimeField(null=True)
    cancel_until = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "position", "id"], name="milestone_order")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minor__gt=0), name="milestone_amount"),
            models.CheckConstraint(
                condition=Q(released__gte=0, released__lte=F("minor")), name="milestone_released"
            ),
            models.CheckConstraint(
                condition=Q(less_minor=None)
                | Q(less_minor__gt=0, less_minor__lt=F("minor"), state="submitted"),
                name="milestone_less",
            ),
            models.CheckConstraint(
                condition=Q(payment=None) | Q(state="draft"), name="milestone_paying_is_draft"
            ),
        ]


class Change(models.Model):
    """A proposed change of a funded milestone, until it is decided; then the row goes."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    milestone = models.OneToOneField(Milestone, on_delete=models.PROTECT, related_name="change")
    draft = models.JSONField()
    """wire.MilestoneDraft."""
    side: "models.CharField[wire.PartySide, wire.PartySide]" = models.CharField(
        max_length=10, choices=one_of(SIDES)
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class Submission(models.Model):
    """Work handed in: message and files never change; state and marks move on."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="submissions", db_index=False
    )
    number = models.PositiveIntegerField()
    state: "models.CharField[wire.SubmissionState, wire.SubmissionState]" = models.CharField(
        max_length=17, choices=one_of(SUBMISSION_STATES), default="waiting"
    )
    message = models.TextField()
    frozen_set = models.ForeignKey(
        FrozenSet, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    checklist = models.JSONField(default=list)
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    review_until = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["milestone", "number"], name="submission_number"),
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(state="waiting"), name="submission_one_waiting"
            ),
        ]


class Mark(models.Model):
    """What the client thinks of one item of a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="marks", db_index=False)
    item = models.PositiveIntegerField()
    ok = models.BooleanField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "item"], name="mark_once")]

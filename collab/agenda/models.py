"""What will happen by itself, and when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from collab import wire


class Due(models.Model):
    """A row that exists before it fires: both sides see what happens then if nobody acts.

    Gone once it has fired, or once somebody acted, in that same transaction.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    verb = models.CharField(max_length=40)
    """What fires: a name that some app registered with `agenda.book.fires`."""
    subject = models.CharField(max_length=80)
    """What it is about: a public id, or whatever names one thing of this verb."""
    room_id = models.BigIntegerField(null=True)
    """The room's primary key, without a foreign key: the agenda knows nothing of rooms, which are never removed."""
    side = models.CharField(max_length=10, blank=True)
    """Who can act before: a side, or empty for nobody or both."""
    sentence = models.CharField(max_length=300)
    """What happens then if nobody acts."""
    due_at = models.DateTimeField()
    next_at = models.DateTimeField()
    """When a worker may take it: `due_at` at first; later the end of its lease, or of the pause after a failure."""
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_at", "id"], name="due_next"),
            models.Index(fields=["room_id", "due_at"], name="due_in_room"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verb", "subject"], name="due_once"),
            models.CheckConstraint(condition=Q(next_at__gte=F("due_at")), name="due_not_early"),
        ]

    def card(self) -> wire.Due:
        return wire.Due.model_validate(
            {"id": self.public_id, "verb": self.verb, "subject": self.subject, "at": self.due_at,
             "side": self.side or None, "sentence": self.sentence}
        )  # fmt: skip

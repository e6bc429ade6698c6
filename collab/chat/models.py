"""Messages: the words live here and nowhere else (rule 12)."""

from typing import ClassVar

from django.db import models

from collab import wire
from collab.accounts.models import Person
from collab.workrooms.models import Room


class Message(models.Model):
    """A message, under the number of its event in the room's log. `text` is null once deleted."""

    pk = models.CompositePrimaryKey("room_id", "seq")
    # As in Event: proved by lock and seat, and too dear to prove again.
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="messages", db_index=False, db_constraint=False
    )
    seq = models.BigIntegerField()
    author = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    at = models.DateTimeField()
    text = models.TextField(null=True)
    reply_to = models.BigIntegerField(null=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    attached = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How many files were attached."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(text=None) ^ models.Q(deleted_at=None), name="message_deleted_has_no_words"
            ),
            models.CheckConstraint(
                condition=models.Q(reply_to=None) | models.Q(reply_to__lt=models.F("seq")),
                name="message_reply_back",
            ),
        ]

    def card(self, files: list[wire.FileVersion]) -> wire.Message:
        """As it crosses the network, with what is attached. Needs `author` selected."""
        return wire.Message(
            seq=self.seq, at=self.at, by=self.author.public_id, text=self.text, reply_to=self.reply_to,
            edited_at=self.edited_at, deleted_at=self.deleted_at, files=files,
        )  # fmt: skip


class Revision(models.Model):
    """An earlier wording, shown to both sides; it goes when the message is deleted."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.BigIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    """When these words were written."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "seq", "id"], name="revision_of")]

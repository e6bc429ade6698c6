from typing import ClassVar

from django.db import models


class Message(models.Model):
    """One message of a room; the room is only a name, as in the tutorial."""

    room = models.CharField(max_length=100)
    author = models.CharField(max_length=100)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "id"], name="message_room")]

"""Files: names with versions, what is on its way, what must not change, and what is still to be done for them."""

from typing import ClassVar, get_args

from django.db import models
from uuid_utils.compat import uuid7

from collab import clock, limits, wire
from collab.accounts.models import Person
from collab.workrooms.models import Room, one_of

KINDS = list(get_args(wire.FileKind))
PREVIEW_KINDS = list(get_args(wire.PreviewKind))
PREVIEW_STATES = list(get_args(wire.PreviewState))
ENDS = list(get_args(wire.EndOfUpload))
VERBS = ["preview", "check", "hold", "remove"]
"""What a worker does: draw previews, read back and compare, put the storage's legal hold on, remove bytes."""

ALIVE = models.Q(deleted_at=None)


class File(models.Model):
    """A name in a room. `folded` decides whether two names are the same (`rules.names.fold`)."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="files", db_index=False)
    name = models.CharField(max_length=limits.FILE_NAME_BYTES)
    """As its newest version spells it."""
    folded = models.CharField(max_length=2 * limits.FILE_NAME_BYTES)
    newest = models.PositiveIntegerField(default=0)
    """The highest number that a version ever had."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "folded"], name="file_name_once")]


class Version(models.Model):
    """The bytes under `key` in storage never change. Deleted, the row stays as their tombstone."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="versions", db_index=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=limits.FILE_NAME_BYTES)
    folded = models.CharField(max_length=2 * limits.FILE_NAME_BYTES)
    size = models.BigIntegerField()
    type = models.CharField(max_length=127)
    kind: "models.CharField[wire.FileKind, wire.FileKind]" = models.CharField(
        max_length=10, choices=one_of(KINDS)
    )
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=limits.FILE_NOTE_CHARS, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    added_seq = models.BigIntegerField()
    """Its `file.added`."""
    said_seq = models.BigIntegerField()
    """The event that brought it: its `file.added`, then the first message that it is attached to."""
    key = models.CharField(max_length=200, unique=True)
    shown = models.BooleanField(default=True)
    """The one version that stands for the file in lists: the newest that is not deleted, else the newest."""
    preview: "models.CharField[wire.PreviewState, wire.PreviewState]" = models.CharField(
        max_length=7, choices=one_of(PREVIEW_STATES), default="waiting"
    )
    frozen_at = models.DateTimeField(null=True)
    """When it was first handed in somewhere."""
    checked_at = models.DateTimeField(null=True)
    damaged_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["room", "at", "id"], condition=models.Q(shown=True), name="version_by_time"),
            models.Index(fields=["room", "folded", "id"], condition=models.Q(shown=True), name="version_by_name"),
            models.Index(fields=["room", "size", "id"], condition=models.Q(shown=True), name="version_by_size"),
            models.Index(fields=["by"], condition=ALIVE, name="version_of_person"),
            models.Index(fields=["room", "by"], condition=ALIVE, name="version_by_person"),
        ]  # fmt: skip
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="version_number"),
            models.UniqueConstraint(
                fields=["file"], condition=models.Q(shown=True), name="version_one_shown"
            ),
            models.CheckConstraint(condition=models.Q(size__gte=0), name="version_size"),
            models.CheckConstraint(
                condition=models.Q(deleted_at=None) | models.Q(frozen_at=None), name="version_frozen_stays"
            ),
            models.CheckConstraint(
                condition=models.Q(deleted_at=None, deleted_by=None)
                | models.Q(deleted_at__isnull=False, deleted_by__isnull=False),
                name="version_deleted_by",
            ),
        ]


class Preview(models.Model):
    """A WebP picture (or, for `text`, a JSON of wire.TextPreview) made of a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="previews", db_index=False)
    kind: "models.CharField[wire.PreviewKind, wire.PreviewKind]" = models.CharField(
        max_length=9, choices=one_of(PREVIEW_KINDS)
    )
    key = models.CharField(max_length=200)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "kind"], name="preview_once")]


class Attachment(models.Model):
    """A version in a message, in the author's order."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="attachments")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "seq", "position"], name="attachment_place"),
            models.UniqueConstraint(fields=["room", "seq", "version"], name="attachment_once"),
        ]


class Upload(models.Model):
    """What somebody said they would send. `ended` tells how it went; empty while it is under way."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="uploads", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=limits.FILE_NAME_BYTES)
    size = models.BigIntegerField()
    type = models.CharField(max_length=127)
    """As announced, and as signed."""
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=limits.FILE_NOTE_CHARS, blank=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    """The file that it is a new version of."""
    key = models.CharField(max_length=200, unique=True)
    """Where the bytes will be once it is finished."""
    part_size = models.BigIntegerField(null=True)
    """Bytes of each part but the last; null for a single PUT, which goes to `quarantine` first."""
    multipart = models.CharField(max_length=1024, blank=True)
    """Storage's id of the multipart upload, once begun."""
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended = models.CharField(max_length=9, blank=True, choices=one_of(ENDS))
    ended_at = models.DateTimeField(null=True)
    version = models.OneToOneField(Version, on_delete=models.PROTECT, null=True, related_name="upload")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["room"], condition=models.Q(ended=""), name="upload_open_room"),
            models.Index(fields=["person"], condition=models.Q(ended=""), name="upload_open_person"),
            models.Index(fields=["expires_at"], condition=models.Q(ended=""), name="upload_due"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended="", ended_at=None)
                | models.Q(ended__in=ENDS, ended_at__isnull=False),
                name="upload_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(ended="finished", version__isnull=False)
                | (~models.Q(ended="finished") & models.Q(version=None)),
                name="upload_finished",
            ),
        ]

    @property
    def quarantine(self) -> str:
        """Where a single PUT goes: nothing is ever shown from there."""
        return f"quarantine/{self.public_id}"

    def card(self) -> wire.Upload:
        """As the others see it. Needs `person` selected."""
        return wire.Upload(
            id=self.public_id, by=self.person.public_id, name=self.name, size=self.size, at=self.at,
            expires_at=self.expires_at,
        )  # fmt: skip


class Download(models.Model):
    """Somebody asked for a link to the whole file."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="downloads")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class FrozenSet(models.Model):
    """Versions handed in together. Only grows (triggers, migration 0002)."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=200)
    """What they were handed in for, e.g. `submission:<id>`."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class Pin(models.Model):
    """A version in a frozen set, with the SHA-256 that it had then. Only grows."""

    frozen_set = models.ForeignKey(FrozenSet, on_delete=models.PROTECT, related_name="pins", db_index=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="pins")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["frozen_set", "version"], name="pin_once")]


class Shelf(models.Model):
    """Sums of a room's files, so that a list and a quota cost the same however many there are; see `usage.py`."""

    room = models.OneToOneField(Room, on_delete=models.PROTECT, primary_key=True, related_name="shelf")
    files = models.BigIntegerField(default=0)
    """Files that show a version which is not deleted."""
    shown_bytes = models.BigIntegerField(default=0)
    """Of those versions."""
    stored_bytes = models.BigIntegerField(default=0)
    """Of all versions that are not deleted."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(files__gte=0, shown_bytes__gte=0, stored_bytes__gte=0), name="shelf_sums"
            )
        ]


class Share(models.Model):
    """What one person brought in, in all rooms, that is not deleted."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="share")
    stored_bytes = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(stored_bytes__gte=0), name="share_sum")
        ]


class Chore(models.Model):
    """Something a worker has still to do; written in the transaction that makes it necessary, gone once done."""

    verb = models.CharField(max_length=7, choices=one_of(VERBS))
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, related_name="chores", db_index=False
    )
    key = models.CharField(max_length=200, blank=True)
    """For `remove`: what is taken out of storage, with every multipart upload begun under it."""
    due_at = models.DateTimeField(default=clock.now)
    """When it may be taken; whoever takes it moves this on by a lease."""
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)
    """Why the last try failed."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="chore_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verb", "version"], name="chore_once"),
            models.CheckConstraint(condition=models.Q(verb__in=VERBS), name="chore_verb"),
            models.CheckConstraint(
                condition=models.Q(verb="remove", version=None)
                | (~models.Q(verb="remove") & models.Q(key="")),
                name="chore_about",
            ),
        ]

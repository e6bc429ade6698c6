"""People, their API tokens, and what has ended."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from uuid_utils.compat import uuid7

from collab import clock, limits, wire


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A new person; their address is kept in lower case."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. What the others see of them is `card()`."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    """Lower case, so that an address is the same however it is typed."""
    name = models.CharField(max_length=limits.LINE_CHARS)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=16, default="en")
    avatar_version = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def avatar_path(self) -> str | None:
        """Where the picture is, under an address that only ever stands for this one."""
        if not self.avatar_version:
            return None
        return f"/api/v1/people/{self.public_id}/avatar?v={self.avatar_version}"

    def card(self) -> wire.Person:
        """What the others see."""
        return wire.Person(
            id=self.public_id, name=self.name, time_zone=self.time_zone, avatar=self.avatar_path
        )

    def me(self) -> wire.Me:
        """What they themselves see."""
        return wire.Me(
            id=self.public_id, email=self.email, name=self.name, time_zone=self.time_zone,
            language=self.language, avatar=self.avatar_path,
        )  # fmt: skip


class Avatar(models.Model):
    """Somebody's picture, as `pictures.as_avatar` made it; which one it is tells `Person.avatar_version`."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    webp = models.BinaryField()


class ApiToken(models.Model):
    """A key for bots and scripts. Only its SHA-256 is kept; `hint` is its last four characters."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=limits.LINE_CHARS)
    scope = models.CharField(max_length=5, choices=[("read", "read"), ("write", "write")])
    digest = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=4)
    key = models.UUIDField(null=True)
    """The Idempotency-Key of the request that made it."""
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="token_key"),
            models.CheckConstraint(condition=models.Q(scope__in=["read", "write"]), name="token_scope"),
        ]

    def card(self) -> wire.Token:
        """What its owner sees."""
        return wire.Token.model_validate(
            {"id": self.public_id, "name": self.name, "scope": self.scope, "created_at": self.created_at,
             "last_used_at": self.last_used_at, "hint": self.hint}
        )  # fmt: skip


class Ended(models.Model):
    """A session, a token or all of a person's access ended at `at`: live sockets that rest on it are closed.

    Read by the instant, with an overlap, because ids commit out of order; a day later nobody asks any more.
    """

    at = models.DateTimeField(default=clock.now, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    credential = models.CharField(max_length=64, blank=True)
    """What ended, as `Access.credential`; empty for everything of the person."""

    @classmethod
    def record(cls, person: int, credential: str = "") -> None:
        """Note that a credential of the person (primary key) ended, or all of them."""
        now = clock.now()
        cls.objects.create(person_id=person, credential=credential, at=now)
        cls.objects.filter(at__lt=now - timedelta(days=1)).delete()

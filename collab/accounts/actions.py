"""What people do with their accounts, besides what django-allauth does for them."""

import hashlib
from typing import Literal
from uuid import UUID

from django.db import transaction

from collab import clock, limits
from collab.accounts import access, rules
from collab.accounts.models import ApiToken, Avatar, Ended, Person
from collab.accounts.pictures import as_avatar
from collab.errors import Conflict, NotFound


@transaction.atomic(durable=True)
def change_profile(
    person: Person, *, name: str | None = None, time_zone: str | None = None, language: str | None = None
) -> Person:
    """Change what is given. Raises Refused as accounts.rules does."""
    changed = {
        "name": None if name is None else rules.name(name),
        "time_zone": None if time_zone is None else rules.time_zone(time_zone),
        "language": None if language is None else rules.language(language),
    }
    given = {field: value for field, value in changed.items() if value is not None}
    for field, value in given.items():
        setattr(person, field, value)
    person.save(update_fields=list(given))
    return person


def version_of(picture: bytes) -> int:
    """1 to 2³¹ − 1, made of the picture itself: a version once cached never stands for another."""
    return int.from_bytes(hashlib.sha256(picture).digest()[:4]) % (2**31 - 1) + 1


def set_avatar(person: Person, *, upload: bytes) -> Person:
    """Show this picture of the person. Raises Refused("avatar.…")."""
    webp = as_avatar(upload)
    person.avatar_version = version_of(webp)
    with transaction.atomic(durable=True):
        # The person first: their row is the lock of all that is theirs.
        person.save(update_fields=["avatar_version"])
        Avatar.objects.update_or_create(person=person, defaults={"webp": webp})
    return person


@transaction.atomic(durable=True)
def remove_avatar(person: Person) -> Person:
    """Show no picture any more."""
    person.avatar_version = 0
    person.save(update_fields=["avatar_version"])
    Avatar.objects.filter(person=person).delete()
    return person


@transaction.atomic(durable=True)
def make_token(
    person: Person, *, name: str, scope: Literal["read", "write"], key: UUID | None = None
) -> tuple[ApiToken, str]:
    """A new API token, and its secret, which nobody will see again.

    Raises Refused("token_name.…"), Conflict("token.too_many"), and Conflict("key.reused") for a repeat: its
    first answer was a secret, and secrets are not kept.
    """
    name = rules.token_name(name)
    Person.objects.select_for_update().get(pk=person.pk)
    if key and ApiToken.objects.filter(person=person, key=key).exists():
        raise Conflict(
            "key.reused",
            "This token was made before, and its secret was shown then. If that is lost, make another.",
        )
    if ApiToken.objects.filter(person=person, revoked_at=None).count() >= limits.TOKENS_PER_PERSON:
        raise Conflict(
            "token.too_many",
            f"You have {limits.TOKENS_PER_PERSON} API tokens, which is the most. Please revoke one first.",
        )
    secret = access.new_secret()
    token = ApiToken.objects.create(
        person=person, name=name, scope=scope, digest=access.digest(secret), hint=secret[-4:], key=key
    )
    return token, secret


@transaction.atomic(durable=True)
def revoke_token(person: Person, *, token: UUID) -> None:
    """From now on this token opens nothing. Raises NotFound("token.not_found"), for those of others too."""
    found = ApiToken.objects.select_for_update().filter(person=person, public_id=token).first()
    if found is None:
        raise NotFound("token.not_found", "There is no such API token.")
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        found.save(update_fields=["revoked_at"])
        Ended.record(person.pk, access.token_credential(found))


@transaction.atomic(durable=True)
def deactivate(person: Person) -> None:
    """Close the account: nobody gets in with it any more, and whoever is in is out. What they did stays."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    Ended.record(person.pk)

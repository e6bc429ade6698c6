"""Who is asking: a browser session or an API token, at both doors."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Literal

from django.utils.crypto import salted_hmac

from collab import clock
from collab.accounts.models import ApiToken, Person
from collab.errors import NotSignedIn

PREFIX = "collab_"
"""What every API token starts with, so that scanners for leaked secrets can find it."""


@dataclass(frozen=True, slots=True)
class Access:
    """A person, and what their being here rests on."""

    person: Person
    scope: Literal["read", "write"]
    credential: str
    """A name for the session or token that gives nothing away; `Ended.credential` has the same."""


def session_credential(session_key: str) -> str:
    return "s:" + salted_hmac("collab.session", session_key, algorithm="sha256").hexdigest()[:40]


def token_credential(token: ApiToken) -> str:
    return f"t:{token.public_id}"


def new_secret() -> str:
    """A fresh token as its owner will see it, once."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is kept of a token. A plain SHA-256 will do: 256 random bits cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def by_token(secret: str) -> Access:
    """The owner of an API token.

    Raises NotSignedIn("token.unknown") for one that does not exist, was revoked, or whose owner is gone.
    """
    token = ApiToken.objects.select_related("person").filter(digest=digest(secret), revoked_at=None).first()
    if token is None or not token.person.is_active:
        raise NotSignedIn("token.unknown", "This API token does not exist or was revoked.")
    now = clock.now()
    if token.last_used_at is None or (now - token.last_used_at).total_seconds() > 60:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return Access(token.person, "write" if token.scope == "write" else "read", token_credential(token))


def by_session(person: Person, session_key: str) -> Access:
    """A person whom Django's session middleware has already recognised."""
    return Access(person, "write", session_credential(session_key))

"""Who is asking: a browser session or an API token, at both doors."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from collab import clock
from collab.accounts.models import ApiToken, Ended, Person
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

    @property
    def by_session(self) -> bool:
        return self.credential.startswith("s:")


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
    [found] = by_tokens([secret])
    if isinstance(found, NotSignedIn):
        raise found
    return found


def by_tokens(shown: Sequence[str]) -> list[Access | NotSignedIn]:
    """The owners of many API tokens, in order, for one query; in place of an owner the reason why there is none."""
    digests = [digest(secret) for secret in shown]
    held = ApiToken.objects.select_related("person").filter(digest__in=set(digests), revoked_at=None)
    tokens = {bytes(token.digest): token for token in held if token.person.is_active}
    now = clock.now()
    long_ago = now - timedelta(minutes=1)
    unused = [
        token.pk for token in tokens.values() if not token.last_used_at or token.last_used_at < long_ago
    ]
    if unused:
        ApiToken.objects.filter(pk__in=unused).update(last_used_at=now)
    return [_access(tokens.get(each)) for each in digests]


def _access(token: ApiToken | None) -> Access | NotSignedIn:
    if token is None:
        return NotSignedIn("token.unknown", "This API token does not exist or was revoked.")
    return Access(token.person, "write" if token.scope == "write" else "read", token_credential(token))


def by_session(person: Person, session_key: str) -> Access:
    """A person whom Django's session middleware has already recognised."""
    return Access(person, "write", session_credential(session_key))


def by_session_key(session_key: str) -> Access | None:
    """The person whose session this is; none where it has ended or their password has changed since."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    person = get_user(request)
    return by_session(person, session_key) if isinstance(person, Person) else None


class End(NamedTuple):
    """That a person's (primary key) `credential` ended at `at`; the empty one stands for all of them."""

    person: int
    credential: str
    at: datetime


def ended_since(instant: datetime) -> list[End]:
    """What ended after `instant`, oldest first. Ask with an overlap: rows may show a little late."""
    rows = Ended.objects.filter(at__gt=instant).order_by("at").values_list("person", "credential", "at")
    return [End(*row) for row in rows]

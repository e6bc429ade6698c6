"""The HTTP door: who asks, whether they may write, and under which key."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from collab import limits
from collab.accounts import access
from collab.accounts.access import Access
from collab.accounts.models import Person
from collab.errors import Forbidden, NotSignedIn, Refused
from collab.rate import Rate

_MESSAGES = settings.ENV.collab_messages_per_minute
message_rate = Rate(_MESSAGES or limits.MESSAGES_PER_MINUTE, _MESSAGES or limits.MESSAGES_BURST)
"""Messages of a person, over the socket and HTTP together."""
action_rate = Rate(_MESSAGES or limits.ACTIONS_PER_MINUTE, _MESSAGES or limits.ACTIONS_PER_MINUTE)
upload_rate = Rate(_MESSAGES or limits.UPLOADS_PER_MINUTE, _MESSAGES or limits.UPLOADS_PER_MINUTE)
"""Whatever sending files takes: many small ones may be dropped at once."""


CSRF_FAILED = (
    "This request does not seem to come from our own pages: the X-CSRFToken header is missing or old. "
    "Please reload the page and try again."
)


class Bearer(HttpBearer):
    """`Authorization: Bearer <API token>`. A token with scope `read` may only ask."""

    def authenticate(self, request: HttpRequest, token: str) -> Access:
        who = access.by_token(token)
        if who.scope == "read" and request.method not in ("GET", "HEAD"):
            raise Forbidden("token.read_only", "This API token may only read.")
        return who


class Session(APIKeyCookie):
    """The cookie of a signed-in browser; everything but reading also needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, with a sentence of ours

    def authenticate(self, request: HttpRequest, key: str | None) -> Access | None:
        person, session = request.user, request.session.session_key
        if not isinstance(person, Person) or session is None:
            return None
        if check_csrf(request) is not None:
            raise Forbidden("csrf.failed", CSRF_FAILED)
        return access.by_session(person, session)


SIGNED_IN: list[Any] = [Bearer(), Session()]
"""`auth=` of every API that wants to know who asks."""


def who(request: HttpRequest) -> Access:
    """Who asks, proved by `SIGNED_IN`."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Access):
        raise NotSignedIn("not_signed_in", "Please sign in, or send an API token.")
    return found


def at_browser(request: HttpRequest) -> Person:
    """The person who asks, in a browser, for what no token may do. Raises Forbidden("token.not_enough")."""
    found = who(request)
    if not found.by_session:
        raise Forbidden("token.not_enough", "An API token cannot do this. Please sign in with a browser.")
    return found.person


def acting(request: HttpRequest) -> Person:
    """The person who asks for a change, counted against their rate. Raises TooMany."""
    person = who(request).person
    action_rate.take(person.pk)
    return person


def key(request: HttpRequest) -> UUID | None:
    """The `Idempotency-Key` of this request, if it has one. Raises Refused("key.invalid")."""
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise Refused("key.invalid", "The Idempotency-Key must be a UUID.") from None

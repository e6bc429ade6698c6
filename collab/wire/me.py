"""Somebody, as they see themselves."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from collab.wire.base import Wire


class Me(Wire):
    """Somebody, as they see themselves."""

    id: UUID
    email: str
    name: str
    time_zone: str
    """IANA name."""
    language: str
    avatar: str | None
    """Path of the picture, or none."""


class MeEdit(Wire):
    """Body of `PATCH /me`: what is absent or null stays as it is."""

    name: str | None = None
    time_zone: str | None = None
    language: str | None = None


class Token(Wire):
    """An API token that opens something. Its secret ends in `hint`."""

    id: UUID
    name: str
    scope: Literal["read", "write"]
    created_at: datetime
    last_used_at: datetime | None
    """To the minute."""
    hint: str


class TokenMade(Token):
    """A new API token with its secret, shown this once."""

    token: str


class TokenDraft(Wire):
    name: str
    scope: Literal["read", "write"]


class Tokens(Wire):
    items: list[Token]

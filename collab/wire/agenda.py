"""What happens by itself."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from collab.wire.base import Wire


class Due(Wire):
    """What happens at `at` if nobody acts."""

    id: UUID
    verb: str
    subject: str
    at: datetime
    side: Literal["client", "freelancer"] | None
    """Who can act before; null for either or nobody."""
    sentence: str

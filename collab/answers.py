"""Answers of the HTTP door: as JSON, or as a file."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from collab import clock


class Encoder(NinjaJSONEncoder):
    """Django cuts instants to milliseconds; over the socket they are whole, and both doors say the same."""

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            return clock.stamp(o)
        # A diary of a long week has tens of thousands of them.
        return str(o) if isinstance(o, UUID) else super().default(o)


class Answers(JSONRenderer):
    encoder_class = Encoder


def to_keep(answer: HttpResponse, name: str) -> HttpResponse:
    """A file to be kept, never shown in our own pages."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

"""Answers of the HTTP door, as JSON."""

from datetime import datetime
from typing import Any

from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from collab import clock


class Encoder(NinjaJSONEncoder):
    """Django cuts instants to milliseconds; over the socket they are whole, and both doors say the same."""

    def default(self, o: Any) -> Any:
        return clock.stamp(o) if isinstance(o, datetime) else super().default(o)


class Answers(JSONRenderer):
    encoder_class = Encoder

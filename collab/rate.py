"""How often one person may ask: a token bucket for each, in the memory of the process."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from collab.errors import TooMany


class Rate:
    """At most `burst` at once and `per_minute` in the long run, for each key; the oldest keys are forgotten.

    A bucket is kept as the instant (seconds, monotonic) at which it will be empty again, so that one float is enough.
    """

    def __init__(
        self,
        per_minute: float,
        burst: int,
        *,
        most: int = 100_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cost = 60 / per_minute
        self._room = self._cost * burst
        self._most = most
        self._monotonic = monotonic
        self._empty_at: OrderedDict[Hashable, float] = OrderedDict()

    def take(self, key: Hashable) -> None:
        """Count one. Raises TooMany("rate.limited") with the seconds to wait."""
        now = self._monotonic()
        level = max(self._empty_at.get(key, now) - now, 0.0) + self._cost
        if level > self._room + 1e-9:
            wait = round(level - self._room, 3)
            raise TooMany(
                "rate.limited", f"That was too fast. Please try again in {wait:.1f} s.", retry_after=wait
            )
        self._empty_at[key] = now + level
        self._empty_at.move_to_end(key)
        if len(self._empty_at) > self._most:
            self._empty_at.popitem(last=False)

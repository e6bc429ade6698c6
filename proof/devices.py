"""Devices that somebody works on: clocks that are wrong, and what each has to tell. Knows nothing of the server.

True time is unix milliseconds; a device knows only its own clock.
"""

import random
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from proof.time_model import Kept

AHEAD = (0, 0, 300, -400, 1_700, 90_000, -90_000, 600_000, -600_000, 3 * 86_400_000)
"""Milliseconds."""
DRIFT = (0, 0, 20, -35, 250, -250)
"""Millionths: an hour is a second too long, or too short."""
MODES = {"live": 4, "cut": 4, "crash": 1, "alone": 5}
"""Heard of all the time; offline for a while; never heard of again; offline from before its start to after its end."""
MINUTE = 60_000


@dataclass(eq=False)
class Device:
    name: str
    ahead: int
    drift: int
    since: int
    """When its clock was right but for `ahead`."""

    def clock(self, now: int) -> int:
        """What it shows; never just between two seconds of its offset."""
        shown = now + self.ahead + (now - self.since) * self.drift // 1_000_000
        return shown + ((shown - now) % 1000 == 500)

    def ahead_by(self, now: int) -> int:
        """In whole seconds, the nearest."""
        return (self.clock(now) - now + 500) // 1000


@dataclass(eq=False)
class Session:
    """Somebody works on one device for one contract."""

    device: Device
    room: int
    id: UUID
    memo: str
    start: int
    end: int
    """True milliseconds; earlier once another timer, or the client, ended it."""
    mode: str
    cut: int
    """From then on the device is heard of no more,"""
    back: int
    """until then."""
    heard: int = 0
    timer: Kept | None = None

    def worked_since(self, heard: int, now: int) -> int:
        """Seconds since a moment until now or its end, by the device's own clock."""
        until = min(self.end, now)
        return max(0, (self.device.clock(until) - self.device.clock(heard)) // 1000)


@dataclass(eq=False)
class Note:
    """A report that a device has yet to tell: seconds by its own clock."""

    device: Device
    room: int
    id: UUID
    memo: str
    start: int
    end: int

    def row(self, iso: Any) -> dict[str, Any]:
        return {
            "id": str(self.id), "memo": self.memo, "start": iso(self.start * 1000), "end": iso(self.end * 1000),
            "active": [*range((self.end - 1) // 60 - self.start // 60 + 1)],
        }  # fmt: skip


def device(chance: random.Random, number: int, now: int) -> Device:
    return Device(f"device {number}", chance.choice(AHEAD), chance.choice(DRIFT), now)


def session(chance: random.Random, devices: list[Device], rooms: int, busy: list[int]) -> Session:
    """Somewhere in a week or over its ends, mostly when others are, too."""
    start = chance.choice(busy) + round(chance.gauss(0, 25 * MINUTE))
    (mode,) = chance.choices([*MODES], [*MODES.values()])
    length = chance.randint(1_000, 8 * MINUTE)
    if mode == "alone":
        length = chance.choice((chance.randint(1_000, 90 * MINUTE), chance.randint(1_000, 20 * MINUTE)))
    cut = start + chance.randint(0, length)
    back = cut + chance.choice((chance.randint(0, 100_000), chance.randint(0, 10 * MINUTE)))
    if mode == "alone":
        cut, back = start, start + length + wait(chance)
    return Session(
        chance.choice(devices), chance.randrange(rooms), UUID(int=chance.getrandbits(128)),
        f"memo {chance.randrange(5)}", start, start + length, mode, cut, back,
    )  # fmt: skip


def wait(chance: random.Random) -> int:
    """How long a device that is offline has nobody to tell: minutes, hours, or until after the lock."""
    hour = 60 * MINUTE
    return chance.choice(
        (chance.randint(0, hour), chance.randint(0, 30 * hour), chance.randint(0, 9 * 24 * hour))
    )

"""Frames for the socket by chance: valid ones, valid ones with something changed, and noise."""

import json
import random
from typing import Any
from uuid import uuid4

from proof.doors import SOCKET
from proof.scene import filled, way

HOSTILE: tuple[Any, ...] = (
    None, True, -1, 2**53, 2**63, 1e308, "", " ", "\x00", "\ud800", "\u202eabc", "a" * 10_001, "0" * 36,
    [], {}, [[[[]]]], {"a": {"b": {}}}, "00000000-0000-0000-0000-000000000000", "'; DROP TABLE", "💥" * 100,
)  # fmt: skip
SCRAPS = ("", "{", '"', "\x00", "9" * 400, "[" * 500)


class Frames:
    """`room` is one that the sender is in, `version` of a file that is there."""

    def __init__(self, chance: random.Random, room: str, version: str) -> None:
        self.chance, self.room, self.version = chance, room, version

    def any(self) -> str | bytes:
        kind = self.chance.random()
        if kind < 0.1:
            return json.dumps(self.valid())
        if kind < 0.9:
            return self.mutated()
        if kind < 0.95:
            return self.chance.randbytes(self.chance.randrange(200))
        return "[" * self.chance.randrange(5000)

    def valid(self) -> dict[str, Any]:
        door = self.chance.choice([*SOCKET])
        params = filled(SOCKET[door].body, {"room": self.room, "seq": "3", "file_version": self.version})
        return {"jsonrpc": "2.0", "id": str(uuid4()), "method": way(door), "params": params}

    def mutated(self) -> str:
        frame = self.valid()
        where = self.chance.choice((frame, frame["params"]))
        name = self.chance.choice([*where, "more"])
        if self.chance.random() < 0.2:
            where.pop(name, None)
        else:
            where[name] = self.chance.choice(HOSTILE)
        words = json.dumps(frame)
        if self.chance.random() < 0.2:
            cut = self.chance.randrange(len(words))
            return words[:cut] + self.chance.choice(SCRAPS) + words[cut + 1 :]
        return words

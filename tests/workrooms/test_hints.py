"""Hints of a process that serves no sockets."""

import asyncio
from typing import Any

import pytest

from collab.workrooms import hints
from collab.workrooms.hints import Hint, over_one_connection, over_the_layer


class Said:
    """A channel layer that keeps the rooms it was told of, and the loops in which it was told."""

    def __init__(self) -> None:
        self.rooms: list[int] = []
        self.loops: set[asyncio.AbstractEventLoop] = set()

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        assert group == hints.GROUP
        self.rooms += message["rooms"]
        self.loops.add(asyncio.get_running_loop())


def test_a_command_with_many_commits_tells_of_each_over_one_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = Said()
    monkeypatch.setattr(hints, "get_channel_layer", lambda: said)
    with over_one_connection():
        for room in range(3):
            over_the_layer(Hint(rooms=(room,)))
    assert len(said.loops) == 1
    over_the_layer(Hint(rooms=(3,)))
    assert said.rooms == [0, 1, 2, 3]
    assert all(loop.is_closed() for loop in said.loops)

"""What a worker has news of reaches the processes that serve sockets."""

import threading
import time
from typing import Any

import pytest

from collab.live import layer, worker
from collab.workrooms import hints
from collab.workrooms.hints import Hint


class Said:
    """A channel layer that keeps what it was told."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        assert group == hints.GROUP
        self.messages.append(message)

    def rooms(self) -> set[int]:
        return {room for message in self.messages for room in message["rooms"]}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    heard = Said()
    monkeypatch.setattr(layer, "get_channel_layer", lambda: heard)
    return heard


def until(true: Any) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_news_of_many_rooms_is_told_in_few_hints(said: Said) -> None:
    before, ending = hints.announcer, threading.Event()
    thread = threading.Thread(target=worker.for_ever, args=(ending,))
    thread.start()
    try:
        until(lambda: hints.announcer is not before)
        for room in range(1_000):
            hints.announcer(Hint(rooms=(room,)))
        until(lambda: said.rooms() == set(range(1_000)))
        assert len(said.messages) < 1_000
    finally:
        ending.set()
        thread.join()
    assert hints.announcer is before


def test_working_once_needs_no_lane() -> None:
    assert worker.once()

"""A socket as a browser's tab or a bot has it."""

import json
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from uuid_utils.compat import uuid7
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

PATIENCE = 15
"""Seconds after which something that should have come did not."""
Frame = dict[str, Any]


class Refusal(Exception):
    """The answer was an error."""

    def __init__(self, error: Frame) -> None:
        super().__init__(error)
        self.number: int = error["code"]
        self.code: str = error["data"]["code"]
        self.sentence: str = error["message"]
        self.retry_after: float | None = error["data"].get("retry_after")


class Tab:
    """One connection. What came while it waited for something else is in `heard`."""

    def __init__(self, url: str, headers: dict[str, str], **how: Any) -> None:
        self.socket = connect(
            url.replace("http", "ws", 1) + "/ws", additional_headers=headers, compression=None,
            open_timeout=PATIENCE, close_timeout=2, max_size=None, legacy=True, **how,
        )  # fmt: skip
        self.heard: list[Frame] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.socket.close()

    def send(self, frame: Any) -> None:
        self.socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    def hear(self, wanted: Callable[[Frame], bool], seconds: float = PATIENCE) -> Frame:
        """The first frame, heard already or still to come, that is wanted."""
        for frame in self.heard:
            if wanted(frame):
                self.heard.remove(frame)
                return frame
        until = time.monotonic() + seconds
        while True:
            frame = json.loads(self.socket.recv(timeout=max(until - time.monotonic(), 0.001)))
            if wanted(frame):
                return frame
            self.heard.append(frame)

    def ask(self, method: str, /, id: UUID | str | None = None, **params: Any) -> Frame:
        """Send a command and return its result. Raises Refusal."""
        id = str(id or uuid7())
        plain = json.loads(json.dumps(params, default=str))
        self.send({"jsonrpc": "2.0", "id": id, "method": method, "params": plain})
        return self.answer(id)

    def answer(self, id: str | None) -> Frame:
        frame = self.hear(lambda frame: "method" not in frame and frame["id"] == id)
        if "error" in frame:
            raise Refusal(frame["error"])
        result: Frame = frame["result"]
        return result

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        plain = json.loads(json.dumps(params, default=str))
        self.send({"jsonrpc": "2.0", "method": method, "params": plain})

    def open(self, room: UUID, after: int = 0) -> Frame:
        opened: Frame = self.ask("rooms.open", rooms={str(room): after})["rooms"][str(room)]
        return opened

    def events(self, room: UUID, count: int) -> list[Frame]:
        """The next events of a room, exactly so many."""
        found: list[Frame] = []
        while len(found) < count:
            found += self.told("room.events", lambda params: params["room"] == str(room))["events"]
        assert len(found) == count, found
        return found

    def told(self, method: str, wanted: Callable[[Frame], bool] = lambda params: True) -> Frame:
        """The params of the next notification of that name."""
        params: Frame = self.hear(lambda f: f.get("method") == method and wanted(f["params"]))["params"]
        return params

    def silent(self, method: str, seconds: float = 0.5) -> bool:
        """Whether nothing of that name comes for a while."""
        try:
            self.hear(lambda frame: frame.get("method") == method, seconds)
        except TimeoutError:
            return True
        return False

    def closed(self, seconds: float = PATIENCE) -> int:
        """Wait until the server has closed the socket; the code it gave."""
        try:
            while True:
                self.heard.append(json.loads(self.socket.recv(timeout=seconds)))
        except ConnectionClosed as why:
            return why.rcvd.code if why.rcvd else 1006

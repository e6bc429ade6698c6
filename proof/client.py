"""A browser tab as the protocol wants it: it resumes by number and repeats what was not answered."""

import asyncio
import contextlib
import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from proof.checks import Opened, Seen

BREAK = 0.05
"""Seconds before the next try to connect."""
PATIENCE = 1.0
"""Seconds that a head may be ahead of us before we ask: what it announces may be on its way."""


class RefusedCall(Exception):
    """The server said no for good."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error)
        self.code = error.get("data", {}).get("code", str(error.get("code")))


class Tab:
    """One socket over all its connections. `record` is what it was sent, `events` what it made of it.

    `rooms` is room → the newest event seen. With `watchful=False` it believes every frame: a seeded bug.
    """

    def __init__(
        self,
        sites: Sequence[str],
        headers: Mapping[str, str],
        rooms: Mapping[str, int],
        *,
        watchful: bool = True,
    ) -> None:
        self.sites, self.headers, self.seen = itertools.cycle(sites), dict(headers), dict(rooms)
        self.watchful = watchful
        self.record: list[Opened | Seen] = []
        self.events: dict[str, list[dict[str, Any]]] = {room: [] for room in rooms}
        self.arrived: dict[tuple[str, int], float] = {}
        self.noticed: Counter[str] = Counter()
        self.closes: list[int] = []
        self.byes: list[dict[str, Any]] = []
        self.resets: set[str] = set()
        self.signals: list[tuple[str, dict[str, Any]]] = []
        self.heads: dict[str, int] = {}
        self.ws: ClientConnection | None = None
        self.opened = asyncio.Event()
        self._waiting: dict[str, tuple[str, asyncio.Future[Any]]] = {}
        self._asked: dict[str, dict[str, int]] = {}
        self._asking: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._spawn(self._live())
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def call(self, method: str, *, id: str | None = None, **params: Any) -> Any:
        """The answer, however often it must be asked for. Raises RefusedCall."""
        id = id or str(uuid4())
        frame = json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
        _, answer = self._waiting.get(id) or ("", asyncio.get_running_loop().create_future())
        self._waiting[id] = (frame, answer)
        await self._send(frame)
        try:
            return await asyncio.shield(answer)
        finally:
            self._waiting.pop(id, None)

    async def until(self, room: str, seq: int) -> None:
        """Wait until everything up to `seq` has been seen."""
        while self.seen[room] < seq:
            await asyncio.sleep(0.01)

    async def drop(self) -> None:
        """Lose the connection as a phone in a tunnel does: no close frame."""
        if self.ws:
            self.ws.transport.abort()

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, frame: str) -> None:
        if self.ws:
            with contextlib.suppress(WebSocketException):
                await self.ws.send(frame)

    async def _live(self) -> None:
        for site in self.sites:
            try:
                url = site.replace("http", "ws", 1) + "/ws"
                async with connect(
                    url, additional_headers=self.headers, compression=None, max_size=None, ping_interval=None
                ) as self.ws:
                    self._asked.clear()
                    self._asking.clear()
                    await self._open(dict(self.seen))
                    for frame, _ in list(self._waiting.values()):
                        await self._send(frame)
                    async for message in self.ws:
                        await self._take(json.loads(message))
            except (OSError, TimeoutError, WebSocketException):
                pass
            if self.ws:
                self.closes.append(self.ws.close_code or 0)
            self.ws = None
            self.opened.clear()
            await asyncio.sleep(BREAK)

    async def _open(self, rooms: dict[str, int]) -> None:
        id = str(uuid4())
        self._asked[id] = rooms
        await self._send(
            json.dumps({"jsonrpc": "2.0", "id": id, "method": "rooms.open", "params": {"rooms": rooms}})
        )

    async def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answer(message)
        elif message["method"] == "room.events":
            for event in message["params"]["events"]:
                await self._event(message["params"]["room"], event)
        elif message["method"] == "heads":
            self.heads |= message["params"]
            for room, head in message["params"].items():
                if room in self.seen and head > self.seen[room]:
                    self._spawn(self._ask_if_still_behind(room, head))
        elif message["method"] == "bye":
            self.byes.append(message["params"])
        else:
            self.signals.append((message["method"], message["params"]))

    def _answer(self, message: dict[str, Any]) -> None:
        if (rooms := self._asked.pop(message["id"], None)) is not None:
            self._rooms_opened(rooms, message)
            return
        frame, answer = self._waiting.get(message["id"], ("", None))
        if answer is None or answer.done():
            return
        error = message.get("error")
        if error is None:
            answer.set_result(message["result"])
        elif (again := (error.get("data") or {}).get("retry_after")) is not None:
            self.noticed["again"] += 1
            self._spawn(self._later(again, frame))
        else:
            answer.set_exception(RefusedCall(error))

    def _rooms_opened(self, asked: dict[str, int], message: dict[str, Any]) -> None:
        self._asking -= asked.keys()
        answers = message.get("result", {}).get("rooms", {})
        for room, after in asked.items():
            found = answers.get(room, {"error": "no answer"})
            if found.get("reset"):
                self.resets.add(room)
            elif found.get("error"):
                self.noticed[f"refused {found['error']}"] += 1
            else:
                self.record.append(Opened(room, after))
        self.opened.set()

    async def _event(self, room: str, event: dict[str, Any]) -> None:
        seq, text = event["seq"], event["data"].get("text") or ""
        self.record.append(Seen(room, seq, text))
        expected = self.seen.get(room, 0) + 1
        if self.watchful and seq < expected:
            self.noticed["repeat"] += 1
        elif self.watchful and seq > expected:
            self.noticed["gap"] += 1
            await self._ask(room)
        else:
            self.seen[room] = seq
            self.events.setdefault(room, []).append(event)
            self.arrived[room, seq] = asyncio.get_running_loop().time()

    async def _ask(self, room: str) -> None:
        if room not in self._asking:
            self._asking.add(room)
            await self._open({room: self.seen[room]})

    async def _ask_if_still_behind(self, room: str, head: int) -> None:
        await asyncio.sleep(PATIENCE)
        if self.seen.get(room, head) < head:
            self.noticed["behind"] += 1
            await self._ask(room)

    async def _later(self, seconds: float, frame: str) -> None:
        await asyncio.sleep(seconds)
        await self._send(frame)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}

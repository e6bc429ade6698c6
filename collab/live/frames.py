"""JSON-RPC 2.0 in text frames: reading what a client sent, writing what it gets. Pure."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from pydantic import TypeAdapter, ValidationError

from collab import limits, wire
from collab.errors import Refused

PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS, REFUSED = -32700, -32600, -32601, -32602, -32000
METHODS: dict[str, type[wire.Command]] = {command.method: command for command in wire.COMMANDS}
NOTIFICATIONS = {wire.Typing.method, wire.PresenceSet.method, wire.Delivered.method}
"""What is sent without an id, and never answered."""
_uuid = TypeAdapter(UUID)


class Call(NamedTuple):
    """A command. `id` is what the client wrote, `key` the UUID it stands for; notifications have neither."""

    params: wire.Command
    id: str = ""
    key: UUID | None = None


class BadFrame(Exception):
    """A frame that is no command: the answer for it, as JSON; `None` where nothing can be answered."""

    def __init__(self, code: int, name: str, message: str, id: Any = None) -> None:
        super().__init__(message)
        self.answer = _error(id if isinstance(id, str | int) else None, code, message, {"code": name})


def read(text: str | None) -> Call:
    """The command of a frame. Raises BadFrame."""
    if text is None:
        raise BadFrame(INVALID_REQUEST, "frame.binary", "Frames must be text, not binary.")
    try:
        asked = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        raise BadFrame(PARSE_ERROR, "frame.unreadable", "This frame is not valid JSON.") from None
    if text.count("{") + text.count("[") > limits.JSON_DEPTH and depth(asked) > limits.JSON_DEPTH:
        raise BadFrame(PARSE_ERROR, "frame.too_deep", "This frame is nested too deeply.")
    if (
        not isinstance(asked, dict)
        or asked.get("jsonrpc") != "2.0"
        or not isinstance(asked.get("method"), str)
    ):
        raise BadFrame(
            INVALID_REQUEST, "frame.invalid", 'A frame must be one JSON-RPC 2.0 request: {"jsonrpc":"2.0",…}.'
        )
    return _call(asked)


def depth(value: Any) -> int:
    """How deeply lists and objects are nested; 0 for a plain value. Stops one past the limit."""
    level: list[Any] = [value]
    for deep in range(limits.JSON_DEPTH + 1):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        if not any(isinstance(each, dict | list) for each in level):
            return deep
        level = inner
    return limits.JSON_DEPTH + 1


def _call(asked: dict[str, Any]) -> Call:
    method, id = asked["method"], asked.get("id")
    command = METHODS.get(method)
    if command is None:
        raise BadFrame(UNKNOWN_METHOD, "method.unknown", f"There is no method {method[:80]!r}.", id)
    if extra := asked.keys() - {"jsonrpc", "method", "id", "params"}:
        raise BadFrame(INVALID_REQUEST, "frame.invalid", f"A request has no field {min(extra)[:80]!r}.", id)
    key = None
    if method not in NOTIFICATIONS:
        try:
            key = _uuid.validate_python(id if isinstance(id, str) else None)
        except ValidationError:
            raise BadFrame(
                INVALID_REQUEST, "id.invalid", "The id must be a UUID, made for this one request.", id
            ) from None
    elif "id" in asked:
        raise BadFrame(INVALID_REQUEST, "frame.invalid", f"{method} is a notification: it has no id.", id)
    try:
        return Call(command.model_validate(asked.get("params")), id or "", key)
    except ValidationError as why:
        where = ", ".join(".".join(map(str, e["loc"])) or "params" for e in why.errors(include_url=False)[:5])
        raise BadFrame(
            INVALID_PARAMS, "params.invalid", f"Some params cannot be understood: {where[:200]}.", id
        ) from None


def _error(id: str | int | None, code: int, message: str, data: dict[str, Any]) -> str:
    error = {"code": code, "message": message, "data": data}
    return orjson.dumps({"jsonrpc": "2.0", "id": id, "error": error}).decode()


def refusal(id: str, why: Refused) -> str:
    """The answer to a command that was refused."""
    data: dict[str, Any] = {"code": why.code}
    if why.retry_after is not None:
        data["retry_after"] = why.retry_after
    return _error(id, REFUSED, why.message, data)


def result(id: str, answer: str) -> str:
    """The answer to a command that was done; `answer` is JSON. A UUID has nothing to escape."""
    return f'{{"jsonrpc":"2.0","id":"{id}","result":{answer}}}'


def events(room: str, these: Iterable[str]) -> str:
    """`room.events`; each event is JSON already."""
    listed = ",".join(these)
    return f'{{"jsonrpc":"2.0","method":"room.events","params":{{"room":"{room}","events":[{listed}]}}}}'


def notification(method: str, params: dict[str, Any]) -> str:
    """What the server says unasked."""
    return orjson.dumps({"jsonrpc": "2.0", "method": method, "params": params}).decode()


def signal(room: str, kind: str, by: str, value: str | int | None = None) -> str:
    """`room.signal` (wire.RoomSignal): the value is a state for presence, a number for delivered."""
    params = {
        "room": room, "kind": kind, "by": by,
        "state": value if kind == "presence" else None, "seq": value if kind == "delivered" else None,
    }  # fmt: skip
    return notification("room.signal", params)

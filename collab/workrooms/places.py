"""Numbers in many rooms, as a table for a query to join: the ORM spells each pair out, which costs more than asking."""

from collections.abc import Iterable

import orjson
from django.db import connection

_TABLES = {
    "postgresql": "json_to_recordset(%s::json) AS place (room bigint, seq bigint)",
    "sqlite": "(SELECT value->>'room' AS room, value->>'seq' AS seq FROM json_each(%s)) AS place",
}


def table() -> str:
    """SQL of the table `place (room, seq)`; its one parameter is `listed(…)`."""
    return _TABLES[connection.vendor]


def listed(places: Iterable[tuple[int, int]]) -> str:
    """Rooms (primary keys) and numbers, as the parameter of `table()`."""
    return orjson.dumps([{"room": room, "seq": seq} for room, seq in places]).decode()

"""Weeks of an hourly contract, and its timer, as its events tell them. Pure, from the wire alone.

Hours are {"weeks": {Monday: wire.Week as JSON}, "running": wire.Timer as JSON or None} but for what no event
tells: how far a timer has been heard of.
"""

from copy import deepcopy
from typing import Any

Hours = dict[str, Any]
Event = dict[str, Any]

UNHEARD = ("end", "lapses_at")


def hours_of(listed: dict[str, Any]) -> Hours:
    """Of wire.Weeks as JSON."""
    return {
        "weeks": {one["week"]: one for one in listed["items"]},
        "running": _timer(listed["running"]),
    }


def note_hours(hours: Hours, event: Event, title: str) -> None:
    """What this event says of weeks and of the timer, in a room of that title; a later one tells what it leaves out."""
    kind, data = event["kind"], event["data"]
    for week in data.get("weeks", ()):
        hours["weeks"][week["week"]] = deepcopy(week)
    if kind == "timer.started":
        hours["running"] = _timer(data["timer"])
    elif kind == "timer.stopped" and hours["running"] and hours["running"]["id"] == data["id"]:
        hours["running"] = None
    if hours["running"]:
        hours["running"]["room_title"] = title


def _timer(timer: dict[str, Any] | None) -> dict[str, Any] | None:
    return timer and {name: value for name, value in timer.items() if name not in UNHEARD}

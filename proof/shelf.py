"""The files of a room as all its lists and sums show them, made anew from its versions alone. Pure.

A shelf is {"versions": {id: wire.FileVersion as JSON}, "downloads": [[version, by, at], …], and what follows from them:
"names": {file: name}, "shown": [version, …] newest first, "count", "size", "people": who brought any that is there,
"used" by the room and "mine" by me, in bytes}.
"""

from collections.abc import Iterable
from typing import Any

Shelf = dict[str, Any]
Version = dict[str, Any]


def versions_in(event: dict[str, Any]) -> list[Version]:
    """Those that an event brings, as they stand now: a message says files that came before it, too."""
    version = event["data"].get("version")
    if event["kind"].startswith("file."):
        return [version] if version else []
    return event["data"].get("files", []) if event["kind"] == "message.posted" else []


def told_of(shelf: Shelf, uploads: dict[str, dict[str, Any]], me: str) -> Shelf:
    """The shelf with everything that follows from its versions and downloads, and from what is on its way."""
    versions = shelf["versions"].values()
    newest, shown = newest_and_shown(versions)
    there = [version for version in shown if version["deleted_at"] is None]
    coming = [{**upload, "deleted_at": None} for upload in uploads.values()]
    brought = [one for one in (*versions, *coming) if one["deleted_at"] is None]
    return {
        "versions": shelf["versions"],
        "downloads": sorted(shelf["downloads"]),
        "names": {file: version["name"] for file, version in newest.items()},
        "shown": [version["id"] for version in shown],
        "count": len(there),
        "size": sum(version["size"] for version in there),
        "people": sorted({version["by"] for version in versions if version["deleted_at"] is None}),
        "used": sum(one["size"] for one in brought),
        "mine": sum(one["size"] for one in brought if one["by"] == me),
    }


def newest_and_shown(versions: Iterable[Version]) -> tuple[dict[str, Version], list[Version]]:
    """Each file's newest version; and the one that stands for it, by time: the newest that was not deleted, if any."""
    newest, best = dict[str, Version](), dict[str, Version]()
    for version in sorted(versions, key=lambda one: int(one["number"])):
        file = version["file"]
        newest[file] = version
        if file not in best or version["deleted_at"] is None or best[file]["deleted_at"] is not None:
            best[file] = version
    return newest, sorted(best.values(), key=lambda one: (one["at"], one["id"]), reverse=True)

"""People, and rooms with many files, in Collab's database, which is migrated but empty.

`manage.py shell -c 'from bench.files.seed import main; main([100, 10_000])'` prints {"rooms": {length: public id},
"token": API token of somebody who sits in all of them}. The room of length 0 is for what is sent.
"""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction

from bench.seed import add_people, add_rooms, add_tokens, tidy
from collab import clock, wire
from collab.accounts.models import Person
from collab.files.models import File, Shelf, Version
from collab.workrooms.models import Room

KINDS: list[tuple[wire.FileKind, str, str]] = [
    ("image", "image/png", "png"), ("pdf", "application/pdf", "pdf"), ("video", "video/mp4", "mp4"),
    ("text", "text/plain", "txt"), ("other", "application/octet-stream", "bin"),
]  # fmt: skip
AT_ONCE = 2_000


def main(lengths: list[int]) -> None:
    rooms = [f"files-{length}" for length in (0, *lengths)]
    seats = [{"room": room, "person": f"person-{side}", "member": side} for room in rooms for side in (0, 1)]
    with transaction.atomic():
        people = add_people(["person-0", "person-1"])
        tokens = add_tokens(people)
        made = add_rooms(seats, people)
        for length in lengths:
            add_files(made[f"files-{length}"], people["person-1"], length)
    tidy()
    ids = {room.removeprefix("files-"): str(made[room].public_id) for room in rooms}
    print(json.dumps({"rooms": ids, "token": tokens["person-1"]}))


def add_files(room: Room, by: Person, length: int) -> None:
    """So many files of one version each, one a minute until now."""
    end = clock.now()
    for begin in range(0, length, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, length))
        names = [f"draft {number:06} of the front page.{KINDS[number % 5][2]}" for number in numbers]
        files = File.objects.bulk_create(File(room=room, name=name, folded=name, newest=1) for name in names)
        Version.objects.bulk_create(
            Version(file=file, **version(room, by, number), at=end - timedelta(minutes=length - number))
            for file, number in zip(files, numbers, strict=True)
        )
    sizes = sum(size(number) for number in range(length))
    Shelf.objects.update_or_create(
        room=room, defaults={"files": length, "shown_bytes": sizes, "stored_bytes": sizes}
    )


def size(number: int) -> int:
    return 1_000 + number * 7_919 % 1_000_000


def version(room: Room, by: Person, number: int) -> dict[str, Any]:
    kind, type, ending = KINDS[number % 5]
    name = f"draft {number:06} of the front page.{ending}"
    return {
        "room": room, "number": 1, "name": name, "folded": name, "size": size(number), "type": type, "kind": kind,
        "sha256": f"{number:064x}", "by": by, "added_seq": number + 1, "said_seq": number + 1,
        "key": f"files/{room.public_id}/{number}", "preview": "none",
    }  # fmt: skip

"""What the members of a room are told of it: event by event as they come, and once more from the whole log at the end.

Both must lead to what a fresh snapshot shows. The first notices what changed without an event of its own, the second
what an event that is read late tells otherwise than one that was read at once.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from collab.accounts.models import Person
from collab.chat.lists import messages_before
from collab.errors import Refused
from collab.files.usage import usage_of
from collab.workrooms import log
from collab.workrooms.models import Member, Room
from collab.workrooms.snapshots import room_of
from proof.dealing import deal_for
from proof.filing import MOST, shelf_of
from proof.fold import Event, View, fold, view_of
from proof.working import hours_for


@dataclass
class Tally:
    """Of all histories."""

    found: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


class Telling:
    def __init__(self, room: Room, people: dict[str, Person], chance: Random, tally: Tally) -> None:
        self.room, self.people, self.chance, self.tally = room, people, chance, tally
        self.kept: dict[str, View] = {}
        self.now: dict[str, View] = {}
        self.before = {name: usage_of(room, one).mine_used for name, one in people.items()}

    def view(self, name: str) -> View | None:
        """What a snapshot shows them; nothing to whoever is not in the room."""
        try:
            seat = Member.objects.seat(self.people[name], self.room.public_id)
        except Refused:
            return None
        room = room_of(seat).model_dump(mode="json")
        messages = [one.model_dump(mode="json") for one in messages_before(self.room, None, MOST).items]
        shelf = shelf_of(self.room, seat.person, self.before[name])
        return view_of(room, messages, shelf, deal_for(seat), hours_for(seat))

    def listen(self) -> None:
        """Whoever has a view hears what came since."""
        if not self.now:
            return
        events = self.events(min(view["room"]["head"] for view in self.now.values()))
        for name, view in self.now.items():
            later = [event for event in events if event["seq"] > view["room"]["head"]]
            self.now[name] = fold(view, later, str(self.people[name].public_id))

    def events(self, after: int) -> list[Event]:
        return [event.model_dump(mode="json") for event in log.since(self.room, after, MOST)]

    def look(self) -> None:
        """Some members take a snapshot, compare it with what they were told, and may go on from it."""
        for name in self.people:
            if self.chance.random() < 0.5 and (view := self.view(name)):
                if name in self.now:
                    self.compare(f"{name}, told at once", self.now[name], view)
                if name not in self.kept or self.chance.random() < 0.5:
                    self.kept[name] = self.now[name] = view

    def judge(self) -> None:
        events = self.events(0)
        self.tally.found["events"] += len(events)
        self.tally.kinds.update(event["kind"] for event in events)
        if [event["seq"] for event in events] != list(range(1, len(events) + 1)):
            self.tally.differences.append(f"{self.room.public_id}: a gap in the log")
        for name, kept in self.kept.items():
            if fresh := self.view(name):
                late = fold(kept, events[kept["room"]["head"] :], str(self.people[name].public_id))
                self.compare(f"{name}, told at once", self.now[name], fresh)
                self.compare(f"{name}, told late", late, fresh)

    def compare(self, who: str, told: View, fresh: View) -> None:
        self.tally.found["folds"] += 1
        if told != fresh:
            self.tally.differences.append(f"{self.room.public_id} as {who}: {difference(told, fresh)}")


def difference(told: Any, fresh: Any, where: str = "") -> str:
    """The first place where two views differ."""
    if isinstance(told, dict) and isinstance(fresh, dict):
        for key in sorted({*told, *fresh}, key=str):
            if told.get(key) != fresh.get(key):
                return difference(told.get(key), fresh.get(key), f"{where}.{key}")
    if isinstance(told, list) and isinstance(fresh, list) and len(told) == len(fresh):
        for place, (one, other) in enumerate(zip(told, fresh, strict=True)):
            if one != other:
                return difference(one, other, f"{where}.{place}")
    return f"{where}: events tell {told!r}, the snapshot {fresh!r}"

"""Who is in which room, as far as the processes have said. Pure."""

from collections.abc import Iterator

RANK = {"online": 2, "away": 1, "offline": 0}


class Presence:
    """What each process says of each person in each room: a state, and when it said so (seconds)."""

    def __init__(self) -> None:
        self._rooms: dict[int, dict[str, dict[str, tuple[str, float]]]] = {}

    def of(self, room: int, person: str) -> str:
        """The best of what is said of them."""
        said = self._rooms.get(room, {}).get(person, {})
        return max((state for state, _ in said.values()), key=RANK.__getitem__, default="offline")

    def present(self, room: int) -> Iterator[tuple[str, str]]:
        """Those who are not offline, with their states."""
        for person in self._rooms.get(room, {}):
            yield person, self.of(room, person)

    def put(self, room: int, person: str, process: str, state: str, now: float) -> bool:
        """A process says this; true when it is something new."""
        if state not in RANK:
            return False
        before = self._rooms.get(room, {}).get(person, {}).get(process, ("offline", now))[0]
        if state != "offline":
            self._rooms.setdefault(room, {}).setdefault(person, {})[process] = (state, now)
        elif before != "offline":
            del self._rooms[room][person][process]
            self._tidy(room, person)
        return state != before

    def said_by(self, process: str) -> list[tuple[int, str, str]]:
        """All that a process says: room, person, state."""
        return [
            (room, person, said[process][0])
            for room, people in self._rooms.items()
            for person, said in people.items()
            if process in said
        ]

    def forget(self, before: float) -> list[tuple[int, str, str]]:
        """Drop what other processes last said before that instant; whose state that was, and what it was."""
        old = [
            (room, person, process)
            for room, people in self._rooms.items()
            for person, said in people.items()
            for process, (_, at) in said.items()
            if process and at < before
        ]
        dropped = [(room, person, self.of(room, person)) for room, person, _ in old]
        for room, person, process in old:
            del self._rooms[room][person][process]
            self._tidy(room, person)
        return dropped

    def _tidy(self, room: int, person: str) -> None:
        if not self._rooms[room][person]:
            del self._rooms[room][person]
        if not self._rooms[room]:
            del self._rooms[room]

"""What should happen by itself, and when: an agenda on paper (see money_model)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LEASE, AT_ONCE = timedelta(seconds=20), 50


@dataclass
class Due:
    at: datetime
    next: datetime
    number: int
    then: Callable[[datetime], None]
    tries: int = 0


class Silent(Exception):
    """The provider did not answer."""


@dataclass(eq=False)
class Agenda:
    """Of all contracts. Whoever `put`s an entry again replaces it, and keeps its number."""

    dues: dict[tuple[str, object], Due] = field(default_factory=dict)
    count: int = 0

    def put(self, verb: str, of: object, at: datetime, then: Callable[[datetime], None]) -> None:
        self.count += 1
        before = self.dues.get((verb, of))
        self.dues[verb, of] = Due(at, at, before.number if before else self.count, then)

    def out(self, verb: str, of: object) -> bool:
        return self.dues.pop((verb, of), None) is not None

    def fire(self, now: datetime) -> None:
        while True:
            ready = [due for due in self.dues.values() if due.next <= now]
            batch = sorted(ready, key=lambda due: (due.next, due.number))[:AT_ONCE]
            if not batch:
                return
            for due in batch:
                due.next, due.tries = now + LEASE, due.tries + 1
            for due in sorted(batch, key=lambda due: (due.at, due.number)):
                try:
                    due.then(now)
                except Silent:
                    due.next = now + timedelta(seconds=2**due.tries)

    def rows(self) -> list[tuple[str, datetime]]:
        return sorted((verb, due.at) for (verb, _), due in self.dues.items())

"""Somebody's time on several contracts, really (through the doors) and on paper; what happens when, in order."""

import heapq
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from proof import devices, diary_judge
from proof.calling import Answer, Caller, Hourly, fire_due, hourly, iso, person
from proof.devices import MINUTE
from proof.money_model import No
from proof.time_model import FOR_EVER, WEEK, Contract, Paper

MONDAY = 1_803_859_200
"""2027-03-01, in unix seconds."""
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE


@dataclass
class Tally:
    found: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def differs(self, words: str) -> None:
        self.differences.append(words)


class Books:
    """Everything that happens is a moment (true milliseconds) with something to do, taken in order."""

    def __init__(self, chance: random.Random, tally: Tally) -> None:
        self.chance, self.tally = chance, tally
        self.now = (MONDAY - 2 * 86_400) * 1000
        self.order = count()
        self.moments: list[tuple[int, int, Callable[[], object]]] = []
        name = f"{chance.getrandbits(64):x}"
        self.me = Caller(person(f"bob-{name}"))
        self.deals: list[Hourly] = []
        contracts = {}
        for number in range(chance.choice((1, 2, 2, 3))):
            limit = chance.choice((0, 1, 2, 3, 40))
            client = person(f"alice-{number}-{name}")
            self.deals.append(hourly(client, self.me.person, self.now, weekly_limit=limit))
            begun = self.now // 1000
            contracts[number] = Contract([(begun, FOR_EVER)], [(begun, limit * 3600)])
        self.paper = Paper(contracts)
        self.devices = [
            devices.device(chance, number, self.now) for number in range(chance.choice((2, 2, 3)))
        ]

    def id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128))

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────

    def later(self, at: int, do: Callable[[], object]) -> None:
        heapq.heappush(self.moments, (max(at, self.now), next(self.order), do))

    def live(self) -> None:
        while self.moments and not self.tally.differences:
            self.now, _, do = heapq.heappop(self.moments)
            self.tally.found["moments"] += 1
            # A worker that is down for a while changes nothing.
            if self.chance.random() < 0.8:
                self.work()
            do()

    def work(self) -> None:
        self.tally.found["fired"] += fire_due(self.now)
        if (timer := self.paper.running) and not timer.is_alive(self.now):
            self.paper.stop(timer, self.now)

    def call(self, method: str, path: str, body: Any = None, by: Caller | None = None) -> Answer:
        status, answer = (by or self.me).call(method, path, body, at=self.now)
        if status >= 500:
            self.tally.differs(f"{method} {path}: {status} {answer}")
        return status, answer

    def expect(self, what: str, should: object, found: object) -> None:
        self.tally.found["answers"] += 1
        if should != found:
            self.tally.differs(f"{what}: {found}, should be {should}")

    def take(self, what: str, answer: Answer, paper: Callable[[], Any]) -> bool:
        """Whether both did it; a difference where only one did."""
        try:
            paper()
            done = True
        except No:
            done = False
        self.tally.found["done" if done else "refused"] += 1
        if done != (answer[0] < 300):
            self.tally.differs(f"{what} should be {'done' if done else 'refused'}: {answer}")
        return done and answer[0] < 300

    # ── looking ─────────────────────────────────────────────────────────────────────────────────────────────────

    def look(self) -> list[Any]:
        """Every contract's diary of the weeks there are, beside the paper. → the diaries"""
        self.work()
        diaries, kept = [], [self.kept(room) for room in range(len(self.deals))]
        for monday in range(MONDAY - WEEK, min(MONDAY + 2 * WEEK, self.now // 1000), WEEK):
            of_week = [self.look_at(room, monday, kept[room]) for room in range(len(self.deals))]
            self.tally.found["counted twice"] += diary_judge.twice(of_week)
            diaries += of_week
        return diaries

    def kept(self, room: int) -> dict[str, Any]:
        """The sums that are kept of each week."""
        status, weeks = self.call("GET", f"{self.deals[room].path}/weeks")
        self.expect("the weeks", 200, status)
        return {week["week"]: week["sums"] for week in weeks["items"]}

    def look_at(self, room: int, monday: int, kept: dict[str, Any]) -> Any:
        day = iso(monday * 1000)[:10]
        status, diary = self.call("GET", f"{self.deals[room].path}/diary?week={day}")
        self.expect("a diary", 200, status)
        expected = self.paper.diary(room, monday)
        wrong = diary_judge.judge(diary, expected)
        if self.paper.running is None:
            wrong += diary_judge.judge_sums(diary["week"]["sums"], expected)
            wrong += diary_judge.judge_sums(kept.get(day, diary["week"]["sums"]), expected)
        for words in wrong:
            self.tally.differs(f"room {room}, week {iso(monday * 1000)}: {words}")
        counts = Counter(expected.values())
        self.tally.found.update({"diaries": 1, "seconds": len(expected)})
        self.tally.found.update({f"{kind} seconds": counts[kind] for kind in diary_judge.KINDS})
        return diary

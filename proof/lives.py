"""A whole life of proof.tracking: devices at work, corrections, pauses, other limits."""

import random
from functools import partial

from proof import devices
from proof.books import DAY, HOUR, MONDAY, Tally
from proof.calling import iso
from proof.shifts import Shifts
from proof.time_model import Kept

MEMO = "what is left"


class Life(Shifts):
    pauses: tuple[int, ...] = (0, 0, 1)
    limits: tuple[int, ...] = (0, 1, 1)
    """How often a week may have one."""

    def __init__(self, chance: random.Random, tally: Tally) -> None:
        super().__init__(chance, tally)
        self.corrected = False

    def plan(self) -> None:
        """A week of work: mostly around a few moments, so that devices meet; also around its ends."""
        chance, monday = self.chance, MONDAY * 1000
        busy = [monday + chance.randrange(7 * DAY) for _ in range(3)] + [monday, monday + 7 * DAY]
        for _ in range(chance.randint(4, 12)):
            s = devices.session(chance, self.devices, len(self.deals), busy)
            self.sessions.append(s)
            if s.mode == "alone":
                self.later(s.end, partial(self.work_alone, s))
            else:
                self.later(s.start, partial(self.start, s))
        for do, often in ((self.pause, self.pauses), (self.change_limit, self.limits)):
            for _ in range(chance.choice(often)):
                near = chance.choice(busy) + chance.randint(-HOUR, HOUR)
                self.later(self.whole(near), do)
        for _ in range(chance.choice((0, 0, 0, 3, 6))):
            self.later(chance.choice(busy) + chance.randint(0, 12 * HOUR), self.correct)
        for _ in range(chance.choice((0, 1, 4))):
            self.later(chance.choice(busy) + chance.randint(-HOUR, 2 * HOUR), self.fill_in)
        for at in (chance.choice(busy) + chance.randint(0, HOUR), monday + 7 * DAY + 12 * HOUR):
            self.later(at, partial(self.look))

    def correct(self) -> None:
        told = [one for one in self.paper.reports.values() if not one.running and one.pieces]
        if not told:
            return
        kept = self.chance.choice(told)
        left = self.some_of(kept)
        body = {
            "number": kept.corrections, "reason": "",
            "pieces": [{"start": iso(a * 1000), "end": iso(b * 1000), "memo": MEMO} for a, b in left],
        }  # fmt: skip
        path = f"{self.deals[kept.room].path}/reports/{kept.id}/pieces"
        answer = self.call("PUT", path, body)
        if self.take("a correction", answer, lambda: self.paper.correct(kept, left, MEMO, self.now)):
            self.tally.found["corrected"] += 1
            self.corrected = True

    def some_of(self, kept: Kept) -> list[tuple[int, int]]:
        """Nothing, a part, or two parts of what it was."""
        cuts = sorted(self.chance.sample(range(kept.began, kept.end + 1), min(4, kept.end - kept.began + 1)))
        spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
        return spans[: self.chance.choice((0, 1, 1, 2))]

    def fill_in(self) -> None:
        """Time by hand, often where something else is claimed."""
        room, id = self.chance.randrange(len(self.deals)), self.id()
        start = (self.now - self.chance.randint(1_000, 2 * HOUR)) // 1000
        end = min(start + self.chance.randint(1, 1_800), self.now // 1000)
        body = {"id": str(id), "start": iso(start * 1000), "end": iso(end * 1000), "memo": "by hand"}
        answer = self.call("POST", f"{self.deals[room].path}/manual-time", body)
        if self.take("time by hand", answer, lambda: self.paper.by_hand(room, id, start, end, self.now)):
            self.tally.found["by hand"] += 1

    def pause(self) -> None:
        """The client pauses for a while."""
        room = self.chance.randrange(len(self.deals))
        deal = self.deals[room]
        answer = self.call("POST", f"{deal.path}/pause", {"reason": ""}, deal.client)
        if self.take("a pause", answer, lambda: self.paper.halt(room, self.now)):
            self.tally.found["pauses"] += 1
            self.later(self.whole(self.now + self.chance.randint(1_000, 5 * HOUR)), lambda: self.resume(room))

    def resume(self, room: int) -> None:
        deal = self.deals[room]
        answer = self.call("POST", f"{deal.path}/resume", None, deal.client)
        self.take("going on", answer, lambda: self.paper.contracts[room].resume(self.now // 1000))

    def change_limit(self) -> None:
        room = self.chance.randrange(len(self.deals))
        deal = self.deals[room]
        new = (deal.terms.weekly_limit or 0) + self.chance.choice((1, 1, 2, -1))
        terms = deal.terms.model_copy(update={"weekly_limit": max(new, 0)})
        if terms == deal.terms:
            return
        body = {"terms": terms.model_dump(mode="json")}
        status, proposed = self.call("POST", f"{deal.path}/terms", body, deal.client)
        self.expect(f"terms {proposed}", 201, status)
        accepted = self.call("POST", f"{deal.path}/terms/{proposed['version']}/accept")
        self.expect(f"terms {accepted}", 200, accepted[0])
        deal.terms = terms
        self.paper.contracts[room].change_limit(self.now // 1000, max(new, 0) * 3600)
        self.tally.found["limits"] += 1

    @staticmethod
    def whole(ms: int) -> int:
        return ms // 1000 * 1000

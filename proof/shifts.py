"""Timers that beat, devices that are offline, and what they tell afterwards: once, twice, and in any order."""

import random
from typing import Any

from proof import diary_judge
from proof.books import HOUR, Books, Tally
from proof.calling import iso
from proof.devices import MINUTE, Note, Session
from proof.money_model import No


class Shifts(Books):
    def __init__(self, chance: random.Random, tally: Tally) -> None:
        super().__init__(chance, tally)
        self.sessions: list[Session] = []
        self.notes: list[Note] = []

    # ── timers ──────────────────────────────────────────────────────────────────────────────────────────────────

    def path(self, session: Session | Note) -> str:
        return self.deals[session.room].path

    def start(self, s: Session) -> None:
        body = {"id": str(s.id), "device": s.device.name, "memo": s.memo}
        before = self.paper.running
        answer = self.call("POST", f"{self.path(s)}/timer", body)
        if not self.take("a start", answer, lambda: self.paper.start(s.room, s.id, self.now)):
            s.end = s.start
            return
        s.timer, s.heard = self.paper.reports[s.id], self.now
        self.tally.found["timers"] += 1
        self.expect("start", s.timer.began, diary_judge.seconds_of(answer[1]["timer"]["start"]))
        if before:
            self.tally.found["replaced"] += 1
            self.expect("the stopped", str(before.id), (answer[1]["stopped"] or {}).get("id"))
        if self.chance.random() < 0.2:
            self.tally.found["repeats"] += 1
            again = self.call("POST", f"{self.path(s)}/timer", body)
            if self.take("a start again", again, lambda: None):
                self.expect("its start", s.timer.began, diary_judge.seconds_of(again[1]["timer"]["start"]))
        self.later(min(self.now + 30_000, s.end), lambda: self.go_on(s))

    def go_on(self, s: Session) -> None:
        """A heartbeat is due, or the end."""
        if s.mode in ("cut", "crash") and self.now >= s.cut:
            self.tally.found[s.mode] += 1
            if s.mode == "cut":
                self.later(s.back, lambda: self.come_back(s))
            else:
                s.end = min(s.end, s.cut)
            return
        if self.now >= s.end:
            self.stop(s, None)
        elif self.beat(s)["running"]:
            s.heard = self.now
            self.later(min(self.now + 30_000, s.end), lambda: self.go_on(s))
        else:
            s.end = min(s.end, self.now)

    def beat(self, s: Session) -> Any:
        assert s.timer
        minutes = list(range(self.now // 60_000 - s.timer.began // 60 + 1))
        status, answer = self.call("POST", f"{self.path(s)}/timer/{s.id}/beat", {"active": minutes})
        self.expect(f"a beat ({answer})", 200, status)
        if status != 200:
            return {"running": False, "how": "stopped"}
        runs = self.paper.beat(s.timer, self.now)
        self.tally.found["beats"] += 1
        told = answer["running"], diary_judge.seconds_of(answer["end"])
        self.expect("a beat", (runs, s.timer.end), told)
        return answer

    def stop(self, s: Session, end: int | None) -> None:
        assert s.timer
        timer, body = s.timer, {"active": [], "end": None if end is None else iso(end * 1000)}
        answer = self.call("POST", f"{self.path(s)}/timer/{s.id}/stop", body)
        if self.take("a stop", answer, lambda: self.paper.stop(timer, self.now, end)):
            self.expect("a stop", timer.end, diary_judge.seconds_of(answer[1]["timer"]["end"]))

    def come_back(self, s: Session) -> None:
        """The device was offline, and its clock went on."""
        s.cut = s.end + 1
        heard, answer = s.heard, self.beat(s)
        if answer["running"]:
            s.heard = self.now
            if self.now < s.end:
                self.later(min(self.now + 30_000, s.end), lambda: self.go_on(s))
                return
            assert s.timer
            end = max(heard // 1000 + s.worked_since(heard, self.now), s.timer.began)
            self.stop(s, min(end, self.now // 1000))
        elif answer["how"] == "silent":
            end = diary_judge.seconds_of(answer["end"])
            worked = s.worked_since(heard, self.now)
            start = end + s.device.ahead_by(self.now)
            s.end = min(s.end, self.now)
            if worked:
                self.tell_later(Note(s.device, s.room, self.id(), s.memo, start, start + worked))
        else:
            s.end = min(s.end, s.heard)

    # ── reports ─────────────────────────────────────────────────────────────────────────────────────────────────

    def work_alone(self, s: Session) -> None:
        """A device that is offline measures by itself, and tells when it is back."""
        self.tally.found["alone"] += 1
        start, end = (s.device.clock(at) // 1000 for at in (s.start, s.end))
        if start < end:
            self.later(s.back, lambda: self.tell_later(Note(s.device, s.room, s.id, s.memo, start, end)))

    def tell_later(self, note: Note) -> None:
        """Now, and perhaps again: whoever does not hear the answer asks again, with whatever else there is."""
        self.notes.append(note)
        self.tell([note])
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            wait = self.chance.choice((500, MINUTE, 3 * HOUR))
            self.later(self.now + wait, lambda: self.tell_some(note))

    def tell_some(self, note: Note) -> None:
        same = [one for one in self.notes if (one.device, one.room) == (note.device, note.room)]
        self.tell(self.chance.sample(same, min(len(same), self.chance.randint(1, 4))))

    def tell(self, notes: list[Note]) -> None:
        device, room = notes[0].device, notes[0].room
        body = {
            "device": device.name, "sent_at": iso(device.clock(self.now)), "reports": [one.row(iso) for one in notes]
        }  # fmt: skip
        status, answer = self.call("POST", f"{self.deals[room].path}/reports", body)
        self.expect("reports", 200, status)
        if status != 200:
            self.tally.differs(f"{answer}")
            return
        ahead = device.ahead_by(self.now)
        for note, result in zip(notes, answer["results"], strict=True):
            try:
                should = self.paper.report(room, note.id, note.start - ahead, note.end - ahead, self.now)
            except No:
                should = "refused"
            self.tally.found[should] += 1
            self.expect(f"report {result}", (str(note.id), should), (result["id"], result["outcome"]))
        self.tally.found["reports"] += len(notes)

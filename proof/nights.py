"""Work over an odd night somewhere, through the doors and on paper, up to the bill. Needs Django to be set up."""

import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from proof import diary_judge
from proof.calling import Caller, Hourly, fire_due, hourly, person
from proof.diary_model import cost
from proof.time_model import FOR_EVER, LOCK, WEEK, Contract, Paper

MINUTE, HOUR, DAY = 60, 3_600, 86_400
RATE = 6_001
MEMO = "=1+1 over the night"
"""As a cell of a table it would be a formula."""
TOLD = ((-90, -30, "laptop"), (-10, 45, "laptop"), (-2, 50, "phone"), (60, 90, "phone"))
"""Minutes from the odd moment on; a timer runs over it, too."""
BY_HAND = (-25, -16)


class Night:
    """One odd moment in one place, with people of its own."""

    def __init__(self, zone: str, name: str, at: int) -> None:
        self.place, self.name, self.at = ZoneInfo(zone), f"{zone}, {name}", at
        client = person(f"alice-{at}", zone)
        begun = at - 3 * DAY
        self.me = Caller(person(f"bob-{at}", zone))
        self.deal: Hourly = hourly(client, self.me.person, begun * 1000, weekly_limit=168, rate=RATE)
        self.paper = Paper({0: Contract([(begun, FOR_EVER)], [(begun, 168 * HOUR)])})
        self.found, self.differences = Counter[str](), list[str]()
        self.sums: Counter[str] = Counter()
        self.minor = 0

    def local(self, second: int) -> str:
        """As somebody there would write it: 2027-03-28T03:00:00+02:00."""
        return datetime.fromtimestamp(second, self.place).isoformat()

    def call(self, method: str, path: str, body: Any = None, *, at: int) -> Any:
        status, answer = self.me.call(method, path, body, at=at * 1000)
        self.expect(f"{method} {path} ({answer})", True, status < 300)
        return answer

    def expect(self, what: str, should: object, found: object) -> None:
        if should != found:
            self.differences.append(f"{self.name}: {what}: {found}, should be {should}")

    # ── work ────────────────────────────────────────────────────────────────────────────────────────────────────

    def work(self) -> None:
        self.by_hand()
        self.timer()
        now = self.at + 100 * MINUTE
        for device in ("phone", "laptop"):
            reports = []
            for start, end, where in TOLD:
                if where == device:
                    # A second more: nothing here is whole minutes.
                    id, first, last = uuid4(), self.at + start * MINUTE, self.at + end * MINUTE + 1
                    self.paper.report(0, id, first, last, now * 1000)
                    reports.append(
                        {"id": str(id), "memo": MEMO, "start": self.local(first), "end": self.local(last)}
                    )
            body = {"device": device, "sent_at": self.local(now), "reports": reports}
            answer = self.call("POST", f"{self.deal.path}/reports", body, at=now)
            self.expect("reports", ["accepted"] * 2, [one["outcome"] for one in answer["results"]])
            self.found["reports"] += len(reports)

    def by_hand(self) -> None:
        first, last = (self.at + minutes * MINUTE for minutes in BY_HAND)
        id, now = uuid4(), last + MINUTE
        body = {
            "id": str(id),
            "start": self.local(first),
            "end": self.local(last),
            "memo": MEMO,
            "reason": "Forgot.",
        }
        self.call("POST", f"{self.deal.path}/manual-time", body, at=now)
        self.paper.by_hand(0, id, first, last, now * 1000)

    def timer(self) -> None:
        """A minute and a half over the odd moment."""
        id, start = uuid4(), self.at - 45
        path = f"{self.deal.path}/timer"
        self.call("POST", path, {"id": str(id), "device": "phone", "memo": MEMO}, at=start)
        self.paper.start(0, id, start * 1000)
        for now in (start + 30, start + 60):
            self.call("POST", f"{path}/{id}/beat", {"active": [0]}, at=now)
            self.paper.beat(self.paper.reports[id], now * 1000)
        self.call("POST", f"{path}/{id}/stop", {"active": [0]}, at=start + 90)
        self.paper.stop(self.paper.reports[id], (start + 90) * 1000)

    # ── looking ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def weeks(self) -> list[int]:
        return sorted({week for one in self.paper.reports.values() for week in one.weeks()})

    def look(self) -> None:
        now = self.at + 110 * MINUTE
        fire_due(now * 1000)
        previews = []
        for week in self.weeks:
            expected = self.paper.diary(0, week)
            self.sums.update(expected.values())
            diary = self.call("GET", f"{self.deal.path}/diary?week={day_of(week)}", at=now)
            wrong = diary_judge.judge(diary, expected) + diary_judge.judge_sums(
                diary["week"]["sums"], expected
            )
            self.differences += [f"{self.name}: {words}" for words in wrong]
            self.found["diaries"] += 1
            preview = self.call("GET", f"{self.deal.path}/weeks/{day_of(week)}/bill", at=now)
            previews.append(self.bill(preview, expected))
        self.csv(now, sum(minor for lines in previews for _, _, minor in lines))
        for week, preview in zip(self.weeks, previews, strict=True):
            locked = week + WEEK + LOCK + 1
            fire_due(locked * 1000)
            made = self.call("GET", f"{self.deal.path}/weeks/{day_of(week)}/bill", at=locked)
            self.expect("the bill", preview, self.bill(made, self.paper.diary(0, week)))
            self.expect("the bill is a preview still", True, made["id"] is not None)
            self.minor += made["minor"]
        self.deal.client.call(
            "POST", f"{self.deal.path}/end", {"reason": ""}, at=(self.weeks[-1] + 2 * WEEK) * 1000
        )

    def bill(self, bill: Any, expected: diary_judge.Found) -> list[tuple[str, int, int]]:
        """Beside what the seconds cost. → its lines"""
        counts = Counter(expected.values())
        should = [
            (kind, counts[kind], cost(counts[kind], RATE)) for kind in ("tracked", "manual") if counts[kind]
        ]
        lines = [(line["kind"], line["seconds"], line["minor"]) for line in bill["lines"]]
        self.expect("the lines", should, lines)
        self.expect("their sum", sum(minor for _, _, minor in should), bill["minor"])
        self.found["bills"] += 1
        return lines

    def csv(self, now: int, minor: int) -> None:
        first, last = day_of(self.weeks[0]), day_of(self.weeks[-1]) + timedelta(days=6)
        room = self.deal.room.public_id
        should = self.sums["tracked"] + self.sums["manual"]
        for by in ("person", "contract", "week", "memo"):
            query = f"by={by}&first={first}&last={last}&room={room}"
            rows = list(csv.DictReader(io.StringIO(self.call("GET", f"/time-report.csv?{query}", at=now))))
            report = self.call("GET", f"/time-report?{query}", at=now)
            self.expect(f"the table by {by}", should, sum(int(row["seconds"]) for row in rows))
            self.expect(f"the amounts by {by}", minor, sum(int(row["minor"]) for row in rows))
            self.expect(f"the report by {by}", should, report["seconds"])
            if any(cell[:1] in "=+-@" for row in rows for cell in row.values() if cell and not number(cell)):
                self.differences.append(f"{self.name}: a cell of the table is a formula")
            self.found["lines"] += len(rows)


def number(cell: str) -> bool:
    return cell.lstrip("-").isdigit()


def day_of(week: int) -> date:
    return date(1970, 1, 1) + timedelta(seconds=week)

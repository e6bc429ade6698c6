"""The doors of time, weeks, bills and reports over time, and who may pass: the freelancer logs time and takes it back,
the client says yes to what is to be paid beyond that, and pays. Everybody in the room may look."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from proof.scene import EVERYBODY, READERS, Door, Scene

NOW = datetime.now(UTC).replace(microsecond=0)
_minutes = count(1)
"""Before this run: everybody works a minute that nothing else claims, in whichever room."""
SPAN = {"id": "{new}", "start": "{start}", "end": "{end}", "memo": "Work"}
REPORTS = {"device": "proof", "reports": [SPAN]}
BY_HAND = {**SPAN, "reason": "A call."}


async def stretch(scene: Scene, who: str) -> None:
    """A minute of the last hours, and its week."""
    end = NOW - timedelta(minutes=next(_minutes))
    start = end - timedelta(minutes=1)
    monday = (start - timedelta(days=start.weekday())).date()
    scene.ids |= {"start": start.isoformat(), "end": end.isoformat(), "week": monday.isoformat()}


async def worked(scene: Scene, who: str) -> None:
    """By the freelancer, and over the limit of nothing."""
    await stretch(scene, who)
    done = await scene.do("f", "POST", "/rooms/{room}/reports", REPORTS)
    assert done["results"][0]["over_limit"] == 60, done
    scene.ids |= {"report": scene.ids["new"], "new": str(uuid4())}


async def running(scene: Scene, who: str) -> None:
    """A timer of the freelancer."""
    timer = {"id": "{new}", "device": "proof", "memo": "Work"}
    scene.ids["report"] = (await scene.do("f", "POST", "/rooms/{room}/timer", timer))["timer"]["id"]


async def asked(scene: Scene, who: str) -> None:
    """Time by hand, which the contract does not allow."""
    await stretch(scene, who)
    scene.ids["ask"] = (await scene.do("f", "POST", "/rooms/{room}/manual-time", BY_HAND))["ask"]["id"]


async def billed(scene: Scene, who: str) -> None:
    """A week that was, and is past due."""
    weeks = (await scene.do("c", "GET", "/rooms/{room}/weeks"))["items"]
    [week] = [one for one in weeks if one["state"] == "past_due"]
    scene.ids |= {"week": week["week"], "bill": week["bill"]["id"]}


TIMER = "/rooms/{room}/timer"
ASK = "/rooms/{room}/asks/{ask}"
WEEK = "/rooms/{room}/weeks/{week}"
DAYS = {"first": "2026-01-01", "last": "2026-01-31"}
THERE = {"active": [0]}
TIME: dict[str, Door] = {
    "GET /me/timer": Door(EVERYBODY + "r"),
    f"POST {TIMER}": Door("f", {"id": "{new}", "device": "proof", "memo": "Work"}, kind="hourly"),
    f"POST {TIMER}/{{report}}/beat": Door("f", THERE, running, kind="hourly"),
    f"POST {TIMER}/{{report}}/stop": Door("f", THERE, running, kind="hourly"),
    "POST /rooms/{room}/reports": Door("f", REPORTS, stretch, kind="hourly"),
    "PUT /rooms/{room}/reports/{report}/pieces": Door(
        "f", {"number": 0, "pieces": []}, worked, kind="hourly"
    ),
    "POST /rooms/{room}/manual-time": Door("f", BY_HAND, stretch, kind="hourly"),
    f"POST {ASK}/accept": Door("c", prepare=asked, kind="hourly"),
    f"POST {ASK}/decline": Door("c", prepare=asked, kind="hourly"),
    f"POST {ASK}/withdraw": Door("f", prepare=asked, kind="hourly"),
    f"POST {WEEK}/overtime": Door("c", {"seconds": 60}, worked, kind="hourly"),
    "GET /rooms/{room}/diary": Door(READERS, kind="hourly"),
    "GET /rooms/{room}/weeks": Door(READERS, kind="hourly"),
    f"GET {WEEK}/bill": Door(READERS, prepare=billed, kind="billed"),
    f"POST {WEEK}/take-back": Door("f", {"seconds": 30, "reason": "Lunch."}, billed, kind="billed"),
    "PUT /rooms/{room}/billing-card": Door("c", {"card": "{card}"}, kind="hourly"),
    "POST /rooms/{room}/bills/{bill}/pay": Door("c", {"card": "{card}"}, billed, kind="billed"),
    "GET /time-report": Door(EVERYBODY + "r", query=DAYS),
    "GET /time-report #of a room": Door(READERS, query={**DAYS, "room": "{room}"}, kind="hourly"),
    "GET /time-report.csv": Door(EVERYBODY + "r", query=DAYS),
    "GET /time-report.csv #of a room": Door(READERS, query={**DAYS, "room": "{room}"}, kind="hourly"),
    "GET /time-report.pdf": Door(EVERYBODY + "r", query=DAYS),
    "GET /time-report.pdf #of a room": Door(READERS, query={**DAYS, "room": "{room}"}, kind="hourly"),
}
"""By method and path below /api/v1, as proof.doors has them all."""

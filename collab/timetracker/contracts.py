"""What contracts say about time, many at a time."""

from collections.abc import Iterable

from collab import wire
from collab.timetracker.models import Run
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.contract import FOR_EVER, Contract
from collab.timetracker.rules.instants import whole
from collab.workrooms.models import TermsVersion
from collab.workrooms.policies import POLICIES


def contracts_of(rooms: Iterable[int]) -> dict[int, Contract]:
    """By the room's primary key; two queries. A room whose offer nobody accepted is missing."""
    asked = list(rooms)
    versions: dict[int, list[wire.TermsVersion]] = {}
    accepted = TermsVersion.objects.filter(room__in=asked, state="accepted", kind="hourly")
    for version in accepted.select_related("by", "decided_by").order_by("room", "decided_at", "version"):
        versions.setdefault(version.room_id, []).append(version.card())
    runs: dict[int, list[Run]] = {}
    for run in Run.objects.filter(room__in=asked).order_by("room", "start", "pk"):
        runs.setdefault(run.room_id, []).append(run)
    return {
        room: Contract(
            found, *_spans(runs.get(room, [])), policy=POLICIES[found[-1].terms.policy]
        )
        for room, found in versions.items()
    }  # fmt: skip


def _spans(runs: list[Run]) -> tuple[list[Span], list[Span]]:
    """When it ran, and when it was paused."""
    ran = [(whole(run.start), whole(run.end) if run.end else FOR_EVER) for run in runs]
    ends = [start for start, _ in ran[1:]] + [FOR_EVER]
    return ran, [(span[1], end) for run, span, end in zip(runs, ran, ends, strict=True) if run.paused]


def contract_of(room: int) -> Contract:
    """Of a room (primary key) with an hourly contract that was accepted."""
    return contracts_of([room])[room]

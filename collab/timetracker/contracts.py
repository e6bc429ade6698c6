"""What contracts say about time, many at a time."""

from collections.abc import Collection, Mapping

from collab import wire
from collab.timetracker.models import Run
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.contract import FOR_EVER, Contract
from collab.timetracker.rules.instants import whole
from collab.workrooms.models import TermsVersion
from collab.workrooms.policies import POLICIES


def contracts_of(rooms: Collection[int], known: Mapping[int, Contract] | None = None) -> dict[int, Contract]:
    """By the room's primary key; two queries, or none. A room whose offer nobody accepted is missing.

    `known`: what was read already of rooms that are locked since.
    """
    here = {room: known[room] for room in rooms if room in known} if known else {}
    asked = [room for room in rooms if room not in here]
    return here | _read(asked) if asked else here


def _read(asked: list[int]) -> dict[int, Contract]:
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

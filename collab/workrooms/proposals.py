"""The proposals of a locked room: finding them, deciding them, letting them lapse."""

from datetime import datetime
from typing import Final

from collab import wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.errors import Conflict, NotFound
from collab.workrooms.log import publish
from collab.workrooms.models import Room, TermsVersion
from collab.workrooms.rules.openings import OFFER

LAPSE: Final = "terms.lapse"
"""On the agenda: the end of a proposal that nobody answered."""


def propose(
    room: Room, version: int, agreed: wire.Terms, *, note: str, side: wire.Side, by: Person, at: datetime,
    expires_at: datetime,
) -> TermsVersion:  # fmt: skip
    """Write down what one side proposes, and when it lapses."""
    proposal = TermsVersion.objects.create(
        room=room, version=version, note=note, side=side, by=by, at=at, expires_at=expires_at,
        **agreed.model_dump(),
    )  # fmt: skip
    put_on_agenda(proposal)
    return proposal


def put_on_agenda(proposal: TermsVersion) -> None:
    """What happens to it if nobody acts, before both sides' eyes."""
    what = (
        "The offer lapses"
        if proposal.version == OFFER
        else "The proposal lapses, and the terms stay as they are"
    )
    deciding = "freelancer" if proposal.side == "client" else "client"
    book.put(
        LAPSE, subject_of(proposal), proposal.expires_at, f"{what}.", room_id=proposal.room_id, side=deciding
    )


def subject_of(proposal: TermsVersion) -> str:
    """What the agenda calls it."""
    return f"{proposal.room.public_id}/{proposal.version}"


def history(room: Room) -> list[TermsVersion]:
    """Every proposal there was, oldest first, ready for `card()`."""
    return list(TermsVersion.objects.filter(room=room).select_related("by", "decided_by").order_by("version"))


def agreed(versions: list[TermsVersion]) -> TermsVersion:
    """What was agreed last; before the first acceptance, the offer."""
    accepted = [
        (one.decided_at, one.version, one) for one in versions if one.state == "accepted" and one.decided_at
    ]
    return max(accepted)[2] if accepted else versions[0]


def waiting(room: Room, version: int, now: datetime) -> TermsVersion:
    """The proposal of this number, if it still waits for an answer.

    Raises NotFound("terms.not_found"), Conflict("terms.decided"), or Conflict("terms.expired") from its last instant
    on, whether or not the clock has been there yet.
    """
    found = TermsVersion.objects.select_related("by").filter(room=room, version=version).first()
    if found is None:
        raise NotFound("terms.not_found", "This contract has no such version of its terms.")
    if found.state != "proposed":
        raise Conflict("terms.decided", f"Version {version} of the terms is {found.state} already.")
    if found.expires_at <= now:
        raise Conflict("terms.expired", "Nobody answered this in time: it has lapsed.")
    return found


def check_offer_stands(room: Room, now: datetime) -> None:
    """Refuse any step on an offer whose time is over. Raises Conflict("terms.expired")."""
    if room.status == "offered":
        waiting(room, OFFER, now)


def decide(
    proposal: TermsVersion,
    state: wire.TermsState,
    *,
    by: Person | None,
    at: datetime,
    counts_from: dict[str, datetime] | None = None,
) -> None:
    """Write down how a proposal ended."""
    book.cross_out(LAPSE, subject_of(proposal))
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, at
    proposal.counts_from = {field: begin.isoformat() for field, begin in (counts_from or {}).items()}
    proposal.save(update_fields=["state", "decided_by", "decided_at", "counts_from"])


def overtake(room: Room, step: TermsVersion | None, *, by: Person | None, at: datetime) -> None:
    """Let every open proposal lapse but the one that a step is about: they were made on other terms."""
    others = TermsVersion.objects.filter(room=room, state="proposed").order_by("version")
    for proposal in others.exclude(pk=step.pk) if step else others:
        decide(proposal, "expired", by=by, at=at)
        publish(room, wire.TermsExpired(version=proposal.version), by=by, at=at)


def lapse(room: Room, at: datetime) -> None:
    """Let every open proposal lapse whose time is over. Not for offers, which take their contract with them."""
    for proposal in TermsVersion.objects.filter(room=room, state="proposed", expires_at__lte=at).order_by(
        "version"
    ):
        decide(proposal, "expired", by=None, at=at)
        publish(room, wire.TermsExpired(version=proposal.version), by=None, at=at)

"""Changing terms by agreement: requests for changes to an offer, and amendments of a running contract."""

from datetime import datetime, timedelta

from collab import clock, limits, wire
from collab.errors import Conflict, Forbidden
from collab.workrooms.action import action
from collab.workrooms.actions.contract import move, reason_of
from collab.workrooms.following import follow
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room, TermsVersion
from collab.workrooms.policies import POLICIES
from collab.workrooms.proposals import (
    agreed,
    check_offer_stands,
    decide,
    history,
    lapse,
    overtake,
    propose,
    waiting,
)  # fmt: skip
from collab.workrooms.rules import steps
from collab.workrooms.rules.openings import OFFER, changes_until
from collab.workrooms.rules.terms import check_change, checked, counts_from, words


@action
def propose_terms(seat: Member, *, terms: wire.TermsDraft, note: str = "") -> wire.Proposed:
    """Ask for other terms: the freelancer of an offer, or either side of a running contract."""
    room = lock(seat)
    now = clock.now()
    steps.check("terms.propose", seat.role, seat.side, room.status)
    check_offer_stands(room, now)
    lapse(room, now)
    versions = history(room)
    base = agreed(versions)
    policy = POLICIES[base.policy]
    if room.status == "offered":
        _check_may_ask(seat, base.card(), now)
    _check_not_waiting(seat, versions)
    new = checked(terms, policy, now.date(), base.terms())
    check_change(base.terms(), new, running=room.status != "offered")
    expires_at = base.expires_at if room.status == "offered" else now + timedelta(days=policy.amendment_days)
    said = words(note, code="note", what="The note")
    version = propose(
        room, len(versions) + 1, new, note=said, side=seat.side, by=seat.person, at=now, expires_at=expires_at
    )
    done = publish(room, wire.TermsProposed(version=version.card()), by=seat.person, at=now)
    return wire.Proposed(version=version.version, seq=done.seq, at=done.at)


def _check_may_ask(seat: Member, offer: wire.TermsVersion, now: datetime) -> None:
    if seat.side == offer.side:
        raise Forbidden("terms.own", "This is your own offer: withdraw it and make another one.")
    if now >= changes_until(offer):
        raise Conflict(
            "terms.too_late",
            f"Changes to this offer could be asked for until {changes_until(offer):%-d %B %Y, %H:%M} UTC.",
        )


def _check_not_waiting(seat: Member, versions: list[TermsVersion]) -> None:
    if any(one.state == "proposed" and one.side == seat.side for one in versions):
        raise Conflict(
            "terms.open", "Your side has proposed terms already. Withdraw them before proposing others."
        )
    if len(versions) >= limits.PROPOSALS_PER_ROOM:
        raise Conflict("terms.too_many", "The terms of this contract were proposed anew too many times.")


@action
def accept_terms(seat: Member, *, version: int) -> wire.Done:
    """Agree to what the other side proposed. On an offer this opens the workroom."""
    room = lock(seat)
    now = clock.now()
    proposal = _of_other_side(seat, "terms.accept", room, version, now)
    new = proposal.terms()
    begins = counts_from([one.card() for one in history(room)], new, now)
    overtake(room, proposal, by=seat.person, at=now)
    decide(proposal, "accepted", by=seat.person, at=now, counts_from=begins)
    opens = room.status == "offered"
    if opens:
        move(room, "contract.accept")
    room.title = new.title
    room.save(update_fields=["title"])
    agreement = wire.ContractAccepted if opens else wire.TermsAccepted
    done = publish(room, agreement(version=version, counts_from=begins), by=seat.person, at=now)
    follow(room, "contract.accept" if opens else "terms.accept", now)
    return done


@action
def decline_terms(seat: Member, *, version: int, reason: str = "") -> wire.Done:
    """Say no to what the other side proposed; everything stays as it is."""
    why = reason_of(reason)
    room = lock(seat)
    now = clock.now()
    proposal = _of_other_side(seat, "terms.decline", room, version, now)
    _check_no_offer(room, version)
    decide(proposal, "declined", by=seat.person, at=now)
    return publish(room, wire.TermsDeclined(version=version, reason=why), by=seat.person, at=now)


@action
def withdraw_terms(seat: Member, *, version: int) -> wire.Done:
    """Take back what one's own side proposed."""
    room = lock(seat)
    now = clock.now()
    steps.check("terms.withdraw", seat.role, seat.side, room.status)
    check_offer_stands(room, now)
    proposal = waiting(room, version, now)
    if proposal.side != seat.side:
        raise Forbidden("terms.not_yours", "The other side proposed this; you can accept or decline it.")
    _check_no_offer(room, version)
    decide(proposal, "withdrawn", by=seat.person, at=now)
    return publish(room, wire.TermsWithdrawn(version=version), by=seat.person, at=now)


def _of_other_side(seat: Member, verb: str, room: Room, version: int, now: datetime) -> TermsVersion:
    steps.check(verb, seat.role, seat.side, room.status)
    check_offer_stands(room, now)
    proposal = waiting(room, version, now)
    if proposal.side == seat.side:
        raise Forbidden("terms.own", "Your own side proposed this: the other side decides.")
    return proposal


def _check_no_offer(room: Room, version: int) -> None:
    if room.status == "offered" and version == OFFER:
        raise Conflict(
            "terms.offer", "This is the offer itself: decline or withdraw the contract as a whole."
        )

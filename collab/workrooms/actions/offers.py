"""Offering a contract, and an offer that comes to nothing."""

from datetime import datetime, timedelta

from collab import clock, limits, wire
from collab.accounts.addresses import address, addresses, owner
from collab.accounts.models import Person
from collab.errors import Conflict, Refused
from collab.workrooms.action import action
from collab.workrooms.actions.contract import close, move, reason_of
from collab.workrooms.letters import write_after_commit
from collab.workrooms.log import lock, publish
from collab.workrooms.models import Member, Room
from collab.workrooms.policies import DEFAULT
from collab.workrooms.proposals import decide, propose, waiting
from collab.workrooms.rules import steps
from collab.workrooms.rules.openings import OFFER
from collab.workrooms.rules.terms import checked, words
from collab.workrooms.seats import give_seat, invite


@action
def offer(person: Person, *, to: str, terms: wire.TermsDraft, note: str = "") -> wire.Created:
    """Offer a contract to an address. Whoever proved that it is theirs gets the freelancer's seat at once;
    else the seat waits until somebody does.
    """
    now = clock.now()
    email = address(to)
    if email in {person.email, *addresses(person)}:
        raise Refused("offer.to_self", "A contract needs two people: you cannot offer one to yourself.")
    agreed = checked(terms, DEFAULT, now.date())
    said = words(note, code="note", what="The note")
    _check_open_offers(person)
    room = Room.objects.create(title=agreed.title, kind=agreed.kind, created_at=now, last_at=now)
    lapses_at = now + timedelta(days=DEFAULT.offer_days)
    version = propose(room, OFFER, agreed, note=said, side="client", by=person, at=now, expires_at=lapses_at)
    publish(room, wire.ContractOffered(version=version.card()), by=person, at=now)
    give_seat(room, person, "client", "client", by=person, at=now)
    done = _offer_seat(room, email, by=person, at=now)
    return wire.Created(id=room.public_id, seq=done.seq, at=done.at)


def _check_open_offers(person: Person) -> None:
    Person.objects.select_for_update().get(pk=person.pk)
    if (
        Room.objects.filter(versions__by=person, versions__version=OFFER, status="offered").count()
        >= limits.OFFERS_OPEN
    ):
        raise Conflict(
            "offer.too_many",
            f"You have {limits.OFFERS_OPEN} offers open, which is the most. Please withdraw one first.",
        )


def _offer_seat(room: Room, email: str, *, by: Person, at: datetime) -> wire.Done:
    freelancer = owner(email)
    if freelancer is not None:
        return give_seat(room, freelancer, "freelancer", "freelancer", by=by, at=at)
    _, done = invite(room, email, "freelancer", "freelancer", by=by, at=at)
    write_after_commit(email, room, "freelancer", by=by)
    return done


@action
def decline_offer(seat: Member, *, reason: str = "") -> wire.Done:
    """The freelancer says no."""
    why = reason_of(reason)
    room, now = _conclude(seat, "contract.decline", "declined", why)
    return publish(room, wire.ContractDeclined(reason=why), by=seat.person, at=now)


@action
def withdraw_offer(seat: Member, *, reason: str = "") -> wire.Done:
    """The client takes the offer back."""
    why = reason_of(reason)
    room, now = _conclude(seat, "contract.withdraw", "withdrawn", why)
    return publish(room, wire.ContractWithdrawn(reason=why), by=seat.person, at=now)


def _conclude(seat: Member, verb: str, state: wire.TermsState, reason: str) -> tuple[Room, datetime]:
    room = lock(seat)
    now = clock.now()
    steps.check(verb, seat.role, seat.side, room.status)
    version = waiting(room, OFFER, now)
    move(room, verb, reason=reason)
    close(room, version, by=seat.person, at=now)
    decide(version, state, by=seat.person, at=now)
    return room, now

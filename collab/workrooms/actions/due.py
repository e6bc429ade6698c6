"""What the clock wants: what nobody answered in time lapses, and nobody's seat stays waiting."""

from allauth.account.models import EmailAddress

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.agenda.book import fires
from collab.agenda.models import Due
from collab.workrooms.actions.contract import close, move
from collab.workrooms.actions.members import take_offered_seats
from collab.workrooms.log import locked, publish
from collab.workrooms.models import Invite, TermsVersion
from collab.workrooms.proposals import LAPSE, decide, lapse
from collab.workrooms.rules.openings import OFFER

PEOPLE_AT_ONCE = 100


@fires(LAPSE)
def lapse_due(due: Due) -> None:
    """Nobody answered an offer or a proposal in time. What lapses with it in the same room lapses here too."""
    assert due.room_id is not None, "proposals are made in rooms"
    now = clock.now()
    room = locked(due.room_id)
    if not book.cross_out(due.verb, due.subject):
        return
    standing = TermsVersion.objects.filter(room=room, state="proposed", expires_at__lte=now)
    offer = standing.filter(version=OFFER).first()
    if offer is None:
        lapse(room, now)
        return
    move(room, "contract.expire")
    close(room, offer, by=None, at=now)
    decide(offer, "expired", by=None, at=now)
    publish(room, wire.ContractExpired(), by=None, at=now)


def seat_arrivals() -> int:
    """Give the seats that wait for an address whose owner is here; answers how many.

    One takes them on proving the address; this is for offers made at that very moment, and for a process that ended
    between the two.
    """
    verified = EmailAddress.objects.filter(verified=True, user__is_active=True)
    waiting = Invite.objects.filter(role="freelancer", closed="").values("email")
    people = Person.objects.filter(pk__in=verified.filter(email__in=waiting).values("user"))
    return sum(take_offered_seats(person) for person in people[:PEOPLE_AT_ONCE])

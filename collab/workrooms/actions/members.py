"""Asking people in, coming in, and leaving."""

from uuid import UUID

from django.db import transaction

from collab import clock, limits, wire
from collab.accounts.addresses import address, addresses, owner
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden, NotFound
from collab.workrooms import seats
from collab.workrooms.action import action
from collab.workrooms.letters import write_after_commit
from collab.workrooms.log import lock, locked
from collab.workrooms.models import Invite, Member, Room
from collab.workrooms.proposals import check_offer_stands
from collab.workrooms.rules import steps


@action
def invite(seat: Member, *, email: str, role: wire.GuestRole) -> wire.Created:
    """Ask a manager or an observer to one's own side."""
    email = address(email)
    room = lock(seat)
    now = clock.now()
    steps.check("member.invite", seat.role, seat.side, room.status)
    check_offer_stands(room, now)
    guest = owner(email)
    if guest is not None and Member.objects.filter(room=room, person=guest, removed_at=None).exists():
        raise Conflict("member.already", "Whoever has this address is in this room already.")
    if Invite.objects.filter(room=room, email=email, closed="").exists():
        raise Conflict("invite.open", "This address was invited already and has not answered yet.")
    _check_room_for_one_more(room, Invite.objects.filter(room=room, closed="").count())
    asked, done = seats.invite(room, email, role, seat.side, by=seat.person, at=now)
    if guest is None:
        write_after_commit(email, room, role, by=seat.person)
    return wire.Created(id=asked.public_id, seq=done.seq, at=done.at)


def _check_room_for_one_more(room: Room, invited: int) -> None:
    if invited >= limits.INVITES_PER_ROOM:
        raise Conflict("invite.too_many", "Too many invitations to this room wait for an answer.")
    if Member.objects.filter(room=room, removed_at=None).count() >= limits.MEMBERS_PER_ROOM:
        raise Conflict("member.too_many", f"A room has at most {limits.MEMBERS_PER_ROOM} members.")


@action
def withdraw_invite(seat: Member, *, invite: UUID) -> wire.Done:
    """Take back an invitation of one's own side. The seat of an offer's freelancer goes with the offer only."""
    room = lock(seat)
    steps.check("invite.withdraw", seat.role, seat.side, room.status)
    asked = Invite.objects.filter(room=room, public_id=invite, closed="").first()
    if asked is None:
        raise unknown_invite()
    if asked.role == "freelancer" or asked.side != seat.side:
        raise Forbidden(
            "invite.not_yours", "Only the side that invited somebody may withdraw the invitation."
        )
    return seats.close_invite(room, asked, "withdrawn", by=seat.person, at=clock.now())


def unknown_invite() -> NotFound:
    return NotFound("invite.not_found", "There is no such invitation, or it is not open any more.")


@action
def accept_invite(person: Person, *, invite: UUID) -> wire.Joined:
    """Come in, with the history from the start."""
    room, asked = _to_me(person, invite)
    if Member.objects.filter(room=room, person=person, removed_at=None).exists():
        raise Conflict("member.already", "You are in this room already.")
    _check_room_for_one_more(room, 0)
    now = clock.now()
    seats.close_invite(room, asked, "accepted", by=person, at=now)
    done = seats.give_seat(room, person, asked.role, asked.side, by=person, at=now)
    return wire.Joined(room=room.public_id, seq=done.seq, at=done.at)


@action
def decline_invite(person: Person, *, invite: UUID) -> wire.Done:
    room, asked = _to_me(person, invite)
    return seats.close_invite(room, asked, "declined", by=person, at=clock.now())


def _to_me(person: Person, invite: UUID) -> tuple[Room, Invite]:
    """The room, locked, and the open invitation to an address of this person. Raises NotFound."""
    mine = Invite.objects.filter(public_id=invite, email__in=addresses(person), closed="").exclude(
        role="freelancer"
    )
    found = mine.first()
    if found is None:
        raise unknown_invite()
    room = locked(found.room_id)
    asked = mine.first()
    if asked is None:
        raise unknown_invite()
    check_offer_stands(room, clock.now())
    return room, asked


@action
def remove_member(seat: Member, *, person: UUID) -> wire.Done:
    """Remove a manager or observer of one's own side, or leave. The two parties stay."""
    room = lock(seat)
    leaves = person == seat.person.public_id
    steps.check("member.leave" if leaves else "member.remove", seat.role, seat.side, room.status)
    target = (
        Member.objects.select_related("person")
        .filter(room=room, person__public_id=person, removed_at=None)
        .first()
    )
    if target is None:
        raise NotFound("member.not_found", "There is no such person in this room.")
    if target.role in ("client", "freelancer"):
        raise Forbidden("member.party", "The client and the freelancer of a contract stay in its room.")
    if target.side != seat.side:
        raise Forbidden("member.not_yours", "Only the side that asked somebody in may remove them.")
    return seats.take_seat_away(room, target, by=seat.person, at=clock.now())


def take_offered_seats(person: Person) -> int:
    """Give the person every freelancer's seat that waits for an address they proved to be theirs; how many."""
    waiting = Invite.objects.filter(email__in=addresses(person), role="freelancer", closed="")
    return sum(_take_offered_seat(person, pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic(durable=True)
def _take_offered_seat(person: Person, invite: int) -> bool:
    room = locked(Invite.objects.values_list("room_id", flat=True).get(pk=invite))
    asked = Invite.objects.filter(pk=invite, closed="").first()
    # Nobody is both sides of a contract, under whatever address.
    if asked is None or Member.objects.filter(room=room, person=person, removed_at=None).exists():
        return False
    now = clock.now()
    seats.close_invite(room, asked, "accepted", by=person, at=now)
    seats.give_seat(room, person, "freelancer", "freelancer", by=person, at=now)
    return True

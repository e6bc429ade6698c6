"""The seats of a locked room, and the invitations to them."""

from datetime import datetime

from collab import wire
from collab.accounts.addresses import owner
from collab.accounts.models import Person
from collab.workrooms.hints import announce_after_commit
from collab.workrooms.log import publish
from collab.workrooms.models import Invite, Member, Room


def give_seat(
    room: Room, person: Person, role: wire.Role, side: wire.Side, *, by: Person, at: datetime
) -> wire.Done:
    """Seat the person, and tell them. Who comes back starts anew, as everybody else sees it."""
    new = {"role": role, "side": side, "joined_at": at, "removed_at": None, "read_seq": 0, "delivered_seq": 0}
    Member.objects.update_or_create(room=room, person=person, defaults=new)
    _seats_changed(room)
    announce_after_commit(people=[person.pk])
    return publish(room, wire.MemberJoined(person=person.card(), role=role, side=side), by=by, at=at)


def take_seat_away(room: Room, seat: Member, *, by: Person, at: datetime) -> wire.Done:
    """From this event on the person sees nothing of the room."""
    seat.removed_at = at
    seat.save(update_fields=["removed_at"])
    _seats_changed(room)
    announce_after_commit(people=[seat.person_id])
    return publish(room, wire.MemberRemoved(person=seat.person.public_id), by=by, at=at)


def _seats_changed(room: Room) -> None:
    """Whoever remembers a seat of this room reads it again."""
    room.seats_version += 1
    room.save(update_fields=["seats_version"])


def invite(
    room: Room, email: str, role: wire.Role, side: wire.Side, *, by: Person, at: datetime
) -> tuple[Invite, wire.Done]:
    asked = Invite.objects.create(room=room, email=email, role=role, side=side, by=by, at=at)
    _tell_whoever_is_asked(email)
    return asked, publish(room, wire.MemberInvited(invite=asked.card()), by=by, at=at)


def _tell_whoever_is_asked(email: str) -> None:
    guest = owner(email)
    if guest is not None:
        announce_after_commit(people=[guest.pk])


def close_invite(
    room: Room, asked: Invite, how: wire.EndOfInvite, *, by: Person | None, at: datetime
) -> wire.Done:
    asked.closed, asked.closed_at = how, at
    asked.save(update_fields=["closed", "closed_at"])
    _tell_whoever_is_asked(asked.email)
    return publish(room, wire.InviteClosed(invite=asked.public_id, how=how), by=by, at=at)


def withdraw_invites(room: Room, *, by: Person | None, at: datetime) -> None:
    """A contract that is over takes nobody in."""
    for asked in Invite.objects.filter(room=room, closed="").order_by("pk"):
        close_invite(room, asked, "withdrawn", by=by, at=at)

"""A room as one of its members sees it now."""

from uuid import UUID

from collab import clock, wire
from collab.workrooms.log import snapshot
from collab.workrooms.models import Epoch, Invite, Member
from collab.workrooms.proposals import agreed, history
from collab.workrooms.rules.openings import open_steps
from collab.workrooms.talk import Talk, talk
from collab.workrooms.underway import under_way


def room_of(seat: Member) -> wire.Room:
    """The room and all that events have made of it, as of its `head`."""
    epoch = Epoch.current()
    with snapshot():
        return _room(Member.objects.select_related("room", "person").get(pk=seat.pk), epoch)


def _room(seat: Member, epoch: UUID) -> wire.Room:
    room = seat.room
    versions = history(room)
    cards = [version.card() for version in versions]
    seats = list(Member.objects.filter(room=room).select_related("person").order_by("joined_at", "pk"))
    invites = Invite.objects.filter(room=room, closed="").select_related("by").order_by("pk")
    return wire.Room.model_validate(
        {
            "id": room.public_id,
            "title": room.title,
            "kind": room.kind,
            "status": room.status,
            "status_reason": room.status_reason,
            "role": seat.role,
            "side": seat.side,
            "head": room.head,
            "unread": talk([seat]).get(room.pk, Talk()).unread,
            "created_at": room.created_at,
            "expires_at": versions[0].expires_at if room.status == "offered" else None,
            "members": [one.card() for one in seats if one.removed_at is None],
            "people": [one.person.card() for one in seats],
            "invites": [asked.card() for asked in invites],
            "terms": agreed(versions).terms(),
            "versions": cards,
            "may": open_steps(seat.role, seat.side, room.status, cards, clock.now()),
            "uploads": under_way(room),
            "epoch": epoch,
        }
    )

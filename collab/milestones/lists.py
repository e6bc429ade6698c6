"""The milestones of a room, as one of its members sees them."""

from collab import wire
from collab.agenda import book
from collab.billing import escrow
from collab.milestones.cards import cards_of, milestones
from collab.workrooms.log import snapshot
from collab.workrooms.models import Member


def milestones_of(seat: Member) -> wire.MilestoneList:
    """All of them in order, with the money and what happens by itself, as of one event."""
    with snapshot():
        here = Member.objects.select_related("room", "person").get(pk=seat.pk)
        found = list(milestones().filter(room=here.room).order_by("position", "pk"))
        return wire.MilestoneList(
            items=cards_of(found, here), money=escrow.money_of(here.room),
            dues=[due.card() for due in book.in_rooms([here.room_id])], seq=here.room.head,
        )  # fmt: skip

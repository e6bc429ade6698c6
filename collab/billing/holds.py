"""When the hold of a release is over, its money is available."""

from collab import clock, wire
from collab.agenda import book
from collab.agenda.models import Due
from collab.billing import moving
from collab.billing.models import Release
from collab.billing.releases import AVAILABLE
from collab.workrooms.log import locked, publish


@book.fires(AVAILABLE)
def make_available(due: Due) -> None:
    assert due.room_id is not None, "whoever puts these in names the room"
    room = locked(due.room_id)
    if not book.cross_out(due.verb, due.subject):
        return
    release = Release.objects.get(public_id=due.subject)
    now = clock.now()
    release.is_available = True
    release.save(update_fields=["is_available"])
    told = publish(room, wire.MoneyAvailable(id=release.public_id), by=None, at=now)
    moving.became_available(room, release, now, told.seq)

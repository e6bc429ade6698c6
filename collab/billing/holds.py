"""When the hold of a release is over, its money is available."""

from collections.abc import Callable
from datetime import datetime

from collab import clock, wire
from collab.agenda import book
from collab.agenda.models import Due
from collab.billing import moving
from collab.billing.models import Release
from collab.billing.releases import AVAILABLE
from collab.workrooms.log import locked, publish
from collab.workrooms.models import Room

Then = Callable[[Room, Release, datetime], None]
_then: dict[str, list[Then]] = {}


def when_available(kind: str) -> Callable[[Then], Then]:
    """Register what follows when the hold of a release of this kind is over: in the same transaction, after it."""

    def add(then: Then) -> Then:
        _then.setdefault(kind, []).append(then)
        return then

    return add


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
    told = publish(room, wire.MoneyAvailable(id=release.public_id, minor=release.net), by=None, at=now)
    moving.became_available(room, release, now, told.seq)
    for then in _then.get(release.kind, []):
        then(room, release, now)

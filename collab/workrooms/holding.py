"""A charge failed, and nothing is added until it clears. Both in the transaction of whoever knows, in a locked room."""

from datetime import datetime

from collab import wire
from collab.workrooms.actions.contract import move
from collab.workrooms.following import follow
from collab.workrooms.log import publish
from collab.workrooms.models import Room


def hold(room: Room, reason: str, at: datetime) -> bool:
    """Put a running contract on hold; false where it is not running, for then there is nothing to halt."""
    if room.status != "active":
        return False
    move(room, "contract.hold", reason=reason)
    publish(room, wire.ContractHeld(reason=reason), by=None, at=at)
    follow(room, "contract.hold", at)
    return True


def release(room: Room, at: datetime) -> bool:
    """What held it is over; false where nothing did."""
    if room.status != "on_hold":
        return False
    move(room, "contract.release")
    publish(room, wire.ContractReleased(), by=None, at=at)
    follow(room, "contract.release", at)
    return True

"""Payments that wait for their payer to confirm them."""

from collections.abc import Sequence

from collab import wire
from collab.billing.asking import ASK
from collab.billing.models import Payment
from collab.workrooms.models import Member
from collab.workrooms.rules import steps
from collab.workrooms.waiting import dues_in
from collab.workrooms.waits import listed_by, told_by


@told_by
def rooms_waiting(seats: Sequence[Member]) -> set[int]:
    return {one.room_id for one in _payments(seats)}


@listed_by
def payments(seats: Sequence[Member]) -> list[wire.Waits]:
    found, rooms = _payments(seats), {seat.room_id: seat.room for seat in seats}
    dues = dues_in({one.room_id for one in found})
    return [
        wire.Waits(
            room=rooms[one.room_id].public_id, room_title=rooms[one.room_id].title, kind="payment",
            subject=one.public_id, title=one.title, minor=one.minor + one.fee, currency=one.currency, since=one.at,
            due=dues.get((ASK, str(one.public_id))),
        )
        for one in found
    ]  # fmt: skip


def _payments(seats: Sequence[Member]) -> list[Payment]:
    """Those that the holders of these seats have to confirm."""
    rooms = [
        seat.room_id for seat in seats
        if steps.may("payment.confirm", seat.role, seat.side, seat.room.status)
    ]  # fmt: skip
    return list(Payment.objects.filter(room__in=rooms, state="needs_confirmation").order_by("pk"))

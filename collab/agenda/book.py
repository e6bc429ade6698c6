"""The agenda: what will happen by itself is put in, and crossed out, in the transaction that decides it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import connection

from collab.agenda.models import Due
from collab.rows import insert

Fire = Callable[[Due], None]
_fires: dict[str, Fire] = {}
_alone: set[str] = set()


def fires(verb: str, *, alone: bool = False) -> Callable[[Fire], Fire]:
    """Register what happens when a row of this verb is due.

    It runs in a transaction of its own: it locks the room, then calls `cross_out`, and does nothing where that says no.
    What it then writes commits together with the end of the row. `alone` is for what asks others over the network:
    it runs outside of any transaction, and crosses out (or puts in anew) in one that it begins itself.
    """

    def register(fire: Fire) -> Fire:
        _fires[verb] = fire
        _alone.update({verb} if alone else ())
        return fire

    return register


def fire_of(verb: str) -> Fire | None:
    """None for a verb that this version does not know: N and N−1 run side by side."""
    return _fires.get(verb)


def is_alone(verb: str) -> bool:
    """Whether it begins its transactions itself."""
    return verb in _alone


def put(
    verb: str, subject: object, at: datetime, sentence: str, *, room_id: int | None = None, side: str = ""
) -> None:
    """This happens at `at` if nobody acts; whatever stood there for the same subject is replaced."""
    row = Due(
        verb=verb, subject=str(subject), room_id=room_id, side=side, sentence=sentence, due_at=at, next_at=at
    )  # fmt: skip
    insert([row], replacing=("verb", "subject"))


def cross_out(verb: str, subject: object) -> bool:
    """Somebody acted, or it is happening now; false where there is nothing (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM agenda_due WHERE verb = %s AND subject = %s", [verb, str(subject)])
        gone: int = cursor.rowcount
    return gone > 0


def in_rooms(rooms: Iterable[int]) -> list[Due]:
    """What will happen in these rooms (primary keys) if nobody acts, the next first."""
    return list(Due.objects.filter(room_id__in=list(rooms)).order_by("due_at", "pk"))

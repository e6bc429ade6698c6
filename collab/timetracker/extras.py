"""Lines of a later bill: what was accepted late or after the lock, and what was taken back. All in a locked room.

A credit after the last bill goes back to the client.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from collab import limits, wire
from collab.accounts.models import Person
from collab.agenda import book
from collab.billing.purses import agreed_on
from collab.billing.refunds import give_back_newest
from collab.errors import Conflict
from collab.money import Money
from collab.timetracker.contracts import contract_of
from collab.timetracker.dues import RETURN, UNBILLED, named
from collab.timetracker.models import Ask, Extra, Week
from collab.timetracker.reckoning import open_extras
from collab.timetracker.rules.bills import line_minor
from collab.timetracker.rules.weeks import monday_of
from collab.timetracker.weeks import ensure, foretell_all
from collab.workrooms.models import Room

AGAIN = timedelta(days=1)
NO_BILL = "No bill follows that this credit could be taken off."


def accepted(ask: Ask, room: Room, at: datetime) -> Extra:
    """Late time that the client accepted, at the rate of its week."""
    return _worked(room, ask.monday, "supplement", ask.seconds, at)


def over_limit(room: Room, monday: date, seconds: int, at: datetime) -> Extra:
    """Time over the limit of a week that was billed before the client accepted it."""
    return _worked(room, monday, "over_limit", seconds, at)


def _worked(room: Room, monday: date, kind: wire.BillLineKind, seconds: int, at: datetime) -> Extra:
    rate = contract_of(room.pk).terms(monday).rate
    assert rate is not None, "every hourly contract has one"
    minor = line_minor(seconds, rate)
    return add(room, monday, kind, at, minor=minor, seconds=seconds, rate=rate)


def add(
    room: Room, monday: date, kind: wire.BillLineKind, at: datetime, *, minor: int, seconds: int = 0,
    rate: int | None = None, text: str = "",
) -> Extra:  # fmt: skip
    """Write it down for the next bill. Where the contract is over and none would come, its week of now gets one."""
    extra = Extra.objects.create(
        room=room, monday=monday, kind=kind, seconds=seconds, rate=rate, minor=minor,
        text=text[: limits.LINE_CHARS], at=at,
    )  # fmt: skip
    if minor > 0 and not has_next(room):
        ensure(room, monday_of(at), at)
    foretell_all(room)
    return extra


def has_next(room: Room) -> bool:
    """Whether there will be a bill that takes up what is left over."""
    return Week.objects.filter(room=room, state__in=UNBILLED).exists()


def carry(room: Room, monday: date, minor: int, at: datetime) -> Extra:
    """A credit (below zero) that the bill of this week could not take up."""
    return add(room, monday, "correction", at, minor=minor, text=f"Carried over from the {named(monday)}")


def stranded(room: Room) -> list[Extra]:
    """What is left over where that is a credit and no bill will come any more; nothing where one may."""
    if room.status != "ended" or has_next(room):
        return []
    left = open_extras([room.pk]).get(room.pk, [])
    return left if _sum(left) < 0 else []


def return_credit(room: Room, at: datetime, by: Person | None = None) -> None:
    """A credit that no bill follows goes back to the client: for each moment when there may have come to be one.

    It comes from what bills of weeks released. Where too little of that is left, as some went back already, the rest of
    the credit stays open: until a bill that is owed is paid, or for ever.
    """
    left = stranded(room)
    given = _given_back(room, -_sum(left), at, by) if left else 0
    if not given:
        return
    book.cross_out(RETURN, room.public_id)
    Extra.objects.filter(pk__in=[extra.pk for extra in left]).update(given_back_at=at)
    rest = _sum(left) + given
    if rest:
        add(room, left[-1].monday, "correction", at, minor=rest, text="The rest of a credit")


def return_soon(room: Room, at: datetime) -> None:
    """Let the clock do it, in a transaction of its own."""
    if left := stranded(room):
        credit = Money(-_sum(left), agreed_on(room).currency)
        words = f"A credit of {credit}, which no bill follows, goes back to the client."
        book.put(RETURN, room.public_id, at, words, room_id=room.pk)


def _given_back(room: Room, minor: int, at: datetime, by: Person | None) -> int:
    """So much was; nothing where the freelancer has not so much here now, but it is tried again."""
    try:
        with transaction.atomic():
            return give_back_newest(room, minor=minor, at=at, note=NO_BILL, by=by)
    except Conflict as why:
        if why.code != "release.not_enough":
            raise
    # What it told of was undone with it.
    room.refresh_from_db(fields=["head", "last_at"])
    return_soon(room, at + AGAIN)
    return 0


def _sum(extras: Iterable[Extra]) -> int:
    return sum(extra.minor for extra in extras)

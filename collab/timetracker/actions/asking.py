"""What the client says to time that counts only if they accept it."""

from uuid import UUID

from collab import wire
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden
from collab.timetracker import asks, extras
from collab.timetracker.actions.manual import check_open, keep_by_hand
from collab.timetracker.again import until_it_holds
from collab.timetracker.intake import reused_id
from collab.timetracker.models import Ask, Report
from collab.timetracker.rules.instants import whole
from collab.timetracker.rules.reports import Draft
from collab.timetracker.standing import Here, begin
from collab.timetracker.unclaimed import Unclaimed
from collab.workrooms.action import action
from collab.workrooms.models import Member


def accept_ask(seat: Member, key: UUID | None, *, ask: UUID) -> wire.Done:
    """It counts: time by hand in its week, late time on the next bill.

    Raises as `begin`, NotFound("ask.not_found"), Conflict `ask.decided`, `ask.over`, `manual.claimed`,
    `report.reused`.
    """
    return until_it_holds(lambda: _accept(seat, key, ask=ask))


@action
def _accept(seat: Member, *, ask: UUID) -> wire.Done:
    here, found = _taken(seat, ask)
    if found.kind == "manual":
        _keep(here, found)
    else:
        extras.accepted(found, here.room, here.at)
    return asks.end(here.room, found, "accepted", seat.person, here.at)


@action
def decline_ask(seat: Member, *, ask: UUID) -> wire.Done:
    """It stays unpaid. Raises as `accept_ask`."""
    here, found = _taken(seat, ask)
    return asks.end(here.room, found, "declined", seat.person, here.at)


def _taken(seat: Member, ask: UUID) -> tuple[Here, Ask]:
    here = begin(seat, "time.answer")
    found = asks.find(here.room, ask)
    if here.at >= found.until:
        raise Conflict("ask.over", "The time to answer this is over: it stays unpaid.")
    return here, found


def _keep(here: Here, ask: Ask) -> None:
    """As if it had been allowed."""
    assert ask.report is not None, "time by hand has"
    assert ask.start is not None, "a begin"
    assert ask.end is not None, "and an end"
    if Report.objects.filter(public_id=ask.report).exists():
        raise reused_id()
    draft = Draft(ask.report, "manual", whole(ask.start), whole(ask.end), ask.memo, b"", ask.reason)
    check_open(here, ask.by, draft)
    Unclaimed(here, ask.by).take(draft, allowed=True)
    keep_by_hand(here, ask.by, draft)


@action
def withdraw_ask(seat: Member, *, ask: UUID) -> wire.Done:
    """The freelancer asks no more. Raises as `accept_ask`, Forbidden("ask.not_yours")."""
    here = begin(seat, "time.withdraw")
    found = asks.find(here.room, ask)
    _check_own(found, seat.person)
    return asks.end(here.room, found, "withdrawn", seat.person, here.at)


def _check_own(ask: Ask, person: Person) -> None:
    if ask.by_id != person.pk:
        raise Forbidden("ask.not_yours", "Only who asked for this time can withdraw it.")

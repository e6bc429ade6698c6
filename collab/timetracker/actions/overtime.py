"""Time over the weekly limit, which the client may pay for all the same."""

from datetime import date

from collab import wire
from collab.billing.purses import parties
from collab.errors import Conflict
from collab.timetracker import extras, sheets
from collab.timetracker.dues import UNBILLED
from collab.timetracker.models import Week
from collab.timetracker.recounting import recount
from collab.timetracker.standing import begin, check_monday, unknown_week
from collab.timetracker.weeks import foretell
from collab.workrooms.action import action
from collab.workrooms.log import publish
from collab.workrooms.models import Member


@action
def accept_overtime(seat: Member, *, week: date, seconds: int) -> wire.Done:
    """Pay for `seconds` in all that are over the limit of this week: on its bill, or on the next once it was made.

    Raises as `begin`, NotFound("week.not_found"), Conflict `overtime.changed`, `overtime.same`.
    """
    here = begin(seat, "overtime.accept")
    check_monday(week)
    if not Week.objects.filter(room=here.room, monday=week).exists():
        raise unknown_week()
    sheets.take(parties(here.room).freelancer.pk, [week])
    found = recount(here.room, week, here.at)
    if seconds > found.over_limit:
        raise Conflict(
            "overtime.changed",
            "There is not so much time over the limit of this week (any more). Look again.",
        )
    if seconds <= found.over_accepted:
        raise Conflict("overtime.same", "You have accepted as much already, and that stays so.")
    more = seconds - found.over_accepted
    found.over_accepted = seconds
    found.save(update_fields=["over_accepted"])
    if found.state in UNBILLED:
        foretell(here.room, found)
    else:
        extras.over_limit(here.room, week, more, here.at)
    return publish(here.room, wire.OvertimeAccepted(days=[week], seconds=more), by=seat.person, at=here.at)

"""Late time: what nothing else claims of the reports that came after the lock, for the client to accept."""

from datetime import timedelta

from django.db.models import Sum

from collab.accounts.models import Person
from collab.timetracker import asks
from collab.timetracker.models import Ask, Week
from collab.timetracker.rules.bills import line_minor
from collab.timetracker.standing import Here


def grow(here: Here, week: Week, person: Person) -> None:
    """One open question for each week, about all late time of it that was not asked about before."""
    of_week = Ask.objects.filter(room=here.room, monday=week.monday, kind="supplement")
    before: int = of_week.exclude(state="asked").aggregate(sum=Sum("seconds", default=0))["sum"]
    seconds = week.late - before
    ask = of_week.filter(state="asked").first()
    if seconds <= 0 or (ask is not None and ask.seconds == seconds):
        return
    rate = here.contract.terms(week.monday).rate or 0
    if ask is None:
        until = here.at + timedelta(days=here.contract.policy.late_days)
        ask = Ask(room=here.room, monday=week.monday, kind="supplement", by=person, at=here.at, until=until)
    ask.seconds, ask.minor = seconds, line_minor(seconds, rate)
    ask.save()
    asks.put(here.room, ask)
    asks.tell(here.room, ask, person, here.at)

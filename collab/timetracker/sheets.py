"""A person's weeks over all contracts, locked: after the rooms, before anything that is counted (rule 4)."""

from collections.abc import Iterable, Sequence
from datetime import date

from collab.timetracker.models import Timesheet


def take(person: int, mondays: Iterable[date]) -> dict[date, Timesheet]:
    """The sheets of a person (primary key), which nobody else changes until the transaction ends.

    By ascending id; one that is not there yet is made.
    """
    asked = sorted(set(mondays))
    found = _locked(person, asked)
    if len(found) < len(asked):
        Timesheet.objects.bulk_create(
            [Timesheet(person_id=person, monday=monday) for monday in asked], ignore_conflicts=True
        )
        # All of them again, in one order.
        found = _locked(person, asked)
    return found


def _locked(person: int, mondays: Sequence[date]) -> dict[date, Timesheet]:
    sheets = Timesheet.objects.filter(person=person, monday__in=mondays).order_by("pk")
    return {sheet.monday: sheet for sheet in sheets.select_for_update(no_key=True)}

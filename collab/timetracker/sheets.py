"""A person's weeks over all contracts, locked: after the rooms, before anything that is counted (rule 4)."""

from collections.abc import Iterable
from datetime import date

from collab.timetracker.models import Timesheet


def take(person: int, mondays: Iterable[date]) -> dict[date, Timesheet]:
    """The sheets of a person (primary key), which nobody else changes until the transaction ends.

    By ascending id; one that is not there yet is made.
    """
    asked = sorted(set(mondays))
    sheets = Timesheet.objects.filter(person=person, monday__in=asked)
    if sheets.count() < len(asked):
        Timesheet.objects.bulk_create(
            [Timesheet(person_id=person, monday=monday) for monday in asked], ignore_conflicts=True
        )
    return {sheet.monday: sheet for sheet in sheets.select_for_update(no_key=True).order_by("pk")}

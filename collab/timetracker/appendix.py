"""What a bill's invoice leads to: its week; and the diary of it as an appendix, which never changes, being locked."""

from collections.abc import Iterable
from uuid import UUID

from collab import limits
from collab.billing.about import About, tells_about
from collab.billing.drawing import Column, Table
from collab.billing.models import Paper
from collab.billing.papers import appended_to
from collab.billing.purses import parties
from collab.timetracker.charging import title_of
from collab.timetracker.claiming import claimed
from collab.timetracker.dues import named
from collab.timetracker.models import Bill
from collab.timetracker.rules.papers import entries_of, rows_of

COLUMNS = (
    Column("Day (UTC)", 0.16), Column("From", 0.12), Column("To", 0.12), Column("Hours", 0.12, right=True),
    Column("  Kind", 0.16), Column("Memo", 0.32),
)  # fmt: skip


@appended_to("bill")
def diary(paper: Paper) -> Table | None:
    """All that counts, and what is over the limit. None where there was no time."""
    bill = Bill.objects.get(public_id=paper.cause.partition("/")[2])
    person = parties(paper.room).freelancer
    entries = entries_of(claimed(person.pk, bill.monday, [paper.room_id]).diary(paper.room_id))
    if not entries:
        return None
    more = len(entries) - limits.APPENDIX_ROWS
    note = f"… and {more} more; all of them are in the diary of the room." if more > 0 else ""
    return Table(
        f"Diary of the {named(bill.monday)}", COLUMNS, rows_of(entries[: limits.APPENDIX_ROWS]), note
    )


@tells_about
def weeks(bills: Iterable[UUID]) -> dict[UUID, About]:
    found = Bill.objects.filter(public_id__in=bills)
    return {bill.public_id: About(title_of(bill), week=bill.monday) for bill in found}

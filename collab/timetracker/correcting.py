"""What a correction leaves of a report: a fact of its own, repeated in the report's row."""

from collections.abc import Sequence
from datetime import datetime

from collab.accounts.models import Person
from collab.timetracker.models import Correction, Report
from collab.timetracker.rules.claims import Piece
from collab.timetracker.standing import pieces_of


def keep_correction(
    report: Report, left: Sequence[Piece], reason: str, by: Person, at: datetime
) -> Correction:
    """The report's row is locked."""
    before = [list(piece) for piece in pieces_of(report)]
    report.pieces, report.corrected = [list(piece) for piece in left], report.corrected + 1
    report.save(update_fields=["pieces", "corrected"])
    return Correction.objects.create(
        report=report,
        number=report.corrected,
        before=before,
        after=report.pieces,
        reason=reason,
        by=by,
        at=at,
    )

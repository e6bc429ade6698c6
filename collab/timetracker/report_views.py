"""The HTTP doors of reports over time: as JSON, CSV and PDF."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from collab import wire
from collab.accounts.door import who
from collab.answers import to_keep
from collab.timetracker import report_files
from collab.timetracker.rules.totals import By
from collab.timetracker.time_reports import Asked, report

router = Router(tags=["time"])
CSV = {"responses": {200: {"description": "A line each", "content": {"text/csv": {}}}}}
PDF = {"responses": {200: {"description": "A table", "content": {"application/pdf": {}}}}}


@router.get("/time-report", response=wire.TimeReport)
def as_json(
    request: HttpRequest, first: date, last: date, by: By = "contract", room: UUID | None = None
) -> wire.TimeReport:
    """Time from one day to another (both in it, UTC), in all my contracts or in one, as it counts by now."""
    return report(who(request).person, Asked(by, first, last), room)


@router.get("/time-report.csv", openapi_extra=CSV)
def as_csv(
    request: HttpRequest, first: date, last: date, by: By = "contract", room: UUID | None = None
) -> HttpResponse:
    found = report(who(request).person, Asked(by, first, last), room)
    answer = HttpResponse(report_files.as_csv(found), content_type="text/csv; charset=utf-8")
    return to_keep(answer, f"time-{first}-{last}.csv")


@router.get("/time-report.pdf", openapi_extra=PDF)
def as_pdf(
    request: HttpRequest, first: date, last: date, by: By = "contract", room: UUID | None = None
) -> HttpResponse:
    found = report(who(request).person, Asked(by, first, last), room)
    answer = HttpResponse(report_files.as_pdf(found), content_type="application/pdf")
    return to_keep(answer, f"time-{first}-{last}.pdf")

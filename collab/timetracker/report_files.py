"""Reports over time to take away: as CSV and as PDF."""

import csv
import io
from typing import Final

from collab import clock, wire
from collab.billing.drawing import Column, Table, begun, headline, table, words
from collab.money import CURRENCIES, Money
from collab.timetracker.rules.papers import hours

COLUMNS = (
    "what", "hours", "seconds", "manual_seconds", "over_limit_seconds", "late_seconds", "minor",
    "currency", "digits",
)  # fmt: skip
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
HEADS: Final = {"person": "Person", "contract": "Contract", "week": "Week", "memo": "Memo"}


def harmless(cell: str) -> str:
    """So that no spreadsheet takes words for a formula, which could send away what stands beside it."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def as_csv(report: wire.TimeReport) -> str:
    """A line each; `minor` / 10^`digits` is the amount, before fees."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for line in report.lines:
        rows.writerow(
            [harmless(line.label), hours(line.seconds), line.seconds, line.manual, line.over_limit, line.late,
             line.minor, line.currency, CURRENCIES[line.currency]]
        )  # fmt: skip
    return text.getvalue()


def as_pdf(report: wire.TimeReport) -> bytes:
    span = f"{report.first:%-d %B %Y} to {report.last:%-d %B %Y} (UTC)"
    page = begun("Report of time", clock.now())
    headline(page, "Report of time")
    words(page, span)
    words(page, f"{hours(report.seconds)} hours in all, and amounts before fees.")
    page.ln(6)
    columns = (
        Column("Hours", 0.12, right=True), Column("By hand", 0.12, right=True), Column("Over limit", 0.12, right=True),
        Column("Late", 0.12, right=True), Column("Amount", 0.18, right=True),
        Column(f"  {HEADS[report.by]}", 0.34),
    )  # fmt: skip
    rows = [
        (hours(line.seconds), hours(line.manual), hours(line.over_limit), hours(line.late),
         str(Money(line.minor, line.currency)), f"  {line.label}")
        for line in report.lines
    ]  # fmt: skip
    table(page, Table(f"By {report.by}", columns, rows))
    return bytes(page.output())

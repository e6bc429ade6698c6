"""A paper as PDF: drawn on request from what was written down, the same bytes each time."""

from typing import Any, Final

from fpdf import FPDF

from collab.billing.drawing import begun, headline, shape, table, words
from collab.billing.models import Paper
from collab.billing.papers import appendix_of, number_of
from collab.money import Money

NAMES: Final = {"receipt": "Receipt", "invoice": "Invoice", "credit_note": "Credit note"}
AMOUNT = 45
"""Millimetres: the column of amounts."""


def drawn(paper: Paper) -> bytes:
    """One page of A4, or more. Needs `issuer` and `room` selected."""
    page = begun(f"{NAMES[paper.kind]} {number_of(paper)}", paper.at)
    headline(page, NAMES[paper.kind])
    for said in (number_of(paper), f"{paper.at:%-d %B %Y}", f"Contract: {paper.room.title}"):
        words(page, said)
    _party(page, "From", paper.issued_by)
    _party(page, "To", paper.issued_to)
    page.ln(6)
    for line in paper.lines:
        _line(page, line["text"], line["minor"], paper.currency)
    _line(page, "Total", paper.total, paper.currency, style="B")
    if appendix := appendix_of(paper):
        page.add_page()
        table(page, appendix)
    return bytes(page.output())


def _party(page: FPDF, what: str, party: dict[str, Any]) -> None:
    page.ln(4)
    page.set_font("DejaVu", style="B", size=10)
    page.cell(0, 6, what, new_x="LMARGIN", new_y="NEXT")
    page.set_font("DejaVu", size=10)
    for said in (party["name"], *party["lines"]):
        words(page, said)


def _line(page: FPDF, text: str, minor: int, currency: str, style: str = "") -> None:
    """Words on the left, the amount on the right of their first line. Titles are short: they fit on a page."""
    page.set_font("DejaVu", style=style, size=10)
    shape(page, text)
    height = page.multi_cell(page.epw - AMOUNT, 7, text, dry_run=True, output="HEIGHT")
    assert isinstance(height, float)
    if page.will_page_break(height):
        page.add_page()
    top = page.get_y()
    page.multi_cell(page.epw - AMOUNT, 7, text, border="T", new_x="RIGHT", new_y="TOP")
    shape(page, "")
    page.cell(AMOUNT, 7, str(Money(minor, currency)), border="T", align="R")
    page.set_xy(page.l_margin, top + height)

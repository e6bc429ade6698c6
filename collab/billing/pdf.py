"""A paper as PDF: drawn on request from what was written down, the same bytes each time."""

import unicodedata
from pathlib import Path
from typing import Any, Final

from fpdf import FPDF

from collab.billing.models import Paper
from collab.billing.papers import number_of
from collab.money import Money

FONTS: Final = Path(__file__).parent / "fonts"
NAMES: Final = {"receipt": "Receipt", "invoice": "Invoice", "credit_note": "Credit note"}
MARGIN = 20
AMOUNT = 45
"""Millimetres: the edge of the page, and the column of amounts."""


def drawn(paper: Paper) -> bytes:
    """One page of A4, or more. Needs `issuer` and `room` selected."""
    page = _page(paper)
    page.set_font("DejaVu", style="B", size=20)
    page.cell(0, 12, NAMES[paper.kind], new_x="LMARGIN", new_y="NEXT")
    page.set_font("DejaVu", size=10)
    for words in (number_of(paper), f"{paper.at:%-d %B %Y}", f"Contract: {paper.room.title}"):
        _words(page, words)
    _party(page, "From", paper.issued_by)
    _party(page, "To", paper.issued_to)
    page.ln(6)
    for line in paper.lines:
        _line(page, line["text"], line["minor"], paper.currency)
    _line(page, "Total", paper.total, paper.currency, style="B")
    return bytes(page.output())


def _page(paper: Paper) -> FPDF:
    page = FPDF(format="A4")
    page.set_margin(MARGIN)
    page.add_font("DejaVu", fname=FONTS / "DejaVuSans.ttf")
    page.add_font("DejaVu", style="B", fname=FONTS / "DejaVuSans-Bold.ttf")
    # Else it would be that of drawing.
    page.set_creation_date(paper.at)
    page.set_title(f"{NAMES[paper.kind]} {number_of(paper)}")
    page.set_creator("Collab")
    page.set_lang("en")
    page.add_page()
    return page


def _party(page: FPDF, what: str, party: dict[str, Any]) -> None:
    page.ln(4)
    page.set_font("DejaVu", style="B", size=10)
    page.cell(0, 6, what, new_x="LMARGIN", new_y="NEXT")
    page.set_font("DejaVu", size=10)
    for words in (party["name"], *party["lines"]):
        _words(page, words)


def _words(page: FPDF, words: str) -> None:
    _shape(page, words)
    page.multi_cell(0, 6, words, new_x="LMARGIN", new_y="NEXT")


def _shape(page: FPDF, words: str) -> None:
    """Let Arabic letters join, and words that run from right to left do so.

    Only where there are such: shaped words are placed letter by letter, which viewers find harder to read out or copy.
    """
    page.set_text_shaping(any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words))


def _line(page: FPDF, text: str, minor: int, currency: str, style: str = "") -> None:
    """Words on the left, the amount on the right of their first line. Titles are short: they fit on a page."""
    page.set_font("DejaVu", style=style, size=10)
    _shape(page, text)
    height = page.multi_cell(page.epw - AMOUNT, 7, text, dry_run=True, output="HEIGHT")
    assert isinstance(height, float)
    if page.will_page_break(height):
        page.add_page()
    top = page.get_y()
    page.multi_cell(page.epw - AMOUNT, 7, text, border="T", new_x="RIGHT", new_y="TOP")
    _shape(page, "")
    page.cell(AMOUNT, 7, str(Money(minor, currency)), border="T", align="R")
    page.set_xy(page.l_margin, top + height)

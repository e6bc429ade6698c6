"""What every PDF here is made of: pages of A4, words in any script, tables. The same words give the same bytes."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from fpdf import FPDF

FONTS: Final = Path(__file__).parent / "fonts"
MARGIN = 20
"""Millimetres: the edge of the page."""


class Column(NamedTuple):
    head: str
    width: float
    """A part of what the page is wide: those of a table make 1."""
    right: bool = False


class Table(NamedTuple):
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    """The last column may take several lines; the others are short."""
    note: str = ""


def begun(title: str, at: datetime) -> FPDF:
    """The first page of something that was written at that instant."""
    page = FPDF(format="A4")
    page.set_margin(MARGIN)
    page.add_font("DejaVu", fname=FONTS / "DejaVuSans.ttf")
    page.add_font("DejaVu", style="B", fname=FONTS / "DejaVuSans-Bold.ttf")
    # Else it would be that of drawing.
    page.set_creation_date(at)
    page.set_title(title)
    page.set_creator("Collab")
    page.set_lang("en")
    page.add_page()
    return page


def headline(page: FPDF, text: str, size: int = 20) -> None:
    page.set_font("DejaVu", style="B", size=size)
    words(page, text, height=size * 0.6)
    page.set_font("DejaVu", size=10)


def words(page: FPDF, text: str, height: float = 6) -> None:
    shape(page, text)
    page.multi_cell(0, height, text, new_x="LMARGIN", new_y="NEXT")


def shape(page: FPDF, text: str) -> None:
    """Let Arabic letters join, and words that run from right to left do so.

    Only where there are such: shaped words are placed letter by letter, which viewers find harder to read out or copy.
    """
    page.set_text_shaping(any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text))


def table(page: FPDF, drawn: Table) -> None:
    """With its heads again on each page."""
    headline(page, drawn.title, size=14)
    page.ln(2)
    _row(page, drawn.columns, [column.head for column in drawn.columns], style="B")
    for row in drawn.rows:
        if _row(page, drawn.columns, row, dry=True) > page.page_break_trigger - page.get_y():
            page.add_page()
            _row(page, drawn.columns, [column.head for column in drawn.columns], style="B")
        _row(page, drawn.columns, row)
    if drawn.note:
        page.ln(2)
        words(page, drawn.note)


def _row(
    page: FPDF, columns: Sequence[Column], cells: Sequence[str], style: str = "", dry: bool = False
) -> float:
    """Draw it, or only say how high it is (millimetres)."""
    page.set_font("DejaVu", style=style, size=8)
    *short, last = zip(columns, cells, strict=True)
    shape(page, last[1])
    wide = page.epw * last[0].width
    if dry:
        height = page.multi_cell(wide, 5, last[1], dry_run=True, output="HEIGHT")
        assert isinstance(height, float)
        return max(height, 5)
    shape(page, "")
    for column, text in short:
        page.cell(page.epw * column.width, 5, text, align="R" if column.right else "L")
    shape(page, last[1])
    page.multi_cell(wide, 5, last[1], new_x="LMARGIN", new_y="NEXT")
    return 0

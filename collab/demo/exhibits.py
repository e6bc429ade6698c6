"""The files of the demo, drawn and written here: nobody's pictures, and nothing to ship beside the code."""

import io
from collections.abc import Callable, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

INK, PAPER, SLATE, LINEN = "#2b2b2b", "#fdfbf6", "#5b6470", "#d9cdb8"
SHADOWS = {SLATE: "#4a525c", LINEN: "#bdb09a"}
PUMPKIN = ("#c9d6d3", "#e8892b", "#f2b04d", "#7d9b45")
CHAR = ("#e4dccb", "#8b2252", "#e7a48a", "#4f6b3a")
PLUM = ("#d8d3e0", "#53315f", "#a2567a", "#e5c07b")
TWELVE = (
    CHAR, PLUM, ("#dfe3d4", "#6d7f3a", "#c2b04a"), ("#efe6da", "#a3532f", "#e0b27a"),
    ("#d5dde6", "#e3d9c6", "#7a8b99"), ("#e8dcd0", "#7b4a2d", "#c98f4e", "#3f5135"), ("#dcd6c8", "#c8443a", "#f0c9a8"),
    ("#d3dcd2", "#48613f", "#9db86a"), ("#e6dfe8", "#8d5aa0", "#d7b3cf"), ("#e9e2cf", "#d9a21b", "#f3dd8a"),
    ("#dbe2e0", "#2f6f6a", "#8cc0b0"), PUMPKIN,
)  # fmt: skip
"""The dishes of the menu as colours: of the plate, and of what is on it. The soup comes last."""


class Exhibit(NamedTuple):
    type: str
    draw: Callable[[], bytes]
    note: str = ""


def dish(plate: str, *foods: str) -> bytes:
    return _saved(_dish(SLATE, plate, *foods), "JPEG", quality=88)


def looks() -> bytes:
    """The same dish on linen and on slate."""
    return _side_by_side([_dish(LINEN, *PLUM), _dish(SLATE, *PLUM)], columns=2, width=960)


def contact_sheet() -> bytes:
    return _side_by_side([_dish(LINEN, *colours) for colours in TWELVE], columns=4, width=480)


def _side_by_side(pictures: Sequence[Image.Image], columns: int, width: int) -> bytes:
    height, gap = width * 3 // 4, 24
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * (width + gap) + gap, rows * (height + gap) + gap), PAPER)
    for i, picture in enumerate(pictures):
        at = (gap + (width + gap) * (i % columns), gap + (height + gap) * (i // columns))
        sheet.paste(picture.resize((width, height)), at)
    return _saved(sheet, "JPEG", quality=85)


def _dish(cloth: str, plate: str, *foods: str) -> Image.Image:
    """A plate from above, with as many colours of food as the kitchen gave."""
    picture = Image.new("RGB", (1600, 1200), cloth)
    pen = ImageDraw.Draw(picture)
    for radius, colour in ((512, SHADOWS[cloth]), (500, plate), (380, PAPER)):
        pen.ellipse((800 - radius, 600 - radius, 800 + radius, 600 + radius), fill=colour)
    count = 5 * len(foods)
    for i in range(count):
        angle, away, size = 2.4 * i, 60 + 230 * i / count, 70 + 12 * (i % 4)
        x, y = 800 + away * cos(angle), 600 + away * sin(angle)
        pen.ellipse((x - size, y - size, x + size, y + size), fill=foods[i % len(foods)])
    for i in range(24):
        angle = 2 * pi * i / 24
        x, y = 800 + 440 * cos(angle), 600 + 440 * sin(angle)
        pen.ellipse((x - 6, y - 6, x + 6, y + 6), fill=foods[0])
    return picture


def calendar() -> bytes:
    """Two months side by side; taken days are hatched."""
    picture = Image.new("RGB", (1440, 810), PAPER)
    pen = ImageDraw.Draw(picture)
    for month, (left, name) in enumerate(((60, "October"), (750, "November"))):
        pen.text((left, 50), name, fill=INK, font=_font(44))
        for day in range(31 - month):
            x, y = left + 90 * ((day + 3 * month) % 7), 140 + 100 * ((day + 3 * month) // 7)
            pen.rounded_rectangle((x, y, x + 80, y + 88), 10, outline="#c8ccd2", width=2)
            if day % 9 in (2, 3, 4):
                for at in range(10, 80, 12):
                    pen.line((x + at, y + 6, x + 6, y + at), fill="#8aa6ec", width=3)
            pen.text((x + 12, y + 8), str(day + 1), fill=INK, font=_font(26))
    return _saved(picture, "PNG")


def menu(*lines: str) -> bytes:
    """A page to print."""
    page = Image.new("RGB", (1240, 1754), PAPER)
    pen = ImageDraw.Draw(page)
    pen.text((120, 140), "Autumn menu", fill=INK, font=_font(96))
    pen.line((120, 280, 1120, 280), fill="#b0762a", width=6)
    for i, line in enumerate(lines):
        pen.text((120, 360 + 110 * i), line, fill=INK, font=_font(52))
    return _saved(page, "PDF", resolution=150)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _saved(picture: Image.Image, kind: str, **how: int) -> bytes:
    body = io.BytesIO()
    picture.save(body, kind, **how)
    return body.getvalue()


TIME_ZONES = """# Guests in other time zones

- Every instant is kept in UTC; the hotel's zone (IANA name) decides what a day is.
- A night belongs to the date on which it begins at the hotel.
- Shown to the guest: the hotel's date, and the guest's own time where it differs.

```python
def nights(arrival: date, departure: date) -> int:
    return (departure - arrival).days
```
"""

EXHIBITS: dict[str, Exhibit] = {
    "calendar.png": Exhibit("image/png", calendar),
    "time zones.md": Exhibit("text/markdown", TIME_ZONES.encode),
    "pumpkin soup.jpg": Exhibit("image/jpeg", lambda: dish(*PUMPKIN)),
    "char, beetroot.jpg": Exhibit("image/jpeg", lambda: dish(*CHAR)),
    "plum tart.jpg": Exhibit("image/jpeg", lambda: dish(*PLUM)),
    "two looks.jpg": Exhibit("image/jpeg", looks),
    "contact sheet.jpg": Exhibit("image/jpeg", contact_sheet),
    "autumn menu.pdf": Exhibit(
        "application/pdf", lambda: menu("Pumpkin soup", "Char with beetroot", "Plum tart")
    ),
    "autumn menu.pdf (2)": Exhibit(
        "application/pdf",
        lambda: menu("Pumpkin soup, roasted seeds", "Char with beetroot", "Mushroom ragout", "Plum tart"),
        "With the ragout, and seeds on the soup.",
    ),
}  # fmt: skip
"""What is shown, by name; `name (2)` is the second version of the file of that name."""

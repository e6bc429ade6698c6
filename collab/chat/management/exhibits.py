"""The files of the demo, drawn and written here: nobody's pictures, and nothing to ship beside the code."""

import io
from collections.abc import Callable
from math import cos, pi, sin
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

INK, PAPER, CLOTH = "#2b2b2b", "#fdfbf6", "#5b6470"


class Exhibit(NamedTuple):
    type: str
    draw: Callable[[], bytes]
    note: str = ""


def dish(plate: str, *foods: str) -> bytes:
    """A plate from above, with as many colours of food as the kitchen gave."""
    picture = Image.new("RGB", (1600, 1200), CLOTH)
    pen = ImageDraw.Draw(picture)
    for radius, colour in ((520, "#00000022"), (500, plate), (380, PAPER)):
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
    return _saved(picture, "JPEG", quality=88)


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
    "pumpkin soup.jpg": Exhibit("image/jpeg", lambda: dish("#c9d6d3", "#e8892b", "#f2b04d", "#7d9b45")),
    "char, beetroot.jpg": Exhibit("image/jpeg", lambda: dish("#e4dccb", "#8b2252", "#e7a48a", "#4f6b3a")),
    "plum tart.jpg": Exhibit("image/jpeg", lambda: dish("#d8d3e0", "#53315f", "#a2567a", "#e5c07b")),
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

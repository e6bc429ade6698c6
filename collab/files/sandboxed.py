"""What runs in the sandbox: `main(type, size)` in a Python of its own, the file on its standard input.

It answers with a line of JSON (`confined`, and either `trouble` or `made`: kind, width, height and bytes of each), and
then the bytes of what was made, in that order.
"""

import json
import mmap
import os
from collections.abc import Callable

from collab.errors import Refused
from collab.files import confine

TOO_MUCH_MEMORY = "Drawing it would take too much memory."
ODD = "It is built so oddly that it cannot be drawn."
EMPTY = Refused("preview.empty", "It is empty.")

Made = tuple[str, int, int, bytes]
"""Kind, width, height, body. Of a text the width is 1 where that is all of it."""
Draw = Callable[[mmap.mmap | None], list[Made]]


def main(type: str, size: int) -> None:
    """Draw what stands on standard input; of a text that is the beginning, and all would be `size` bytes."""
    confine.limit()
    draw = _texts(size) if type == "text/plain" else _pdfs() if type == "application/pdf" else _pictures(type)
    there = os.fstat(0).st_size
    # A copy in name only: nothing is written to it, but PDFium wants memory that it could write to.
    file = mmap.mmap(0, there, access=mmap.ACCESS_COPY) if there else None
    confined = confine.confine()
    made: list[Made] = []
    answer: dict[str, object] = {"confined": confined}
    try:
        made = draw(file)
        answer["made"] = [[*each[:3], len(each[3])] for each in made]
    except Refused as why:
        answer["trouble"] = why.message
    except MemoryError:
        answer["trouble"] = TOO_MUCH_MEMORY
    except Exception as why:
        # The name of the fault is for the log; what it says may be words of the file.
        answer |= {"trouble": ODD, "fault": type_of(why)}
    _write(json.dumps(answer).encode() + b"\n" + b"".join(each[3] for each in made))
    # No library gets to tidy up what a hostile file left behind.
    os._exit(0)


def type_of(why: Exception) -> str:
    return f"{why.__class__.__module__}.{why.__class__.__name__}"


# Each loads what it needs and uses it once: later nothing can be opened.
def _texts(size: int) -> Draw:
    from collab.files import render_text

    render_text.rehearse()

    def draw(file: mmap.mmap | None) -> list[Made]:
        head = file[:] if file else b""
        words, whole = render_text.text(head, len(head) == size)
        return [("text", int(whole), 0, words.encode())]

    return draw


def _pdfs() -> Draw:
    from collab.files import render_pdf

    render_pdf.rehearse()
    return lambda file: [*render_pdf.first_page(_something(file))]


def _pictures(type: str) -> Draw:
    from collab.files import render

    render.rehearse(type)
    return lambda file: [*render.picture(_something(file), type)]


def _something(file: mmap.mmap | None) -> mmap.mmap:
    if file is None:
        raise EMPTY
    return file


def _write(answer: bytes) -> None:
    while answer:
        answer = answer[os.write(1, answer) :]

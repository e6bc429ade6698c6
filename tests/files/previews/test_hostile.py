"""Whatever is sent: nothing of it runs, nothing leaks out of it, and there are words for what cannot be done."""

import io
import struct
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from PIL import Image

from collab import limits
from collab.errors import Refused
from collab.files import sandbox
from collab.files.rules import names, types
from tests.files.hostile import MARK, Fixture, fixtures

PIXELS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
"""All that may stand in a WebP that was made of pixels."""


def test_there_are_many_and_each_is_another() -> None:
    assert len(fixtures()) >= 200
    assert len({(each.name, each.body) for each in fixtures()}) >= 200


@pytest.mark.parametrize("each", fixtures(), ids=lambda each: each.id)
def test_no_file_does_harm(each: Fixture) -> None:
    outcome = _what_becomes_of(each)
    assert outcome in (("made", "failed", "none") if each.outcome == "any" else (each.outcome,))


def _what_becomes_of(each: Fixture) -> str:
    try:
        name = names.clean_name(each.name)
    except Refused as why:
        return "refused" if why.message.endswith(".") else "without words"
    type, kind = types.tell(each.body[: types.HEAD_BYTES], name, each.announced)
    if type not in types.PREVIEWABLE or not each.body:
        return "none"
    return _drawn(each.body, "text/plain" if kind == "text" else type)


# Where only the name is hostile, drawing the same once is enough.
@cache
def _drawn(body: bytes, type: str) -> str:
    with NamedTemporaryFile() as file:
        file.write(body[: limits.TEXT_PREVIEW_BYTES] if type == "text/plain" else body)
        file.flush()
        try:
            made = sandbox.draw(Path(file.name), type, len(body))
        except (sandbox.Undrawable, sandbox.Slow) as why:
            return "failed" if str(why).endswith(".") else "without words"
    for drawn in made:
        (_text_is_harmless if drawn.kind == "text" else _picture_is_only_that)(drawn)
    return "made"


def _picture_is_only_that(drawn: sandbox.Drawn) -> None:
    assert MARK not in drawn.body
    names, at = set(), 12
    while at < len(drawn.body):
        name, length = struct.unpack_from("<4sI", drawn.body, at)
        names.add(name)
        at += 8 + length + length % 2
    assert names <= PIXELS
    picture = Image.open(io.BytesIO(drawn.body))
    assert picture.size == (drawn.width, drawn.height)
    assert not picture.getexif()
    picture.load()


def _text_is_harmless(drawn: sandbox.Drawn) -> None:
    assert len(drawn.body) <= limits.TEXT_PREVIEW_BYTES
    hidden = [
        letter
        for letter in drawn.body.decode()
        if (ord(letter) < 0x20 and letter not in "\t\n") or letter in "\x7f\x9b\u202e\u2066\u200b\ufeff"
    ]
    assert not hidden

"""Files that want to harm: made here each time, so that none lies about. `fixtures()` are always the same.

Each tells what must become of it:

    refused  its name is refused with words, before a byte is sent
    none     there is no preview of its type; it can only be saved
    made     it has previews, and nothing of MARK is in them
    failed   it has none, and words say why
    any      made, failed or none, whichever the libraries say; nothing worse
"""

from collections import Counter
from functools import cache
from typing import Literal, NamedTuple

Outcome = Literal["refused", "none", "made", "failed", "any"]

MARK = b"Hostile-Mark-52.5163N-13.3777E"
"""Stands where files hide what nobody is to see: places, comments, scripts."""


class Fixture(NamedTuple):
    """`id` is unique; `announced` is what the sender says it is."""

    id: str
    name: str
    announced: str
    body: bytes
    outcome: Outcome


@cache
def fixtures() -> list[Fixture]:
    from tests.files.hostile import archives, bombs, broken, names, pdfs, pictures, polyglots, texts

    parts = (names, polyglots, pictures, bombs, broken, pdfs, texts, archives)
    found = [each for part in parts for each in part.fixtures()]
    twice = [id for id, count in Counter(each.id for each in found).items() if count > 1]
    assert not twice, twice
    return found

"""Whole files, cut off and with bytes turned over at places that a seed chose."""

from collections.abc import Iterator
from random import Random

from tests.files.hostile import Fixture
from tests.files.hostile.drawing import TYPES, noise, saved
from tests.files.hostile.pdfs import pdf

SEED = 20_251_123
CUTS = 4
FLIPS = 5


def fixtures() -> Iterator[Fixture]:
    random = Random(SEED)
    whole = {type: saved(noise(), format) for format, type in TYPES.items()}
    whole["application/pdf"] = pdf(b"BT /F1 24 Tf 20 100 Td (A page) Tj ET")
    for type, body in whole.items():
        name = f"a.{type.partition('/')[2]}"
        for _ in range(CUTS):
            at = random.randrange(32, len(body) - 32)
            yield Fixture(f"cut: {type} at {at}", name, type, body[:at], "any")
        for count in range(1, FLIPS + 1):
            turned = bytearray(body)
            places = [random.randrange(16, len(body)) for _ in range(4**count // 2)]
            for place in places:
                turned[place] ^= random.randrange(1, 256)
            yield Fixture(f"turned: {type} in {len(places)} places", name, type, bytes(turned), "any")

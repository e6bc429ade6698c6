"""Small files that want to be large."""

import struct
from collections.abc import Iterator

from PIL import Image

from tests.files.hostile import Fixture, Outcome
from tests.files.hostile.drawing import chunk, noise, png, saved, zeros

MANY = (65_535, 65_535)


def fixtures() -> Iterator[Fixture]:
    for id, body, outcome in (*_dimensions(), *_packed()):
        yield Fixture(f"bomb: {id}", "a.png", "image/png", body, outcome)


def _dimensions() -> Iterator[tuple[str, bytes, Outcome]]:
    """What the headers say."""
    yield "png of 4 billion pixels", png(*MANY, b""), "failed"
    yield "png of 2**62 pixels", png(2**31 - 1, 2**31 - 1, b""), "failed"
    yield "png of no width", png(0, 1, b""), "failed"
    yield "png just too large", png(10_001, 10_000, b""), "failed"
    yield (
        "gif of 4 billion pixels",
        b"GIF89a" + struct.pack("<HH", *MANY) + saved(noise(), "GIF")[10:],
        "failed",
    )
    frame = saved(noise(), "GIF").replace(
        struct.pack("<HHHH", 0, 0, 64, 48), struct.pack("<HHHH", 9, 9, *MANY), 1
    )
    yield "gif with a large frame", frame, "failed"
    jpeg = saved(noise(), "JPEG")
    size = jpeg.index(b"\xff\xc0") + 5
    yield "jpeg of 4 billion pixels", jpeg[:size] + struct.pack(">HH", *MANY) + jpeg[size + 4 :], "failed"
    wide = b"VP8X\x0a\0\0\0\0\0\0\0" + (16_382).to_bytes(3, "little") * 2
    yield "webp of 268 million pixels", _riff(wide + saved(noise(), "WEBP")[12:]), "failed"
    bmp = saved(noise(), "BMP")
    yield "bmp of 4 billion pixels", bmp[:18] + struct.pack("<ii", *MANY) + bmp[26:], "failed"
    yield "bmp upside down", bmp[:18] + struct.pack("<ii", 64, -48) + bmp[26:], "any"
    yield "tiff of 4 billion pixels", _tiff(65_535, 65_535), "failed"
    yield "tiff that leads to itself", _tiff(8, 8, following=8), "any"
    avif = saved(noise(), "AVIF")
    yield (
        "avif of 4 billion pixels",
        avif.replace(struct.pack(">II", 64, 48), struct.pack(">II", *MANY)),
        "failed",
    )


def _packed() -> Iterator[tuple[str, bytes, Outcome]]:
    """What comes out of them."""
    honest = png(8, 8, bytes(16))
    yield "png of a hundred million pixels", saved(Image.new("1", (10_000, 10_000)), "PNG"), "made"
    yield "too much in png", honest[:33] + chunk(b"IDAT", zeros(200 * 1024**2)) + chunk(b"IEND", b""), "any"
    yield "too much in words", png(8, 8, bytes(16), more=[(b"zTXt", b"a\0\0" + zeros(200 * 1024**2))]), "any"
    yield (
        "too much in a profile",
        png(8, 8, bytes(16), more=[(b"iCCP", b"a\0\0" + zeros(200 * 1024**2))]),
        "any",
    )
    words = [(b"zTXt", b"a\0\0" + zeros(1024**2 - 99))] * 200
    yield "too many words", png(8, 8, bytes(16), more=words), "any"
    yield "many chunks", png(8, 8, bytes(16), more=[(b"tEXt", b"a\0b")] * 50_000), "any"
    yield "animated png", saved(noise(), "PNG", save_all=True, append_images=[noise(), noise()]), "made"
    flat = saved(Image.new("RGB", (6_000, 6_000)), "WEBP", lossless=True, method=0)
    yield "webp of nothing", flat, "any"
    yield "gif of nothing", saved(Image.new("P", (6_000, 6_000)), "GIF"), "made"
    yield (
        "tiff of nothing",
        saved(Image.new("L", (6_000, 6_000)), "TIFF", compression="tiff_adobe_deflate"),
        "made",
    )


def _riff(body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _tiff(width: int, height: int, following: int = 0) -> bytes:
    """Grey, in one strip that is not there."""
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: width * height}
    entries = [struct.pack("<HHII", tag, 4, 1, value % 2**32) for tag, value in tags.items()]
    return (
        b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + b"".join(entries) + struct.pack("<I", following)
    )

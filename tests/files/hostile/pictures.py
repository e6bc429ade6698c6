"""Pictures that carry more than one sees: where they were taken, whose they are, whole documents."""

import struct
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

from tests.files.hostile import MARK, Fixture, Outcome
from tests.files.hostile.drawing import TYPES, chunk, noise, png, saved

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>' + MARK + b"</rdf:RDF></x:xmpmeta>"


def fixtures() -> Iterator[Fixture]:
    for format in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF"):
        body = saved(noise(), format, exif=_exif())
        assert MARK in body
        yield Fixture(
            f"exif: {format.lower()} with a place", f"a.{format.lower()}", TYPES[format], body, "made"
        )
    for id, body, outcome in (*_metadata(), *_odd()):
        yield Fixture(f"picture: {id}", "a.jpg", "image/jpeg", body, outcome)


def _exif(orientation: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = exif[0x8298] = MARK.decode()
    places = exif.get_ifd(0x8825)
    places[1], places[3] = "N", "E"
    places[2], places[4] = (52.0, 30.0, 58.7), (13.0, 22.0, 39.7)
    places[29] = MARK.decode()
    return exif


def _metadata() -> Iterator[tuple[str, bytes, Outcome]]:
    jpeg = saved(noise(), "JPEG")
    yield "jpeg comment", saved(noise(), "JPEG", comment=MARK), "made"
    yield "xmp in jpeg", jpeg[:2] + _app(1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + jpeg[2:], "made"
    yield "xmp in webp", saved(noise(), "WEBP", xmp=XMP), "made"
    yield "photoshop block", jpeg[:2] + _app(13, b"Photoshop 3.0\x008BIM\4\4\0\0" + MARK) + jpeg[2:], "made"
    yield "profile of rubbish", saved(noise(), "JPEG", icc_profile=MARK * 99), "made"
    yield "profile that lies about its size", saved(noise(), "PNG", icc_profile=b"\xff" * 128 + MARK), "made"
    yield "large profile", saved(noise(), "JPEG", icc_profile=bytes(5 * 1024**2)), "made"
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", MARK.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    yield "words in png", saved(noise(), "PNG", pnginfo=words), "made"
    yield "after the end of png", saved(noise(), "PNG") + MARK, "made"
    yield "after the end of jpeg", jpeg + MARK, "made"
    yield "comment in gif", saved(noise(), "GIF", comment=MARK), "made"
    yield (
        "thumbnail in exif",
        jpeg[:2] + _app(1, b"Exif\0\0" + b"II*\0\x08\0\0\0\0\0\0\0\0\0" + jpeg + MARK) + jpeg[2:],
        "made",
    )


def _odd() -> Iterator[tuple[str, bytes, Outcome]]:
    jpeg = saved(noise(), "JPEG")
    for orientation in (0, 9, 65535):
        yield f"held as {orientation}", saved(noise(), "JPEG", exif=_exif(orientation)), "made"
    loop = b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8)
    yield "exif that leads to itself", jpeg[:2] + _app(1, b"Exif\0\0" + loop) + jpeg[2:], "made"
    many = b"II*\0\x08\0\0\0" + struct.pack("<H", 5000) + struct.pack("<HHII", 0x010E, 2, 2**31, 2**31) * 5000
    yield "exif with offsets into nowhere", jpeg[:2] + _app(1, b"Exif\0\0" + many[:65000]) + jpeg[2:], "any"
    for mode in ("1", "L", "LA", "P", "RGBA", "I;16"):
        yield f"png in {mode}", saved(noise().convert("L" if mode == "I;16" else mode), "PNG"), "made"
    yield "cmyk", saved(noise().convert("CMYK"), "JPEG"), "made"
    yield "floats without a value", saved(Image.new("F", (9, 9), float("nan")), "TIFF"), "made"
    yield "floats without an end", saved(Image.new("F", (9, 9), float("inf")), "TIFF"), "made"
    yield (
        "thousand frames",
        saved(noise(), "GIF", save_all=True, append_images=[noise(65, 48)] * 3 * 99),
        "made",
    )
    yield "several pictures", saved(noise(), "MPO", save_all=True, append_images=[noise()]), "made"
    yield (
        "palette without colours",
        png(8, 8, bytes(72), depth=8).replace(b"\x08\0\0\0\0", b"\x08\3\0\0\0", 1),
        "any",
    )
    yield "wrong checksum", png(8, 8, bytes(16))[:-20] + bytes(20), "any"
    yield "two headers", saved(noise(), "PNG").replace(b"IEND", b"IHDR"), "any"
    yield "one line", saved(Image.new("L", (60_000, 1)), "PNG"), "made"
    yield "one column", saved(Image.new("L", (1, 60_000)), "PNG"), "made"
    yield (
        "unknown chunks",
        saved(noise(), "PNG")[:33] + chunk(b"zZzZ", MARK * 999) + saved(noise(), "PNG")[33:],
        "made",
    )


def _app(number: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, 0xE0 + number)) + (len(body) + 2).to_bytes(2, "big") + body

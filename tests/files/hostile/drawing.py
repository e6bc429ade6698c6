"""Harmless pictures, to make harmful ones of."""

import struct
import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

TYPES = {
    "PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp", "BMP": "image/bmp",
    "TIFF": "image/tiff", "AVIF": "image/avif",
}  # fmt: skip


@cache
def noise(width: int = 64, height: int = 48) -> Image.Image:
    return Image.frombytes("RGB", (width, height), Random(7).randbytes(3 * width * height))


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    made = BytesIO()
    image.save(made, format, **options)
    return made.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    """Of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    width: int, height: int, pixels: bytes, *, more: Sequence[tuple[bytes, bytes]] = (), depth: int = 1
) -> bytes:
    """Grey, `depth` bits a pixel; `pixels` are compressed as they are, whether or not they fit."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    between = b"".join(chunk(name, body) for name, body in more)
    return (
        b"\x89PNG\r\n\x1a\n" + head + between + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    )


def zeros(count: int) -> bytes:
    """A deflate stream that unpacks to so many of them, without having them all in memory here."""
    packer = zlib.compressobj(9)
    block = bytes(1024**2)
    made = [packer.compress(block) for _ in range(count // len(block))]
    return b"".join([*made, packer.compress(bytes(count % len(block))), packer.flush()])

"""Avatars out of whatever was uploaded."""

import threading
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from collab import limits
from collab.errors import Refused

SIDE = 256
"""Pixels."""

_one_at_a_time = threading.Lock()
"""An unpacked picture takes up to 8 bytes a pixel; only one of them is in memory."""


def as_avatar(upload: bytes) -> bytes:
    """A square WebP of SIDE pixels, made of the pixels alone: nothing else of the upload is left (EXIF, …).

    Raises Refused: "avatar.too_big" (bytes), "avatar.too_many_pixels", told by the header before anything is
    unpacked, and "avatar.unreadable" for what is not a whole PNG, JPEG or WebP.
    """
    if len(upload) > limits.AVATAR_BYTES:
        most = limits.AVATAR_BYTES // 1024 // 1024
        raise Refused("avatar.too_big", f"A picture may have at most {most} MB.")
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; ours is the stricter limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(upload), formats=("PNG", "JPEG", "WEBP"))
        return _squared(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused("avatar.unreadable", "This is not a picture in PNG, JPEG or WebP.") from None


def _squared(picture: Image.Image) -> bytes:
    if picture.width * picture.height > limits.AVATAR_PIXELS:
        millions = limits.AVATAR_PIXELS // 1_000_000
        raise Refused("avatar.too_many_pixels", f"A picture may have at most {millions} million pixels.")
    with _one_at_a_time:
        # A JPEG can be unpacked at a fraction of its size; the others are unpacked whole.
        picture.draft("RGB", (2 * SIDE, 2 * SIDE))
        whole = picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGBA")
        small = ImageOps.exif_transpose(ImageOps.fit(whole, (SIDE, SIDE)))
    small.info.clear()
    made = BytesIO()
    small.save(made, "WEBP", quality=85)
    return made.getvalue()

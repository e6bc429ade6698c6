"""Pictures as WebP, made of pixels alone: runs in the sandbox.

Whatever else a file carries (EXIF with the place, comments, further frames) is not in what comes out.
"""

import contextlib
import importlib
import math
import mmap
import warnings
from io import BytesIO
from typing import IO, NamedTuple, cast

from PIL import Image, ImageCms, ImageOps

from collab import limits
from collab.errors import Refused

UNREADABLE = Refused("preview.unreadable", "This is not a whole picture of the kind that it seems to be.")
TOO_MANY_PIXELS = Refused(
    "preview.too_many_pixels",
    f"This picture has more than {limits.PREVIEW_PIXELS // 1_000_000} million pixels.",
)
FORMATS = {
    "image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF", "image/bmp": "BMP",
    "image/tiff": "TIFF", "image/avif": "AVIF",
}  # fmt: skip
"""As Pillow names them."""
READERS = {
    # A telephone takes something beside its picture, which the JPEG reader finds and hands on.
    "image/jpeg": ("JpegImagePlugin", "MpoImagePlugin"),
    "image/png": ("PngImagePlugin",), "image/webp": ("WebPImagePlugin",), "image/gif": ("GifImagePlugin",),
    "image/bmp": ("BmpImagePlugin",), "image/tiff": ("TiffImagePlugin",), "image/avif": ("AvifImagePlugin",),
}  # fmt: skip
COLOURS = ("L", "RGB", "RGBA", "CMYK")
"""What colour profiles are made for."""
INDEXED = ("1", "P", "PA")
"""Numbers of colours: between two of them there is nothing."""
ORIENTATION = 0x0112
THREADS = "DEFAULT_MAX_THREADS"
"""Where a reader has threads of its own, it has one: the sandbox refuses to begin more."""
PICTURE_QUALITY = 82
PROFILE_BYTES = 4 * 1024 * 1024
"""A larger colour profile is left alone; those of cameras have a few kilobytes."""

# Pillow refuses what has more than twice as many, and looks at every picture that is inside another one too.
Image.MAX_IMAGE_PIXELS = limits.PREVIEW_PIXELS // 2
SRGB = ImageCms.createProfile("sRGB")


class Drawn(NamedTuple):
    kind: str
    width: int
    height: int
    body: bytes


def picture(file: mmap.mmap, type: str) -> list[Drawn]:
    """Thumbnail and page of an image of this media type; of an animation the first frame. Raises Refused.

    The number of pixels is told from the header before any is unpacked.
    """
    with warnings.catch_warnings():
        # Pillow warns of large pictures and odd metadata; ours is the stricter limit, and nobody reads the rest.
        warnings.simplefilter("ignore")
        try:
            opened = Image.open(cast(IO[bytes], file), formats=[FORMATS[type]])
            return sizes(_upright(opened))
        except Image.DecompressionBombError as why:
            raise TOO_MANY_PIXELS from why
        except (OSError, SyntaxError, ValueError) as why:
            raise UNREADABLE from why


def _upright(opened: Image.Image) -> Image.Image:
    """At most PREVIEW_SIDE, in RGB or RGBA, turned as its camera was held."""
    # A JPEG can be unpacked at a fraction of its size; the others are unpacked whole.
    opened.draft("RGB", (2 * limits.PREVIEW_SIDE, 2 * limits.PREVIEW_SIDE))
    opened.load()
    orientation, profile = opened.getexif().get(ORIENTATION), opened.info.get("icc_profile")
    small = _plain(opened) if opened.mode in INDEXED else opened
    # Pillow takes the large step first, but cannot with 16 bits.
    gap = None if small.mode.startswith("I;16") else 2.0
    small.thumbnail((limits.PREVIEW_SIDE, limits.PREVIEW_SIDE), reducing_gap=gap)
    small = _plain(_in_srgb(small, profile))
    small.info.clear()
    turned = Image.Exif()
    turned[ORIENTATION] = orientation if orientation in range(1, 9) else 1
    small.info["exif"] = turned.tobytes()
    return ImageOps.exif_transpose(small)


def _plain(opened: Image.Image) -> Image.Image:
    """In RGB, or RGBA where something shows through."""
    if opened.mode.startswith("I;16"):
        opened = opened.convert("I")
    if opened.mode in ("I", "F"):
        low, high = cast(tuple[float, float], opened.getextrema())
        scale = 255 / (high - low) if math.isfinite(high - low) and high > low else 1.0
        opened = opened.point(lambda value: value * scale - low * scale).convert("L")
    wanted = "RGBA" if opened.has_transparency_data else "RGB"
    return opened if opened.mode == wanted else opened.convert(wanted)


def _in_srgb(small: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that were meant, in the space that browsers show; as they are where the profile makes no sense."""
    if not profile or len(profile) > PROFILE_BYTES or small.mode not in COLOURS:
        return small
    mode = "RGBA" if small.mode == "RGBA" else "RGB"
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        meant = ImageCms.profileToProfile(small, given, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return small
    return meant or small


def sizes(page: Image.Image) -> list[Drawn]:
    """Thumbnail and page, of a picture in RGB or RGBA that is no larger than a page."""
    thumbnail = page.copy()
    thumbnail.thumbnail((limits.THUMBNAIL_SIDE, limits.THUMBNAIL_SIDE))
    return [_webp("thumbnail", thumbnail), _webp("page", page)]


def _webp(kind: str, image: Image.Image) -> Drawn:
    image.info.clear()
    made = BytesIO()
    image.save(made, "WEBP", quality=PICTURE_QUALITY, method=3, exif=b"", icc_profile=b"", xmp=b"")
    return Drawn(kind, image.width, image.height, made.getvalue())


def rehearse(type: str) -> None:
    """Load what reads this type and nothing else, and draw something, for some of it is loaded only when used."""
    for each in ("WebPImagePlugin", *READERS[type]):
        setattr(importlib.import_module(f"PIL.{each}"), THREADS, 1)
    turned = Image.Exif()
    turned[ORIENTATION] = 6
    profile = ImageCms.ImageCmsProfile(SRGB).tobytes()
    for mode in ("L", "RGBA"):
        small = BytesIO()
        # Not every type has every mode.
        with contextlib.suppress(OSError):
            Image.new(mode, (2, 1)).save(small, FORMATS[type], exif=turned, icc_profile=profile)
            with mmap.mmap(-1, len(small.getvalue())) as file:
                file.write(small.getvalue())
                picture(file, type)

"""First pages of PDFs as WebP, made of pixels alone: runs in the sandbox.

Scripts, forms, links and embedded files play no part in it: this PDFium comes without an engine for scripts, and is
only asked to draw. The host's fonts are out of its reach; it has its own for what a document does not bring.
"""

import ctypes
import importlib
import math
import mmap

import pypdfium2
from PIL import Image

from collab import limits
from collab.errors import Refused
from collab.files.render import Drawn, sizes

UNREADABLE = Refused("preview.unreadable", "This is not a whole PDF.")
LOCKED = Refused("preview.locked", "This PDF opens with a password only.")
NO_PAGE = Refused("preview.no_page", "This PDF has no page that can be drawn.")

PASSWORD_ERROR = 4
"""As PDFium numbers it."""


def first_page(file: mmap.mmap) -> list[Drawn]:
    """Thumbnail and page of the first page. Raises Refused."""
    try:
        # In place: PDFium reading through Python would need memory that can be run, which the sandbox refuses.
        document = pypdfium2.PdfDocument((ctypes.c_ubyte * len(file)).from_buffer(file))
        page = document[0]
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
            raise NO_PAGE
        scale = limits.PREVIEW_SIDE / max(width, height)
        return sizes(_small(page.render(scale=scale, may_draw_forms=False, limit_image_cache=True)))
    except pypdfium2.PdfiumError as why:
        raise (LOCKED if why.err_code == PASSWORD_ERROR else UNREADABLE) from why


def _small(drawn: pypdfium2.PdfBitmap) -> Image.Image:
    small: Image.Image = drawn.to_pil().convert("RGB")
    small.thumbnail((limits.PREVIEW_SIDE, limits.PREVIEW_SIDE))
    return small


def rehearse() -> None:
    """Draw something, so that all is loaded that is loaded only when used."""
    importlib.import_module("PIL.WebPImagePlugin")
    sizes(_small(pypdfium2.PdfDocument.new().new_page(1, 1).render()))

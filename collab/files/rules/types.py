"""What a file really is, told from its first bytes; the name only helps where the bytes leave it open."""

import codecs
import re
from typing import Final

import filetype

from collab.files.rules.names import extension
from collab.wire import FileKind

HEAD_BYTES = 8192
"""What `tell` wants to see."""
UNKNOWN = "application/octet-stream"
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}")

PLAYABLE: Final = frozenset(
    (
        "application/pdf", "audio/aac", "audio/flac", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav", "audio/webm",
        "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "video/mp4", "video/ogg", "video/webm",
    )
)  # fmt: skip
"""What browsers show without running anything of it in the page."""
PICTURES: Final = frozenset(
    ("image/avif", "image/bmp", "image/gif", "image/jpeg", "image/png", "image/tiff", "image/webp")
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_BETTER_NAMES: Final = {
    "application/font-sfnt": "font/sfnt",
    "application/font-woff": "font/woff",
    "audio/x-flac": "audio/flac",
    "audio/x-wav": "audio/wav",
    "image/apng": "image/png",
    "video/x-m4v": "video/mp4",
}
"""What the library calls them, and what browsers do."""
_INSIDE: Final = {
    "application/zip": {
        "docx": _OFFICE + "wordprocessingml.document",
        "xlsx": _OFFICE + "spreadsheetml.sheet",
        "pptx": _OFFICE + "presentationml.presentation",
        "odt": _OPEN + "text",
        "ods": _OPEN + "spreadsheet",
        "odp": _OPEN + "presentation",
        "epub": "application/epub+zip",
    },
    "application/x-ole-storage": {
        "doc": "application/msword",
        "xls": "application/vnd.ms-excel",
        "ppt": "application/vnd.ms-powerpoint",
    },
    "audio/ogg": {"ogv": "video/ogg"},
}
"""Containers whose first bytes do not say what is in them: the name decides among these."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TEXTS: Final = {
    "css": "text/css", "csv": "text/csv", "htm": "text/html", "html": "text/html", "js": "text/javascript",
    "json": "application/json", "md": "text/markdown", "mjs": "text/javascript", "svg": "image/svg+xml",
    "xhtml": "application/xhtml+xml", "xml": "text/xml",
}  # fmt: skip
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)[\s>/]", re.I)
_SVG = re.compile(rb"<svg[\s>]", re.I)
PREVIEWABLE: Final = PICTURES | {"application/pdf", "text/plain"} | (set(_TEXTS.values()) - {"image/svg+xml"})
"""What a worker makes previews of."""

_ARCHIVES: Final = frozenset(
    (
        "application/gzip", "application/vnd.ms-cab-compressed", "application/x-7z-compressed", "application/x-brotli",
        "application/x-bzip2", "application/x-compress", "application/x-deb", "application/x-lz4", "application/x-lzip",
        "application/x-lzop", "application/x-rar-compressed", "application/x-rpm", "application/x-tar",
        "application/x-unix-archive", "application/x-xz", "application/zip", "application/zstd",
    )
)  # fmt: skip
_DOCUMENTS: Final = frozenset(
    (
        "application/epub+zip", "application/msword", "application/postscript", "application/rtf",
        "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    )
)  # fmt: skip
_LANGUAGES: Final = {
    "bash": "bash", "c": "c", "cc": "cpp", "cpp": "cpp", "cs": "csharp", "css": "css", "diff": "diff", "go": "go",
    "h": "c", "hpp": "cpp", "htm": "html", "html": "html", "ini": "ini", "java": "java", "js": "javascript",
    "json": "json", "jsx": "javascript", "kt": "kotlin", "less": "less", "lua": "lua", "md": "markdown",
    "mjs": "javascript", "patch": "diff", "php": "php", "pl": "perl", "py": "python", "r": "r", "rb": "ruby",
    "rs": "rust", "scala": "scala", "scss": "scss", "sh": "bash", "sql": "sql", "swift": "swift", "toml": "toml",
    "ts": "typescript", "tsx": "typescript", "xml": "xml", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip


def tell(head: bytes, name: str, announced: str) -> tuple[str, FileKind]:
    """The media type and kind of a file that begins with `head` (HEAD_BYTES of it, or all).

    What the sender `announced` counts only where there are no bytes that could tell.
    """
    if not head:
        text = announced.startswith("text/") or extension(name) in {"txt", *_TEXTS, *_LANGUAGES}
        return ("text/plain", "text") if text else (UNKNOWN, "other")
    type = _sniffed(head, name)
    return type, kind(type)


def _sniffed(head: bytes, name: str) -> str:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    # Before the library looks: two letters are enough for it to take a text for a picture.
    if is_text(head):
        return _text(head, name)
    found = "application/x-ole-storage" if head.startswith(_OLE) else _guessed(head)
    return _INSIDE.get(found, {}).get(extension(name), found)


def _guessed(head: bytes) -> str:
    try:
        guess = filetype.guess(head)
    except Exception:
        # Bytes made to trip it up do (a thousand empty frames of zstd, one in the other): then nobody knows.
        return UNKNOWN
    return UNKNOWN if guess is None else _BETTER_NAMES.get(guess.mime, guess.mime)


def is_text(head: bytes) -> bool:
    """Whether these first bytes are words: UTF-8 (or UTF-16 that says so) without control characters."""
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        # The last character may be cut in two.
        words = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return not re.search("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", words)


def _text(head: bytes, name: str) -> str:
    """Words that a browser would take for a page are called a page, whatever their name."""
    begin = head.removeprefix(codecs.BOM_UTF8).lstrip()[:1024]
    if begin.startswith(b"<") and extension(name) not in _LANGUAGES:
        if _SVG.search(begin):
            return "image/svg+xml"
        if _PAGE.search(begin):
            return "text/html"
        if begin.startswith(b"<?xml"):
            return "text/xml"
    return _TEXTS.get(extension(name), "text/plain")


def kind(type: str) -> FileKind:
    """What a file of this type is to a person."""
    family = type.partition("/")[0]
    if family == "image":
        return "image"
    if family == "video":
        return "video"
    if family == "audio":
        return "audio"
    if type == "application/pdf":
        return "pdf"
    if family == "text" or type in ("application/json", "application/xhtml+xml"):
        return "text"
    if type in _ARCHIVES:
        return "archive"
    if type in _DOCUMENTS or type.startswith((_OFFICE, _OPEN)):
        return "document"
    return "other"


def language(name: str) -> str:
    """For highlighting: a plain name such as `python`; empty when unknown."""
    return _LANGUAGES.get(extension(name), "")


def clean_type(announced: str) -> str:
    """The type that a sender announced, fit for a header; `application/octet-stream` where it is none."""
    type = announced.partition(";")[0].strip().lower()
    return type if _TYPE.fullmatch(type) else UNKNOWN

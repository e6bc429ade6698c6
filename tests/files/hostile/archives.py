"""Archives: nobody unpacks them here."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator

from tests.files.hostile import Fixture
from tests.files.hostile.drawing import zeros


def fixtures() -> Iterator[Fixture]:
    flat = zipped({"a.txt": bytes(10 * 1024**2)})
    cases = {
        "zip bomb": ("a.zip", flat),
        "zip in zip in zip": ("a.zip", zipped({"b.zip": zipped({"c.zip": flat})})),
        "zip that climbs": ("a.zip", zipped({"../../../etc/cron.d/x": b"* * * * * root id"})),
        "zip as png": ("a.png", flat),
        "zip as word": (
            "a.docx",
            zipped({"word/vbaProject.bin": b"AutoOpen", "[Content_Types].xml": b"<x/>"}),
        ),
        "zip as page": ("a.html", flat + b"<script>alert(1)</script>"),
        "gzip bomb": ("a.gz", gzip.compress(bytes(10 * 1024**2))),
        "gzip as svg": ("a.svgz", gzip.compress(b"<svg onload='alert(1)'/>")),
        "tar with a link": ("a.tar", _linked()),
        "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(64)),
        "rar": ("a.rar", b"Rar!\x1a\x07\1\0" + bytes(64)),
        "bare deflate": ("a.bin", zeros(10 * 1024**2)),
        "macros of old": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    }
    for id, (name, body) in cases.items():
        yield Fixture(f"archive: {id}", name, "application/octet-stream", body, "none")


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _linked() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()

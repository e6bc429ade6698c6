"""What a file is, told from its bytes."""

import io
import zipfile

import pytest

from collab.files.rules.types import HEAD_BYTES, PLAYABLE, PREVIEWABLE, clean_type, language, tell

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return body.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "type", "kind"),
    [
        (PNG, "a.png", "image/png", "image"),
        (PNG, "invoice.pdf", "image/png", "image"),
        (JPEG, "a.exe", "image/jpeg", "image"),
        (b"GIF89a/*\x01\x00=1;alert(1)//", "a.js", "image/gif", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "image/webp", "image"),
        (MP4, "film.mp4", "video/mp4", "video"),
        (b"ID3\x03\x00\x00", "song.mp3", "audio/mpeg", "audio"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.wav", "audio/wav", "audio"),
        (b"OggS\x00\x02", "a.ogg", "audio/ogg", "audio"),
        (b"OggS\x00\x02", "a.ogv", "video/ogg", "video"),
        (b"%PDF-1.7\nall in letters", "a.txt", "application/pdf", "pdf"),
        (b"{\\rtf1 hello}", "a.txt", "application/rtf", "document"),
        (zipped("a.txt"), "a.zip", "application/zip", "archive"),
        (zipped("a.txt"), "a.jar", "application/zip", "archive"),
        (OLE, "a.doc", "application/msword", "document"),
        (OLE, "a.xyz", "application/x-ole-storage", "other"),
        (b"MZ\x90\x00\x03", "holiday.jpg", "application/x-msdownload", "other"),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "notes.txt", "application/x-executable", "other"),
        (b"\x00\x01\x02\x03 nobody knows", "notes.txt", "application/octet-stream", "other"),
        (b"BM is where I live\n", "notes.txt", "text/plain", "text"),
        (b"print('hi')\n", "a.py", "text/plain", "text"),
        (b"a,b\n1,2\n", "a.csv", "text/csv", "text"),
        (b"# Title", "a.md", "text/markdown", "text"),
        (b'{"a": 1}', "a.json", "application/json", "text"),
        (b"alert(1)", "a.js", "text/javascript", "text"),
        (b"<!DOCTYPE html><p>hi", "a.txt", "text/html", "text"),
        (b"\xef\xbb\xbf \n<html>", "a.jpg", "text/html", "text"),
        (b"<script>alert(1)</script>", "a.png", "text/html", "text"),
        (b"<?xml version='1.0'?><svg onload='alert(1)'>", "a.png", "image/svg+xml", "image"),
        (b"<svg xmlns='x'/>", "logo.svg", "image/svg+xml", "image"),
        (b"<?xml version='1.0'?><feed/>", "a", "text/xml", "text"),
        (b"An <svg> is a picture.", "a.md", "text/markdown", "text"),
        ("Grüße".encode(), "a", "text/plain", "text"),
        ("Grüße".encode("utf-16"), "a.txt", "text/plain", "text"),
        (b"caf\xe9 in another age", "a.txt", "application/octet-stream", "other"),
    ],
)
def test_the_bytes_tell_whatever_the_name_says(head: bytes, name: str, type: str, kind: str) -> None:
    assert tell(head, name, "image/png") == (type, kind)


@pytest.mark.parametrize(
    ("name", "first"),
    [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml"), ("a.pptx", "ppt/a.xml")],
)
def test_office_documents_are_told_by_what_is_in_them_or_else_by_name(name: str, first: str) -> None:
    told = tell(zipped("[Content_Types].xml", "_rels/.rels", first), "a.bin", "")
    by_name = tell(zipped("customXml/item1.xml"), name, "")
    assert told == by_name
    assert told[1] == "document"


def test_bytes_made_to_trip_up_whoever_looks_are_just_unknown() -> None:
    assert tell(b"\x50\x2a\x4d\x18\x00\x00\x00\x00" * 1024, "a.zst", "") == (
        "application/octet-stream",
        "other",
    )


def test_a_character_that_is_cut_in_two_at_the_end_of_the_head_is_still_text() -> None:
    head = ("x" + "ü" * HEAD_BYTES).encode()[:HEAD_BYTES]
    assert tell(head, "a.txt", "") == ("text/plain", "text")


@pytest.mark.parametrize(
    ("name", "announced", "type"),
    [
        ("a.txt", "", "text/plain"),
        ("a.py", "", "text/plain"),
        ("a", "text/plain", "text/plain"),
        ("a.png", "image/png", "application/octet-stream"),
        ("a", "", "application/octet-stream"),
    ],
)
def test_of_nothing_only_a_text_can_be_told(name: str, announced: str, type: str) -> None:
    assert tell(b"", name, announced)[0] == type


def test_nothing_that_runs_is_played() -> None:
    running = {"image/svg+xml", "text/html", "application/xhtml+xml", "text/xml", "text/javascript"}
    assert not PLAYABLE & running
    assert "image/svg+xml" not in PREVIEWABLE


@pytest.mark.parametrize(
    ("announced", "type"),
    [
        ("", "application/octet-stream"),
        ("Text/Plain; charset=utf-8", "text/plain"),
        ("image/svg+xml", "image/svg+xml"),
        ("a/b\r\nX-Evil: 1", "application/octet-stream"),
        ("text", "application/octet-stream"),
        ("x/" + "y" * 200, "application/octet-stream"),
        ("텍/스트", "application/octet-stream"),
    ],
)
def test_an_announced_type_fits_a_header_or_is_forgotten(announced: str, type: str) -> None:
    assert clean_type(announced) == type


def test_languages_have_plain_names() -> None:
    assert [language(name) for name in ("a.py", "A.TSX", "a.unknown", "Makefile")] == [
        "python",
        "typescript",
        "",
        "",
    ]

"""Files that are two things at once, or another thing than they say."""

from collections.abc import Iterator

from tests.files.hostile import MARK, Fixture, Outcome
from tests.files.hostile.drawing import TYPES, chunk, noise, saved
from tests.files.hostile.pdfs import pdf

SCRIPT = b"<script>document.title='" + MARK + b"';fetch('/api/v1/me')</script>"
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
JS = b"=1;document.title='" + MARK + b"';/*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" %b>%b</svg>'

SVGS = {
    "script": SVG % (b"", SCRIPT),
    "onload": SVG % (b'onload="alert(1)"', b"<rect/>"),
    "foreign-object": SVG
    % (b"", b"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>" + SCRIPT + b"</body></foreignObject>"),
    "javascript-link": SVG % (b"", b'<a xlink:href="javascript:alert(1)"><rect width="99" height="99"/></a>'),
    "animated-link": SVG
    % (b"", b'<a><animate attributeName="href" values="javascript:alert(1)"/><text y="9">x</text></a>'),
    "use": SVG % (b"", b'<use href="data:image/svg+xml,&lt;svg id=\'x\' onload=\'alert(1)\'/&gt;#x"/>'),
    "style-import": SVG % (b"", b"<style>@import '//127.0.0.1/x.css';</style>"),
    "external-image": SVG % (b"", b'<image href="file:///etc/passwd"/>'),
    "entity": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + SVG % (b"", b"<text>&x;</text>"),
    "laughs": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>" + SVG % (b"", b"<text>&j;</text>"),
}  # fmt: skip


def fixtures() -> Iterator[Fixture]:
    for id, name, announced, body, outcome in (*_doubles(), *_disguises()):
        yield Fixture(f"polyglot: {id}", name, announced, body, outcome)
    for id, body in SVGS.items():
        yield Fixture(f"svg: {id}", "logo.svg", "image/svg+xml", body, "none")
        yield Fixture(f"svg as png: {id}", "logo.png", "image/png", body, "none")
    for format, type in TYPES.items():
        ending = format.lower()
        yield Fixture(f"page as {ending}", f"photo.{ending}", type, PAGE, "made")


Row = tuple[str, str, str, bytes, Outcome]


def _doubles() -> Iterator[Row]:
    """Whole pictures and PDFs, with something else before, in or behind them."""
    gif, jpeg, whole_png = (saved(noise(), format) for format in ("GIF", "JPEG", "PNG"))
    comment = b"\xff\xfe" + (len(PAGE) + 2).to_bytes(2, "big") + PAGE
    yield "gif and script", "a.gif", "image/gif", gif + JS[:-2] + b"*/", "made"
    yield "gif that begins as script", "a.gif", "image/gif", b"GIF89a" + JS + gif[10:] + b"*/", "any"
    yield "gif and page", "a.gif", "text/html", gif + PAGE, "made"
    yield "jpeg and page", "a.jpg", "image/jpeg", jpeg[:2] + comment + jpeg[2:], "made"
    yield "jpeg and zip", "a.jpg", "application/zip", jpeg + b"PK\x05\x06" + bytes(18), "made"
    yield "jpeg named html", "a.html", "text/html", jpeg[:2] + comment + jpeg[2:], "made"
    yield "png and php", "a.php", "image/png", whole_png + b"<?php system($_GET['c']); ?>", "made"
    words = chunk(b"tEXt", b"Comment\0" + PAGE)
    yield "png with page inside", "a.png", "image/png", whole_png[:33] + words + whole_png[33:], "made"
    yield "webp and page", "a.webp", "text/html", saved(noise(), "WEBP") + PAGE, "made"
    yield "bmp and script", "a.js", "text/javascript", saved(noise(), "BMP") + JS, "made"
    yield "tiff and page", "a.html", "text/html", saved(noise(), "TIFF") + PAGE, "made"
    yield "pdf and page", "a.pdf", "application/pdf", pdf() + PAGE, "made"
    yield "page before pdf", "a.pdf", "application/pdf", PAGE + pdf(), "any"
    yield "pdf named html", "a.html", "text/html", pdf(), "made"
    yield "pdf and zip", "a.pdf", "application/pdf", pdf() + b"PK\x05\x06" + bytes(18), "made"


def _disguises() -> Iterator[Row]:
    """One thing that says it is another."""
    program = b"\x7fELF\x02\x01\x01" + bytes(120)
    windows = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(200) + b"PE\0\0" + bytes(64)
    yield "program as jpeg", "a.jpg", "image/jpeg", program, "none"
    yield "program as text", "a.txt", "text/plain", program, "none"
    yield "windows program as pdf", "a.pdf", "application/pdf", windows, "none"
    yield "wasm", "a.wasm", "application/wasm", b"\0asm\1\0\0\0" + bytes(32), "none"
    yield "flash", "a.swf", "application/x-shockwave-flash", b"CWS\x09" + bytes(64), "none"
    yield "java class as png", "a.png", "image/png", b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(64), "none"
    yield "shell script", "a.sh", "text/plain", b"#!/bin/sh\ntouch /tmp/" + MARK + b"\n", "made"
    yield "page as text", "a.txt", "text/plain", PAGE, "made"
    yield "page as json", "a.json", "application/json", PAGE, "made"
    yield "script", "a.js", "text/javascript", b"alert('" + MARK + b"')", "made"
    yield (
        "xhtml",
        "a.xhtml",
        "application/xhtml+xml",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>",
        "made",
    )
    yield (
        "xml with a style sheet",
        "a.xml",
        "text/xml",
        b'<?xml version="1.0"?><?xml-stylesheet href="//127.0.0.1/x.xsl"?><a/>',
        "made",
    )
    yield "page in utf-16", "a.html", "text/html", PAGE.decode().encode("utf-16"), "made"
    yield "page in utf-7", "a.txt", "text/plain", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "made"
    yield "png signature alone", "a.png", "image/png", b"\x89PNG\r\n\x1a\n" + PAGE, "failed"
    yield "jpeg signature alone", "a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + PAGE, "failed"
    yield "gif signature alone", "a.gif", "image/gif", b"GIF89a" + bytes(20) + PAGE, "failed"
    yield "pdf signature alone", "a.pdf", "application/pdf", b"%PDF-1.7\n" + PAGE, "failed"
    yield "nothing", "a.png", "image/png", b"", "none"

"""PDFs that act, lead elsewhere, have no end or no sense."""

import zlib
from collections.abc import Iterator, Mapping

from tests.files.hostile import MARK, Fixture, Outcome

CATALOG, PAGES, PAGE, CONTENT, FONT = range(1, 6)


def pdf(
    content: bytes = b"0 0 1 rg 10 5 50 10 re f",
    changes: Mapping[int, bytes] | None = None,
    *,
    catalog: bytes = b"",
    page: bytes = b"/MediaBox [0 0 200 20]",
    trailer: bytes = b"",
) -> bytes:
    """One page with this content; what is given is added to its parts, `changes` are whole objects by number."""
    objects = {
        CATALOG: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE: b"<< /Type /Page /Parent 2 0 R %b /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
        % page,
        CONTENT: stream(content),
        FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(changes or {}),
    }
    body, places = b"%PDF-1.7\n", []
    for number, each in sorted(objects.items()):
        places.append((number, len(body)))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
    return body + b"xref\n0 1\n0000000000 65535 f \n" + table + end % (max(objects) + 1, trailer, len(body))


def stream(body: bytes, words: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(body), words, body)


def packed(body: bytes, words: bytes = b"") -> bytes:
    return stream(zlib.compress(body, 9), b"/Filter /FlateDecode " + words)


def fixtures() -> Iterator[Fixture]:
    for id, body, outcome in (*_acting(), *_sizes(), *_endless(), *_odd()):
        yield Fixture(f"pdf: {id}", "a.pdf", "application/pdf", body, outcome)


Row = tuple[str, bytes, Outcome]


def _acting() -> Iterator[Row]:
    actions = {
        "script": b"/S /JavaScript /JS (app.alert('%b'); this.submitForm('http://127.0.0.1/');)" % MARK,
        "program": b"/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >>",
        "address": b"/S /URI /URI (http://127.0.0.1/%b)" % MARK,
        "other document": b"/S /GoToR /F (//127.0.0.1/share/a.pdf) /D [0 /Fit]",
        "sent form": b"/S /SubmitForm /F << /FS /URL /F (http://127.0.0.1/) >>",
        "import": b"/S /ImportData /F (/etc/passwd)",
    }
    for id, action in actions.items():
        yield f"opens with {id}", pdf(catalog=b"/OpenAction << %b >>" % action), "made"
    yield (
        "page with a script",
        pdf(page=b"/MediaBox [0 0 9 9] /AA << /O << %b >> >>" % actions["script"]),
        "made",
    )
    note = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << %b >> >>" % actions["program"]
    yield "link to a program", pdf(page=b"/MediaBox [0 0 99 99] /Annots [6 0 R]", changes={6: note}), "made"
    inside = {6: b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", 7: stream(b"MZ" + MARK)}
    names = b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"
    yield "file inside", pdf(catalog=names, changes=inside), "made"
    form = b"/AcroForm << /Fields [] /XFA 6 0 R >>"
    yield (
        "xfa form",
        pdf(catalog=form, changes={6: stream(b"<xdp:xdp><script>" + MARK + b"</script></xdp:xdp>")}),
        "made",
    )
    outside = {CONTENT: b"<< /Length 0 /F (/etc/passwd) /FFilter /ASCIIHexDecode >>\nstream\n\nendstream"}
    yield "content elsewhere", pdf(changes=outside), "made"
    film = b"<< /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets 6 0 R >> >>"
    yield "film", pdf(page=b"/MediaBox [0 0 9 9] /Annots [7 0 R]", changes={7: film}), "made"
    yield "secret words", pdf(trailer=b"/Info << /Author (%b) /Title (%b) >>" % (MARK, MARK)), "made"


def _sizes() -> Iterator[Row]:
    boxes: dict[str, tuple[bytes, Outcome]] = {
        "huge": (b"[0 0 1000000000 1000000000]", "any"), "tiny": (b"[0 0 .0001 .0001]", "any"),
        "empty": (b"[0 0 0 0]", "any"), "turned over": (b"[200 200 0 0]", "any"),
        "below zero": (b"[-9 -9 -1 -1]", "any"),
        "a line": (b"[0 0 100000 1]", "any"), "no numbers": (b"[/a (b) null true]", "any"), "short": (b"[0 0]", "any"),
        "beyond numbers": (b"[0 0 1e999 99999999999999999999999999999999999999999]", "any"),
    }  # fmt: skip
    for id, (box, outcome) in boxes.items():
        yield f"page {id}", pdf(page=b"/MediaBox " + box), outcome
    yield "page in large units", pdf(page=b"/MediaBox [0 0 200 20] /UserUnit 1000000"), "any"
    yield "page turned by 37", pdf(page=b"/MediaBox [0 0 200 20] /Rotate 37"), "any"
    image = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    within = b"/MediaBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    drawn = {PAGE: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %b >>" % within}
    yield (
        "image of 3.6 billion pixels",
        pdf(b"9 0 0 9 0 0 cm /X Do", drawn | {6: packed(bytes(10**6), image)}),
        "any",
    )
    for filter in ("JBIG2Decode", "JPXDecode", "DCTDecode", "CCITTFaxDecode", "LZWDecode", "RunLengthDecode"):
        small = image.replace(b"60000", b"64") + b" /Filter /" + filter.encode()
        yield (
            f"rubbish for {filter}",
            pdf(b"9 0 0 9 0 0 cm /X Do", drawn | {6: stream(b"\xff\x4f" * 99, small)}),
            "any",
        )


def _endless() -> Iterator[Row]:
    yield "pages in pages", pdf(changes={PAGES: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"}), "any"
    yield (
        "page that is its parent",
        pdf(changes={PAGE: b"<< /Type /Page /Parent 3 0 R /Contents 3 0 R >>"}),
        "any",
    )
    yield "billion pages", pdf(changes={PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"}), "any"
    yield "no pages", pdf(changes={PAGES: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "failed"
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /X 6 0 R >> >>"
    page = b"/MediaBox [0 0 99 99] /Resources << /XObject << /X 6 0 R >> >>"
    yield "form in itself", pdf(b"/X Do", {6: stream(b"/X Do " * 9, form)}, page=page), "any"
    yield "table that leads to itself", pdf(trailer=b"/Prev 0"), "any"
    yield "million brackets", pdf(catalog=b"[" * 10**6), "any"
    yield "million dictionaries", pdf(catalog=b"/A <<" * 10**5), "any"
    yield "million states", pdf(b"q " * 10**6), "any"
    yield (
        "content of many strokes",
        pdf(changes={CONTENT: packed(b"0 0 m 9 9 l S " * (2 * 1024**2 // 14))}),
        "any",
    )
    twice = zlib.compress(zlib.compress(bytes(100 * 1024**2), 9), 9)
    yield "packed twice", pdf(changes={CONTENT: stream(twice, b"/Filter [/FlateDecode /FlateDecode]")}), "any"
    filters = b"/Filter [" + b"/ASCIIHexDecode " * 1000 + b"]"
    yield "thousand filters", pdf(changes={CONTENT: stream(b"00" * 999, filters)}), "any"


def _odd() -> Iterator[Row]:
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -4 >> /ID [<00> <00>]" % (
        b"00" * 32,
        b"11" * 32,
    )
    yield "locked", pdf(trailer=locked), "failed"
    yield "without a table", pdf().partition(b"xref")[0], "any"
    yield "head alone", b"%PDF-1.7\n%%EOF\n", "failed"
    yield "head in rubbish", b"%PDF-9.9" + bytes(range(256)) * 40, "failed"
    yield "font of rubbish", pdf(
        b"BT /F1 20 Tf 9 9 Td (x) Tj ET",
        {5: b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R >>",
         6: b"<< /Type /FontDescriptor /FontName /X /FontFile2 7 0 R >>", 7: packed(b"\0\1\0\0" + b"\xff" * 5000)},
    ), "any"  # fmt: skip
    yield (
        "text in the host's fonts",
        pdf(
            b"BT /F1 20 Tf 9 9 Td (x) Tj ET",
            {5: b"<< /Type /Font /Subtype /TrueType /BaseFont /DejaVuSans >>"},
        ),
        "made",
    )

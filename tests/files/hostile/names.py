"""Names that lie, climb, hide, or mean something to some system."""

from collections.abc import Iterator

from tests.files.hostile import Fixture, Outcome

REFUSED = {
    "empty": "", "spaces": "   ", "no-break-spaces": "\u00a0\u2003\u3000", "dot": ".",
    "two-dots": "..", "dots": "...",
    "256-bytes": "a" * 252 + ".txt", "256-bytes-of-umlauts": "ä" * 126 + ".txt",
    "many-letters": "a" * 100_000,
    "emoji-too-long": "👩‍👩‍👧‍👦" * 20, "unfolds": "ﷺ" * 60 + ".txt",
    "climbs": "../../etc/passwd", "absolute": "/etc/passwd", "folder": "a/b.txt",
    "windows-climbs": "..\\..\\boot.ini",
    "drive": "C:\\Windows\\win.ini", "share": "\\\\server\\share\\x.txt", "file-url": "file:///etc/passwd",
    "closing-tag": "<script>alert(1)</script>.txt",
    "null": "evil.exe\0.txt", "line-end": "a\nb.txt", "carriage-return": "a\r\nSet-Cookie: x=y",
    "tab": "a\tb.txt",
    "escape": "\x1b[31mred.txt", "bell": "\a.txt", "delete": "a\x7f.txt", "c1": "a\x9b31m.txt",
    "backspace": "a\b.txt",
    "right-to-left-override": "invoice\u202efdp.exe", "left-to-right-override": "\u202dabc.txt",
    "embedding": "a\u202bb.txt", "isolate": "a\u2067b\u2069.txt", "right-to-left-mark": "a\u200fb.txt",
    "arabic-mark": "a\u061cb.txt", "line-separator": "a\u2028b.txt", "paragraph": "a\u2029b.txt",
    "half-a-character": "a\ud83d.txt", "zero-width-only": "\u200b\u200d\ufeff",
    "accent-only": "\u0301\u0302", "private-use-only": "\ue000\ue001",
}  # fmt: skip

TAKEN = {
    "255-bytes": "a" * 251 + ".txt", "255-bytes-of-umlauts": "ä" * 125 + "a.txt",
    "zero-width-inside": "pay\u200bpal.txt",
    "byte-order-mark": "\ufeffx.txt", "device-con": "CON", "device-nul": "NUL.txt", "device-com": "COM1.txt",
    "device-aux": "aux.txt", "device-lpt": "LPT9.txt", "device-superscript": "COM¹.txt",
    "stream": "a.txt:evil.exe",
    "stream-data": "a.txt::$DATA", "dot-at-end": "evil.exe.", "hidden": ".htaccess",
    "option": "-rf", "long-option": "--help",
    "image-tag": "<img src=x onerror=alert(1)>.txt", "attribute": "\" onmouseover=\"alert(1).txt",
    "template": "{{7*7}}.txt",
    "lookup": "${jndi:ldap:evil}.txt", "shell": "; rm -rf $HOME;.txt",
    "subshell": "$(touch pwned).txt", "backticks": "`id`.txt",
    "percent-null": "%00.txt", "percent-climbs": "%2e%2e%2fetc%2fpasswd",
    "overlong-climbs": "..%c0%afetc.txt",
    "header": "x\"; filename=\"evil.html", "header-star": "x'; filename*=UTF-8''evil.html",
    "formula": "=cmd|'calc'!A1.txt",
    "two-endings": "photo.jpg.exe", "many-spaces": "photo.jpg" + " " * 100 + ".exe", "wide": "ｅｖｉｌ.ｔｘｔ",
    "ligature": "ﬁle.txt", "turkish": "İ.txt", "sharp-s": "STRAẞE.txt", "cyrillic": "раураl.txt",
    "hebrew": "שלום.txt",
    "stacked-accents": "Z" + "\u0335\u0311\u0344" * 30 + ".txt", "tags": "a\U000e0041\U000e0042.txt",
    "soft-hyphen": "in\u00advoice.txt", "nothing-special": "__proto__",
    "constructor": "constructor", "question": "a?b#c&d=e.txt",
    "wildcard": "*.txt", "pipe": "a|b>c<d.txt", "like": "100%_.txt",
    "quote": "Robert'); DROP TABLE files;--.txt",
}  # fmt: skip


def fixtures() -> Iterator[Fixture]:
    body = b"Only the name of this is odd.\n"
    cases: tuple[tuple[dict[str, str], Outcome], ...] = ((REFUSED, "refused"), (TAKEN, "made"))
    for names, outcome in cases:
        for id, name in names.items():
            yield Fixture(f"name: {id}", name, "text/plain", body, outcome)

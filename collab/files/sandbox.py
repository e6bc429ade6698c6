"""Draws a file in a process that may do nothing else: whatever the file does to it, the worker gets an answer.

The process is a new Python each time (a tenth of a second), without the worker's environment and its secrets, bounded
and confined by `confine.py`. It reads the file from its standard input and writes to a file of bounded size, so that
there is no pipe to fill up. What it answers is looked at as if it came from a stranger.
"""

import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

from collab import limits, wire

log = logging.getLogger(__name__)

BROKE = "Drawing it took too long or too much memory, or broke off."
SLOW = "It could not be drawn in time."
KINDS = {"thumbnail": limits.THUMBNAIL_SIDE, "page": limits.PREVIEW_SIDE}
LOOK_SECONDS = 0.2
"""How often `beat` is called at least."""
COMPLAINT_BYTES = 300
STARTED_WITH = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All of the environment that a Python may need to start."""
HERE = Path(__file__).resolve().parents[2]
CODE = """
import sys
folder, type, size = sys.argv[1:]
sys.path.append(folder)
from collab.files.sandboxed import main
main(type, int(size))
"""

_said: set[str] = set()


class Drawn(NamedTuple):
    """A WebP of this many pixels; of `text` UTF-8, and the width is 1 where that is all of the file."""

    kind: wire.PreviewKind
    width: int
    height: int
    body: bytes


class Undrawable(Exception):
    """There will be no preview, however often one tries; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Slow(Exception):
    """The clock ran out though the process had hardly worked: the machine is busy, later it may do."""


def draw(path: Path, type: str, size: int, *, beat: Callable[[], None] = lambda: None) -> list[Drawn]:
    """Previews of the file at `path`, of a media type of `render.FORMATS`, `application/pdf`, or `text/plain`.

    `size` is the whole file's in bytes; of a text the path may hold only the beginning. `beat` is called all the
    time, and what it raises ends the drawing. Raises Undrawable, and Slow.
    """
    command = [sys.executable, "-I", "-c", CODE, str(HERE), type, str(size)]
    kept = {name: os.environ[name] for name in STARTED_WITH if name in os.environ}
    with path.open("rb") as file, tempfile.TemporaryFile() as answer:
        with subprocess.Popen(
            command,
            stdin=file,
            stdout=answer,
            stderr=subprocess.PIPE,
            cwd="/",
            env=kept,
            start_new_session=True,
        ) as process:
            try:
                faults = _watched(process, beat)
            finally:
                process.kill()
        if process.returncode != 0:
            log.info("Drawing %s ended with %s: %s", type, process.returncode, faults)
            raise Undrawable(BROKE)
        return _read(answer)


def _watched(process: "subprocess.Popen[bytes]", beat: Callable[[], None]) -> str:
    """Wait until it ends; the last of its complaints. Raises Slow."""
    assert process.stderr is not None
    until, said = time.monotonic() + limits.PREVIEW_SECONDS, b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stderr, selectors.EVENT_READ)
        while time.monotonic() < until:
            if waiting.select(LOOK_SECONDS):
                more = os.read(process.stderr.fileno(), 64 * 1024)
                if not more:
                    break
                said = (said + more)[-COMPLAINT_BYTES:]
            beat()
    try:
        process.wait(max(until - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        raise Slow(SLOW) from None
    return said.decode("ascii", "replace")


def _read(answer: IO[bytes]) -> list[Drawn]:
    """What the process answered, if that can be what it was asked for. Raises Undrawable."""
    answer.seek(0)
    try:
        head = json.loads(answer.readline(64 * 1024))
        if not head["confined"]:
            _say_once(
                "This system cannot confine the process that draws previews; it is bounded, but not shut in."
            )
        if "trouble" in head:
            if "fault" in head:
                log.info("A file could not be drawn: %s", str(head["fault"])[:100])
            raise Undrawable(str(head["trouble"])[:200])
        return [_checked(answer, *each) for each in head["made"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Undrawable(BROKE) from None


def _checked(answer: IO[bytes], kind: wire.PreviewKind, width: int, height: int, length: int) -> Drawn:
    """Raises ValueError."""
    body = answer.read(min(length, limits.PREVIEW_OUTPUT_BYTES))
    if len(body) != length:
        raise ValueError("shorter than announced")
    if kind == "text":
        if length > limits.TEXT_PREVIEW_BYTES:
            raise ValueError("longer than asked for")
        body.decode()
    elif not (body.startswith(b"RIFF") and body[8:12] == b"WEBP" and _fits(KINDS[kind], width, height)):
        raise ValueError("not a picture")
    return Drawn(kind, width, height, body)


def _fits(side: int, width: int, height: int) -> bool:
    return 1 <= width <= side and 1 <= height <= side


def _say_once(words: str) -> None:
    if words not in _said:
        _said.add(words)
        log.warning(words)

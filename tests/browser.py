"""Chromium for the tests: the machine's own, or one from an npm package that needs no root and no libraries.

async with chromium() as browser:
    page = await browser.new_page()
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from tests.servers import CLONE

INSTALLED = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
PACKAGE = CLONE / "tests/e2e/node_modules/@sparticuz/chromium/bin"
UNPACKED = CLONE / "tests/e2e/node_modules/.cache/browser"
QUIET = ("--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")
NODE = f"{sysconfig.get_path('scripts')}/node"
# A tab in a process that is warm already opens in two thirds of the time, and nobody looks at what a GPU would draw.
THRIFTY = ("--process-per-site", "--disable-gpu", "--in-process-gpu")
UNBROTLI = (
    "require('stream').pipeline(process.stdin, require('zlib').createBrotliDecompress(), process.stdout,"
    " error => { if (error) throw error })"
)
# Python has known this since 3.11.4 only.
CAREFULLY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def _unbrotli(packed: Path, unpacked: Path) -> None:
    with packed.open("rb") as source, unpacked.open("wb") as target:
        subprocess.run([NODE, "-e", UNBROTLI], stdin=source, stdout=target, check=True)


def _unpack() -> None:
    """The package's own unpacking reuses whatever lies in /tmp; this one is whole or not there."""
    UNPACKED.parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=UNPACKED.parent))
    _unbrotli(PACKAGE / "chromium.br", folder / "chromium")
    (folder / "chromium").chmod(0o755)
    # Where a machine has no GLES, Chromium dies unless its own (swiftshader) lies beside it.
    for name in ("al2023", "fonts", "swiftshader"):
        _unbrotli(PACKAGE / f"{name}.tar.br", folder / "tar")
        with tarfile.open(folder / "tar") as archive:
            archive.extractall(folder, **CAREFULLY)
    (folder / "tar").unlink()
    (folder / "fonts.conf").write_text(FONTS.format(fonts=UNPACKED / "fonts", cache=UNPACKED / "fonts-cache"))
    try:
        folder.rename(UNPACKED)
    except OSError:
        # Another test run was faster.
        shutil.rmtree(folder)


def program() -> tuple[str, dict[str, str | float | bool]]:
    """Path of a Chromium and the environment to start it in. CHROME_BIN goes before all others."""
    for path in (os.environ.get("CHROME_BIN", ""), *INSTALLED):
        if path and os.access(path, os.X_OK):
            return path, dict(os.environ)
    if not UNPACKED.exists():
        _unpack()
    environment = {"LD_LIBRARY_PATH": str(UNPACKED / "lib"), "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf")}
    return str(UNPACKED / "chromium"), {**os.environ, **environment}


@contextmanager
def on_one_core() -> Iterator[None]:
    """What starts in here stays on one core.

    On virtual machines whose cores disagree about the time, Chromium's processes end themselves now and then: of 12
    starts one or two failed. Pinned to a core, all of 25 lived.
    """
    if sys.platform != "linux":
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless Chromium that guards pages from each other just as a person's does."""
    path, environment = program()
    with on_one_core():
        playwright = await async_playwright().start()
    try:
        yield await playwright.chromium.launch(executable_path=path, env=environment, args=[*QUIET, *THRIFTY])
    finally:
        await playwright.stop()

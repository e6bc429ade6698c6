"""Programs that a server brings along: started again when they die, gone when it ends, however it ends."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)

SHORT_LIFE = 30.0
"""Seconds; who ended sooner waits longer each time before it is started again."""
LONGEST_PAUSE = 30.0

# The kernel is asked by the child itself: nothing may be run between fork and exec where there are threads.
DIE_WITH_PARENT = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


class Child:
    """A program that runs until `stop`; `name` is what the log calls it.

    `command` is asked at every start. `after_start` is called then too, in a thread of its own. Interrupts of the
    terminal do not reach it: whoever started it says when it ends.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[], Sequence[str]],
        *,
        folder: Path,
        log_to: Path | None = None,
        after_start: Callable[[], None] | None = None,
        ends_by: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.command = command
        self.folder = folder
        self.log_to = log_to
        self.after_start = after_start
        self.ends_by = ends_by
        self._process: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        # The kernel takes the end of the thread that started a child for the end of its parent.
        self._thread = threading.Thread(target=self._keep_running, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, patience: float = 10.0) -> None:
        """End it and wait; after so many seconds it is killed."""
        self._ending.set()
        if process := self._process:
            with suppress(ProcessLookupError):
                process.send_signal(self.ends_by)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join()

    def _keep_running(self) -> None:
        pause = 0.5
        while not self._ending.is_set():
            begun = time.monotonic()
            code = self._run()
            if self._ending.is_set():
                return
            pause = 0.5 if time.monotonic() - begun > SHORT_LIFE else min(2 * pause, LONGEST_PAUSE)
            log.warning(
                "%s ended (%s). It is started again in %.0f s.%s", self.name, code, pause, self._where()
            )
            self._ending.wait(pause)

    def _run(self) -> int:
        """One life of it; returns its exit code."""
        with self._output() as output:
            self._process = process = subprocess.Popen(
                [sys.executable, "-ISc", DIE_WITH_PARENT, str(os.getpid()), *self.command()],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        if self._ending.is_set():  # `stop` came too early to see it
            process.kill()
        elif self.after_start:
            threading.Thread(target=self.after_start, name=f"{self.name}: after start", daemon=True).start()
        return process.wait()

    def _output(self) -> AbstractContextManager[IO[bytes] | None]:
        """Its own log, which starts anew with each life; the last one is kept. Without, it speaks where we do."""
        if self.log_to is None:
            return nullcontext()
        with suppress(FileNotFoundError):
            self.log_to.rename(self.log_to.with_suffix(".old"))
        return self.log_to.open("wb")

    def _where(self) -> str:
        return f" What it said is in {self.log_to}, then .old." if self.log_to else ""

"""What `make check` and `make test` do: each step with its name and time, and the reason where one is red.

Two run at a time on each core, and none leaves its core: much of a test is waiting, and cores of virtual machines
disagree about the time, so that it runs backwards for whoever moves. Those that watch the clock have a core alone.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from tests.servers import CLONE, die_with_parent

LOGS = CLONE / ".cache" / "steps"
LINES_OF_A_RED_STEP = 40
MINUTES_OF_A_STEP = 30
"""Many times what any takes."""
CORES = os.sched_getaffinity(0) if sys.platform == "linux" else set(range(os.cpu_count() or 1))


@dataclass(frozen=True)
class Step:
    name: str
    command: str
    watches_the_clock: bool = False

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name.replace(': ', '-').replace(' ', '-')}.log"

    @property
    def is_pytest(self) -> bool:
        return "pytest" in self.command

    def run(self, cores: set[int]) -> bool:
        """Whether it is green. If not, the end of what it said is printed; all of it is in the log."""

        def settle() -> None:
            die_with_parent()
            if sys.platform == "linux":
                os.sched_setaffinity(0, cores)

        # Checks load the settings, which must not make or read what belongs to a server on this machine.
        data = {"COLLAB_DATA": str(CLONE / ".cache" / "check"), "SECRET_KEY": secrets.token_urlsafe(48)}
        begin = time.monotonic()
        with self.log.open("w") as log:
            process = subprocess.Popen(
                self.command, shell=True, cwd=CLONE, env=os.environ | data, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=settle,
            )  # fmt: skip
            code = _end(process, log)
        report = [f"{'red' if code else 'green':<5}  {self.name:<26} {time.monotonic() - begin:6.1f} s"]
        if code:
            report += [f"       $ {self.command}", *self.last_lines(LINES_OF_A_RED_STEP)]
            report += self.summary() if self.is_pytest else []
        print("\n       ".join(report), flush=True)
        return code == 0

    def last_lines(self, count: int) -> list[str]:
        return self.log.read_text(errors="replace").rstrip().splitlines()[-count:]

    def summary(self) -> list[str]:
        """How pytest ended, and below it each test that failed, be it the first time only, with the reason."""
        lines = self.log.read_text(errors="replace").rstrip().splitlines() or ["nothing was printed"]
        failed = [line for line in lines if line.startswith(("FAILED ", "ERROR ")) and " - " in line]
        for at, line in enumerate(lines):
            if line.startswith("RERUN "):
                told = [
                    next((one for one in lines[at:] if one.startswith(mark)), "") for mark in ("> ", "E ")
                ]
                failed.append(" - ".join([line, *(one[1:].strip() for one in told)]))
        return [lines[-1], *(line[:300] for line in failed)]


def _end(process: subprocess.Popen[bytes], log: IO[str]) -> int:
    """How the step ended; one that hangs is red like any other."""
    try:
        return process.wait(MINUTES_OF_A_STEP * 60)
    except subprocess.TimeoutExpired:
        log.write(f"\nThis step did not end within {MINUTES_OF_A_STEP} minutes.\n")
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait() or 1


def pytest(*arguments: str) -> str:
    return " ".join(["python -m pytest --no-header", *arguments])


def browser(*arguments: str) -> str:
    """A browser that starves beside others fails tests that hold: up to three may try again, and are named."""
    return pytest("--reruns=1", "--max-suite-reruns=3", "--rerun-show-tracebacks", *arguments)


def proofs(*ids: str) -> str:
    """The same chance each time: a change is judged by what it changed. `make proof` tries other seeds."""
    return " ".join(["python -m proof --short --seed 7", *ids])


# These bring servers of their own; which database pytest itself runs on makes no difference to them.
ONCE = ("tests/toolchain", "tests/bench", "tests/proof")
# Storage is the same on either database, and so is whoever draws.
STORAGE = ("tests/files/storage", "tests/files/previews")
SOCKETS = "tests/live"
REST = tuple(f"--ignore={folder}" for folder in ("tests/e2e", SOCKETS, *STORAGE, *ONCE))
TALK, FILES, DEALS, HOURS = "tests/e2e/chat", "tests/e2e/files", "tests/e2e/milestones", "tests/e2e/time"
OTHER_PAGES = ("tests/e2e", *(f"--ignore={folder}" for folder in (TALK, FILES, DEALS, HOURS)))

ADDRESSES = (
    "grep -n :// requirements/*.txt || grep -n '\"resolved\":' */package-lock.json */*/package-lock.json"
)

CHECK = [
    Step("format", "ruff format --check ."),
    Step("lint", "ruff check --output-format concise ."),
    Step("no address in a lock", f"! ({ADDRESSES})"),
    Step("arrows of the drawing", "lint-imports --no-cache"),
    Step("types", "mypy"),
    Step("migrations", "python manage.py makemigrations --check --dry-run"),
    Step("wire.ts is fresh", "make --silent wire WIRE=--check"),
    Step("front end lint", "npm --prefix frontend run --silent lint"),
    Step("front end types", "npm --prefix frontend run --silent types"),
]
# The longest first. Sockets go through the servers in the pairs that people use: production's and development's.
TEST = [
    Step("files in two browsers", browser(FILES)),
    Step("tests in a browser", browser(*OTHER_PAGES)),
    Step("talk in two browsers", browser(TALK)),
    Step("milestones in two browsers", browser(DEALS)),
    Step("time in two browsers", browser(HOURS)),
    Step("tests on PostgreSQL", pytest("--database=postgresql", *REST)),
    Step("tests on SQLite", pytest("--database=sqlite", *REST)),
    Step("sockets on PostgreSQL", pytest("--database=postgresql", "--server=uvicorn", SOCKETS)),
    Step("sockets on SQLite", pytest("--database=sqlite", "--server=daphne", SOCKETS)),
    Step("storage and previews", pytest("--database=sqlite", *STORAGE)),
    Step("tests of the tools", pytest(*ONCE)),
    Step("front end tests", "npm --prefix frontend run --silent test"),
    Step("short proofs: money", proofs("l1", "l2", "l3", "l7")),
    Step("short proofs: time", proofs("t1", "t2", "t3")),
    Step("short proofs: access", proofs("s2", "s3", "s25", "m7"), watches_the_clock=True),
    Step("short proofs: delivery", proofs("m1", "m2", "m4", "s6"), watches_the_clock=True),
]


def run(steps: list[Step], at_a_time: int) -> bool:
    """Whether all are green, with so many at a time on each core."""
    free: SimpleQueue[int] = SimpleQueue()
    for core in [*CORES] * at_a_time:
        free.put(core)

    def on_a_free_core(step: Step) -> bool:
        core = free.get()
        try:
            return step.run({core})
        finally:
            free.put(core)

    with ThreadPoolExecutor(len(CORES) * at_a_time) as pool:
        return all(list(pool.map(on_a_free_core, steps)))


def main(selection: str) -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    green = run(CHECK, 2)
    if selection == "test":
        green = run([step for step in TEST if not step.watches_the_clock], 2) and green
        green = run([step for step in TEST if step.watches_the_clock], 1) and green
        for step in TEST:
            if step.is_pytest:
                print(f"{step.name}: " + "\n       ".join(step.summary()))
    print(f"{'green' if green else 'red'} in {time.monotonic() - begin:.0f} s")
    return 0 if green else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""What a process that draws can still do: read its file, write its answer, and nothing else."""

import os
import subprocess
import sys
from functools import cache

import pytest

from collab.files import confine, sandbox

ESCAPES = """
import ctypes, mmap, os, signal, socket, sys, _thread
sys.path.append(sys.argv[1])
from collab.files import confine
libc = ctypes.CDLL(None, use_errno=True)

def called(name, *given):
    if getattr(libc, name)(*given) < 0:
        raise OSError(ctypes.get_errno(), name)

TRIES = {
    "read a file": lambda: open("/etc/passwd").close(),
    "list a folder": lambda: os.listdir("/"),
    "look at a file": lambda: os.stat("/etc/passwd"),
    "write a file": lambda: os.open("/tmp/escaped", os.O_CREAT | os.O_WRONLY),
    "remove a file": lambda: os.unlink("/tmp/escaped"),
    "make a folder": lambda: os.mkdir("/tmp/escaped"),
    "make a file in memory": lambda: os.memfd_create("x"),
    "connect": lambda: socket.socket(socket.AF_INET),
    "connect on this machine": lambda: socket.socket(socket.AF_UNIX),
    "have a pair of sockets": lambda: socket.socketpair(),
    "begin a process": os.fork,
    "begin a thread": lambda: _thread.start_new_thread(print, ()),
    "run a program": lambda: os.execv("/bin/true", ["true"]),
    "signal the worker": lambda: os.kill(os.getppid(), signal.SIGCONT),
    "watch the worker": lambda: called("ptrace", 16, os.getppid(), 0, 0),
    "become another": lambda: os.setresuid(1, 1, 1),
    "open more": lambda: os.dup(0),
    "make a pipe": os.pipe,
    "run what it wrote": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),
    "run what it wrote before": lambda: called("mprotect", ctypes.c_void_p(place), 4096, 7),
    "have more memory than allowed": lambda: bytearray(2 * 1024**3),
}
memory = mmap.mmap(-1, 4096)
place = ctypes.addressof(ctypes.c_char.from_buffer(memory))
place -= place % 4096
confine.limit()
if sys.argv[2] == "nobody":
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
print(confine.confine(), file=sys.stderr)
for name, attempt in TRIES.items():
    try:
        attempt()
    except BaseException as why:
        print(name, "-", type(why).__name__, flush=True)
    else:
        print(name, "-", "done", flush=True)
"""
KINDS = [line.split('"')[1] for line in ESCAPES.splitlines() if line.startswith('    "')]

REFUSALS = {"PermissionError", "OSError", "RuntimeError", "MemoryError"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has seccomp")


@cache
def tried(who: str) -> dict[str, str]:
    command = [sys.executable, "-I", "-c", ESCAPES, str(sandbox.HERE), who]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "True"
    lines = (line.partition(" - ") for line in done.stdout.splitlines())
    return {name: what for name, _, what in lines}


@pytest.mark.parametrize("what", KINDS)
def test_it_cannot(what: str) -> None:
    assert tried("me")[what] in REFUSALS


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
def test_it_cannot_either_without_being_root() -> None:
    assert set(tried("nobody")) == set(KINDS)
    assert set(tried("nobody").values()) <= REFUSALS


def test_what_works_too_long_is_ended() -> None:
    busy = """
import sys
sys.path.append(sys.argv[1])
from collab import limits
from collab.files import confine
limits.PREVIEW_CPU_SECONDS = 1
confine.limit()
confine.confine()
while True: pass
"""
    done = subprocess.run([sys.executable, "-I", "-c", busy, str(sandbox.HERE)], timeout=120)
    assert done.returncode < 0


def test_another_kind_of_machine_has_bounds_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not called for real, which would confine the tests: what is there to be called is."""
    assert set(confine._MACHINES) == {"x86_64", "aarch64"}
    columns = list(zip(*confine._CALLS.values(), strict=True))
    assert all(len(set(column)) == len(column) for column in columns)

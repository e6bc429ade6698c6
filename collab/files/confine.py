"""Take away from a process what drawing a picture does not need: called by the sandbox's child, once it has loaded all.

`limit()` bounds what it may use up, anywhere. `confine()` has Linux refuse every system call but those on a short list:
no file is opened, no program run, no process begun, nothing sent anywhere. Whoever takes over the process through a
fault of an image library can then write to its answer, and nowhere else.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys

from collab import limits

STILL_OPEN = 3
"""Its three standard streams: the file, the answer, and what went wrong."""

# Numbers of <asm/unistd.h>: x86_64, aarch64.
_CALLS = {
    "read": (0, 63), "pread64": (17, 67), "readv": (19, 65), "lseek": (8, 62),
    "write": (1, 64), "writev": (20, 66), "close": (3, 57), "fstat": (5, 80),
    "munmap": (11, 215), "mremap": (25, 216), "brk": (12, 214), "madvise": (28, 233),
    "futex": (202, 98), "sched_yield": (24, 124), "restart_syscall": (219, 128),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "nanosleep": (35, 101), "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113), "gettimeofday": (96, 169), "getrusage": (98, 165), "sysinfo": (99, 179),
    "getpid": (39, 172), "gettid": (186, 178), "getcpu": (309, 168), "sched_getaffinity": (204, 123),
    "getrandom": (318, 278), "set_robust_list": (273, 99), "rseq": (334, 293),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
# Allowed with one argument as it must be: memory that cannot be run, signals to itself (abort).
_MMAP, _MPROTECT, _TGKILL = (9, 222), (10, 226), (234, 131)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Which number of the pair, and what the kernel calls the machine (<linux/audit.h>)."""

_PROT_EXEC = 4
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 4, 38, 22
_SECCOMP_MODE_FILTER = 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
"""What a filter answers: go on; EPERM; the end of the process."""
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
"""Instructions of the classic packet filter that the kernel runs for each system call."""
_NUMBER, _MACHINE = 0, 4
"""Where in `struct seccomp_data` they stand; the arguments follow from 16 on, 8 bytes each."""
_NOBODY = 65534


def limit() -> None:
    """Bound memory, time and bytes written; where a system knows no such bound, it stays without."""
    seconds = limits.PREVIEW_CPU_SECONDS
    bounds = {
        resource.RLIMIT_AS: limits.PREVIEW_MEMORY_BYTES,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: limits.PREVIEW_OUTPUT_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        _bound(what, most)


def confine() -> bool:
    """From here on nothing can be opened, run, sent or signalled; false where this system cannot see to that."""
    _bound(resource.RLIMIT_NOFILE, STILL_OPEN)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        _be_nobody()
    _bound(resource.RLIMIT_NPROC, 0)
    machine = _MACHINES.get(platform.machine())
    # A 32-bit Python on a 64-bit kernel makes other calls.
    if sys.platform != "linux" or machine is None or struct.calcsize("P") != 8:
        return False
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    program = _filter(*machine)
    code = ctypes.create_string_buffer(program, len(program))
    given = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code)))
    return bool(prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(given), 0, 0) == 0)


def _bound(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):
        _, highest = resource.getrlimit(what)
        most = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(what, (most, most))


def _be_nobody() -> None:
    """As root it would own what it cannot even open. Where there is no nobody, as in some containers, it stays."""
    with contextlib.suppress(OSError):
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)


def _filter(column: int, machine: int) -> bytes:
    """The list as a program: another machine's calls end the process, calls not on the list fail with EPERM."""
    program = [
        (_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, _NUMBER),
    ]  # fmt: skip
    for numbers in _CALLS.values():
        program += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _ALLOW)]
    for numbers in (_MMAP, _MPROTECT):
        program += _argument(numbers[column], 2, (_ANY_BIT, _PROT_EXEC), refuse=True)
    program += _argument(_TGKILL[column], 0, (_EQUAL, os.getpid()), refuse=False)
    program += [(_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *each) for each in program)


def _argument(
    number: int, which: int, test: tuple[int, int], *, refuse: bool
) -> list[tuple[int, int, int, int]]:
    """Decide this call by the lower half of one argument: what passes the test is refused, or only that allowed."""
    passed, failed = (_REFUSE, _ALLOW) if refuse else (_ALLOW, _REFUSE)
    how, value = test
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, 16 + 8 * which),
        (how, 0, 1, value),
        (_RETURN, 0, 0, passed),
        (_RETURN, 0, 0, failed),
    ]

"""`manage.py verify_files`: read every file back, and compare it with what was announced and handed in."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import transaction
from django.db.models import QuerySet, Sum

from collab.errors import Refused
from collab.files import checking
from collab.files.models import ALIVE, Version
from collab.files.rules.parts import in_words

AT_A_TIME = 200
BAR_CHARS = 30
BAR_SECONDS, LINE_SECONDS = 0.1, 10
"""How often progress is told, on a terminal and elsewhere."""
UNKNOWN = 2
"""Exit code where storage is in trouble: nobody can tell what differs."""


class Command(BaseCommand):
    help = "Reads every file back from storage and names what differs or is missing; then the exit code is 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--room", type=UUID, help="only the files of this room")

    def handle(self, *args: Any, room: UUID | None, **options: Any) -> None:
        versions = Version.objects.filter(ALIVE)
        if room is not None:
            versions = versions.filter(room__public_id=room)
        total = versions.aggregate(sum=Sum("size"))["sum"] or 0
        progress = Progress(total, self.stderr)
        wrong = 0
        for version in in_order(versions):
            try:
                found = checking.read_back(version, progress.add)
            except Refused as why:
                progress.clear()
                raise CommandError(why.message, returncode=UNKNOWN) from None
            with transaction.atomic(durable=True):
                difference = checking.note(version, found)
            if difference:
                wrong += 1
                progress.clear()
                self.stdout.write(f"{version.key}: {version.name}, version {version.number}: {difference}.")
            progress.versions += 1
        progress.clear()
        result = "all as announced" if wrong == 0 else f"{wrong:,} not as announced"
        self.stdout.write(f"{progress.versions:,} versions, {in_words(progress.done)} read: {result}.")
        if wrong:
            sys.exit(1)


def in_order(versions: "QuerySet[Version]") -> Iterator[Version]:
    """Page by page: reading all of them may take days, which is too long for one question to the database."""
    after = 0
    while page := list(versions.filter(pk__gt=after).order_by("pk")[:AT_A_TIME]):
        yield from page
        after = page[-1].pk


class Progress:
    """How far it is, how fast, and how long it will take: a bar on a terminal, else a line now and then."""

    def __init__(self, total: int, out: OutputWrapper) -> None:
        self.total, self.done, self.versions = total, 0, 0
        self.out, self.bar = out, out.isatty()
        self.begin = self.told = time.monotonic()

    def add(self, size: int) -> None:
        """So many bytes more were read."""
        self.done += size
        now = time.monotonic()
        if now - self.told >= (BAR_SECONDS if self.bar else LINE_SECONDS):
            self.told = now
            self._write(f"\r{self._drawn()}{self.line(now)}\033[K" if self.bar else f"{self.line(now)}\n")

    def line(self, now: float) -> str:
        seconds = max(now - self.begin, 0.001)
        rate = self.done / seconds
        left = max(self.total - self.done, 0) / rate if rate else 0
        return (
            f"{in_words(self.done)} of {in_words(self.total)}, {in_words(int(rate))}/s, "
            f"{int(left) // 3600}:{int(left) // 60 % 60:02}:{int(left) % 60:02} left"
        )

    def clear(self) -> None:
        """Make room for a line of words."""
        if self.bar:
            self._write("\r\033[K")

    def _drawn(self) -> str:
        filled = BAR_CHARS * min(self.done, self.total) // max(self.total, 1)
        return f"[{'█' * filled}{'░' * (BAR_CHARS - filled)}] "

    def _write(self, text: str) -> None:
        self.out.write(text, style_func=str, ending="")
        self.out.flush()

"""What was found, what it has to reach, and the tables in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.table import grid
from bench.targets import Target

TIMES = 1.2
"""How much longer than boto3's own transfer Collab's may take."""
PAGE_MS = 100.0
FLAT = 1.5
"""A page of few milliseconds that takes less than so many times as long is called the same."""


@dataclass(frozen=True)
class Sent:
    """One way through one system in one round."""

    up: float
    """Seconds, from the file on disk to the answer that it is there."""
    down: float
    hashing: float = 0.0
    """Of `up`, the seconds before anything is sent."""
    cpu: float = 0.0
    """CPU seconds of the server and its database, there and back."""


@dataclass(frozen=True)
class Found:
    """The n-th of each were measured one after the other."""

    mib: int
    collab: Sequence[Sent]
    boto: Sequence[Sent]
    pages: Mapping[str, Mapping[int, float]]
    """By database, then by how many files the room has: milliseconds of the first page, at the median."""

    @property
    def up(self) -> float:
        return median(ours.up / theirs.up for ours, theirs in zip(self.collab, self.boto, strict=True))

    @property
    def down(self) -> float:
        return median(ours.down / theirs.down for ours, theirs in zip(self.collab, self.boto, strict=True))

    @property
    def cpu_per_gib(self) -> float:
        return median(each.cpu for each in self.collab) * 1024 / self.mib


def targets(found: Found) -> list[Target]:
    size = f"{found.mib:,} MiB"
    reach = [
        Target(f"upload of {size}: times as long as boto3", found.up, TIMES, at_least=False),
        Target(f"download of {size}: times as long as boto3", found.down, TIMES, at_least=False),
    ]
    for database, pages in found.pages.items():
        middle, least, most = pages[10_000], pages[min(pages)], pages[max(pages)]
        reach.append(
            Target(f"{database}: ms of the first page of 10,000 files", middle, PAGE_MS, at_least=False)
        )
        sentence = f"{database}: first page of {max(pages):,} files, times that of {min(pages):,}"
        reach.append(Target(sentence, most / least, FLAT, at_least=False))
    return reach


def transfers_table(found: Found) -> str:
    def row(title: str, sent: Sequence[Sent], *more: str) -> list[str]:
        up, down = (median(getattr(each, way) for each in sent) for way in ("up", "down"))
        return [
            title,
            f"{up:.2f}",
            f"{found.mib / up:,.0f}",
            f"{down:.2f}",
            f"{found.mib / down:,.0f}",
            *more,
        ]

    hashing = median(each.hashing for each in found.collab)
    heads = ["", "upload: s", "MiB/s", "download: s", "MiB/s", "hashing first: s", "server CPU-s per GiB"]
    ours = row("Collab", found.collab, f"{hashing:.2f}", f"{found.cpu_per_gib:.2f}")
    return grid(heads, [ours, row("boto3's transfer", found.boto, "", "")])


def pages_table(found: Found) -> str:
    lengths = list(next(iter(found.pages.values())))
    rows = [
        [f"Collab: {database}", *(f"{pages[length]:.1f}" for length in lengths)]
        for database, pages in found.pages.items()
    ]
    return grid(["ms of the first page of a room of", *(f"{length:,}" for length in lengths)], rows)

"""python -m bench.files: files through Collab beside boto3's own transfer; exit status 1 when a target was missed."""

import argparse
import filecmp
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import httpx

from bench.files.results import Found, Sent, pages_table, targets, transfers_table
from bench.files.stage import LENGTHS, Place, stage
from bench.files.transfer import Boto, Collab, Transfer
from bench.table import put_into, targets_table
from tests.servers import CLONE, scratch
from tests.services import S3_BUCKET

MARKERS = ("<!-- bench files -->", "<!-- /bench files -->")
ASKED = 100
"""How often a page is asked for."""
MIB = 1024**2
METHOD = """\
`python -m bench.files --mib {mib} --rounds {rounds}`, {date}: a file of {mib:,} MiB of noise, medians of
{rounds} rounds in turn. Collab sends as a browser does: SHA-256 of the whole and of each part first, then parts of
8 MiB in ten threads, each signed; back come ranges in ten threads through one link. boto3 sends with its own
settings, also in ten threads, to the same SeaweedFS. No byte passes the server, whose CPU here includes that of
PostgreSQL. A page is asked for {asked} times over one connection."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.files", description=__doc__)
    parser.add_argument("--mib", type=int, default=1024, help="size of the file")
    parser.add_argument("--rounds", type=int, default=5, help="figures are medians over so many")
    parser.add_argument("--write-readme", action="store_true", help="put the tables into README.md")
    return parser.parse_args()


def make_noise(path: Path, mib: int) -> None:
    with path.open("wb") as file:
        for _ in range(mib):
            file.write(secrets.token_bytes(MIB))


def seconds(work: Callable[[Path], None], path: Path) -> float:
    # What is still to be written by the one before is not for this one to wait for.
    os.sync()
    begun = time.perf_counter()
    work(path)
    return time.perf_counter() - begun


def there_and_back(transfer: Transfer, file: Path, cpu: Callable[[], float]) -> Sent:
    before = cpu()
    back = file.with_suffix(".back")
    up = seconds(transfer.upload, file)
    down = seconds(transfer.download, back)
    sent = Sent(up, down, transfer.hashing, cpu() - before)
    if not filecmp.cmp(file, back, shallow=False):
        raise RuntimeError(f"what {type(transfer).__name__} brought back is another file")
    back.unlink()
    transfer.remove()
    return sent


def transfers(
    ours: Collab, theirs: Boto, file: Path, rounds: int, cpu: Callable[[], float]
) -> list[list[Sent]]:
    """Rounds of each; every other one backwards, so that none always follows the same."""
    found: list[list[Sent]] = [[], []]
    for number in range(rounds):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        for index in order:
            sent = there_and_back((ours, theirs)[index], file, cpu)
            found[index].append(sent)
            name = ("Collab", "boto3")[index]
            said = f"round {number + 1}/{rounds} {name:6} up {sent.up:.2f} s, down {sent.down:.2f} s"
            print(said, file=sys.stderr, flush=True)
    return found


def first_page(place: Place, length: int) -> float:
    """Milliseconds at the median."""
    headers = {"Authorization": f"Bearer {place.token}"}
    path = f"/api/v1/rooms/{place.rooms[str(length)]}/files"
    taken = []
    with httpx.Client(base_url=place.url, headers=headers, timeout=60) as client:
        for _ in range(ASKED):
            begun = time.perf_counter()
            answer = client.get(path)
            taken.append(1_000 * (time.perf_counter() - begun))
            if answer.json()["count"] != length:
                raise RuntimeError(f"a room of {length} files lists {answer.json()['count']}")
    return median(taken[ASKED // 10 :])


def main() -> int:
    asked = arguments()
    with ExitStack() as stack:
        folder = scratch("bench-files")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        places, s3 = stack.enter_context(stage(folder))
        make_noise(folder / "noise", asked.mib)
        place = places[0]
        pages = {each.title: {length: first_page(each, length) for length in LENGTHS} for each in places}
        ours = Collab(place.url, place.token, place.rooms["0"])
        theirs = Boto(s3.url, S3_BUCKET)
        collab, boto = transfers(ours, theirs, folder / "noise", asked.rounds, place.cpu)
    found = Found(asked.mib, collab, boto, pages)
    reach = targets(found)
    method = METHOD.format(
        mib=asked.mib, rounds=asked.rounds, date=datetime.now(UTC).date(), asked=ASKED
    )  # fmt: skip
    text = "\n\n".join((method, transfers_table(found), pages_table(found), targets_table(reach)))
    print(text)
    if asked.write_readme:
        put_into(CLONE / "README.md", text, MARKERS)
    return 0 if all(each.is_met for each in reach) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The same work in many places and on their odd nights, beside paper: `python -m proof.zoned ZONE…` on SQLite.

The whole path: instants told with the offset of that place, by people and a machine whose zone it is, to the diary,
its days and cells, the preview, the bill and the report as CSV. Printed: {"zones", "nights", "changes", "reports",
"diaries", "bills", "lines", "sums": [{kind: seconds}, …] without repeats, "differences": [words, …]}.
"""

import json
import os
import sys
import time
from collections import Counter

import django

django.setup()

from django.test.utils import setup_test_environment  # noqa: E402

from proof.anew import anew  # noqa: E402
from proof.nights import Night  # noqa: E402
from proof.zones import nights  # noqa: E402


def main(*zones: str) -> None:
    setup_test_environment()
    found, differences, sums = Counter[str](), list[str](), set[str]()
    for zone in anew(zones):
        os.environ["TZ"] = zone
        time.tzset()
        for what, at in nights(zone).items():
            night = Night(zone, what, at)
            night.work()
            night.look()
            found.update(night.found)
            differences += night.differences
            found["nights"] += 1
            found["changes"] += what.startswith("clocks")
            sums.add(json.dumps(dict(sorted(night.sums.items()))))
        found["zones"] += 1
    print(
        json.dumps(
            {**found, "sums": [json.loads(one) for one in sorted(sums)], "differences": differences[:50]}
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a diary costs through the door of a real server, by how many reports the week has."""

import time
from collections.abc import Mapping
from datetime import datetime
from statistics import median

import httpx

from bench.generator import LoadFailed
from bench.time.stage import Contract


def milliseconds(url: str, diaries: Mapping[int, Contract], monday: datetime, times: int) -> dict[int, float]:
    """Medians; asked in turn, so that whatever else the machine does falls on all of them. Raises LoadFailed."""
    spent: dict[int, list[float]] = {length: [] for length in diaries}
    with httpx.Client(base_url=url, timeout=120) as client:
        for number in range(times + 1):
            for length, contract in diaries.items():
                began = time.perf_counter()
                answer = client.get(
                    f"/api/v1/rooms/{contract.room}/diary",
                    params={"week": monday.date().isoformat()},
                    headers={"Authorization": f"Bearer {contract.token}"},
                )
                taken = time.perf_counter() - began
                if number:
                    spent[length].append(taken)
                elif answer.status_code != 200 or len(answer.json()["reports"]) != length:
                    raise LoadFailed(f"a diary was answered with {answer.status_code}: {answer.text[:300]}")
    return {length: 1_000 * median(taken) for length, taken in spent.items()}

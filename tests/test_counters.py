"""The cache that counts tries, with a real Valkey that goes away and comes back."""

from collections.abc import Iterator

import pytest

from collab.counters import RedisOrMemory
from tests.services import Valkey


@pytest.fixture(scope="module")
def valkey() -> Iterator[Valkey]:
    with Valkey() as server:
        yield server


@pytest.fixture
def counters(valkey: Valkey) -> RedisOrMemory:
    return RedisOrMemory(valkey.url, {"KEY_PREFIX": "collab"})


def test_processes_count_together(valkey: Valkey, counters: RedisOrMemory) -> None:
    elsewhere = RedisOrMemory(valkey.url, {"KEY_PREFIX": "collab"})
    counters.set("tries", [1, 2])
    assert elsewhere.get("tries") == [1, 2]
    assert not elsewhere.add("tries", [])
    assert elsewhere.delete("tries")
    assert counters.get("tries") is None


def test_without_valkey_each_counts_for_itself_until_it_is_back(
    valkey: Valkey, counters: RedisOrMemory
) -> None:
    valkey.kill()
    assert counters.get("tries", 0) == 0
    counters.set("tries", 5)
    assert counters.get("tries") == 5
    assert not counters.add("tries", 1)
    assert counters.delete("tries")
    valkey.start()
    counters.set("tries", 7)
    assert RedisOrMemory(valkey.url, {"KEY_PREFIX": "collab"}).get("tries") == 7

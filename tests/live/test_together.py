import asyncio
from collections.abc import Sequence

import pytest

from collab.live.together import Together

asked: list[list[int]] = []


@pytest.fixture(autouse=True)
def _nothing_asked_yet() -> None:
    asked.clear()


def halves(numbers: Sequence[int]) -> list[int | Exception]:
    asked.append(list(numbers))
    return [number // 2 if number % 2 == 0 else ValueError(number) for number in numbers]


async def test_what_is_wondered_at_once_is_asked_in_one_query() -> None:
    half = Together(halves)
    assert await asyncio.gather(*(half.wonder(number) for number in (2, 4, 6))) == [1, 2, 3]
    assert asked == [[2, 4, 6]]
    assert await half.wonder(8) == 4


async def test_an_answer_that_is_a_refusal_hurts_only_who_asked() -> None:
    half = Together(halves)
    first, second = await asyncio.gather(half.wonder(3), half.wonder(10), return_exceptions=True)
    assert isinstance(first, ValueError)
    assert second == 5


async def test_a_query_that_fails_tells_all_of_its_askers_and_the_next_one_is_asked_again() -> None:
    broken = True

    def sometimes(numbers: Sequence[int]) -> list[int | Exception]:
        if broken:
            raise ConnectionError("gone")
        return halves(numbers)

    half = Together(sometimes)
    failed = await asyncio.gather(half.wonder(2), half.wonder(4), return_exceptions=True)
    assert [type(each) for each in failed] == [ConnectionError, ConnectionError]
    broken = False
    assert await half.wonder(2) == 1


async def test_who_stopped_waiting_keeps_nobody_else_waiting() -> None:
    half = Together(halves)
    gone = asyncio.ensure_future(half.wonder(2))
    here = asyncio.ensure_future(half.wonder(4))
    await asyncio.sleep(0)
    gone.cancel()
    assert await here == 2

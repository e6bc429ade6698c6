"""How a file is cut."""

import pytest

from collab import limits
from collab.files.rules.parts import MIB, count, in_words, length, part_size


@pytest.mark.parametrize("size", [0, 1, limits.SINGLE_PUT_BYTES - 1])
def test_small_files_go_in_one_piece(size: int) -> None:
    assert part_size(size) is None


@pytest.mark.parametrize(
    "size",
    [
        limits.SINGLE_PUT_BYTES, limits.SINGLE_PUT_BYTES + 1, 200 * MIB, limits.FILE_BYTES,
        limits.PART_BYTES * limits.PARTS_MOST, limits.PART_BYTES * limits.PARTS_MOST + 1, 5 * 1024**4,
    ],
)  # fmt: skip
def test_the_parts_of_a_large_one_make_it_up_and_are_not_too_many(size: int) -> None:
    each = part_size(size)
    assert each is not None
    assert 5 * MIB <= each <= 5 * 1024**3
    parts = count(size, each)
    assert 1 < parts <= limits.PARTS_MOST
    assert {length(size, each, number) for number in (1, parts - 1)} == {each}
    assert 0 < length(size, each, parts) <= each
    assert (parts - 1) * each + length(size, each, parts) == size


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"), (1023, "1,023 bytes"), (1024, "1 KiB"), (1536, "1.5 KiB"), (10 * 1024**3, "10 GiB"),
        (10 * 1024**3 - 1, "9.9 GiB"), (2000 * 1024**5, "2,000 PiB"),
    ],
)  # fmt: skip
def test_sizes_in_words_promise_no_more_than_there_is(size: int, words: str) -> None:
    assert in_words(size) == words

"""Each judge is shown a history that is right, and the same with one bug in it."""

from collections.abc import Iterable

import pytest

from proof.checks import Opened, Row, Seen, in_order, log_without_gaps, read_exactly, stored_once

LOG = [Row("r", 1), Row("r", 2, "a"), Row("r", 3, "b"), Row("r", 4, "c")]
SENT = {"a": "r", "b": "r", "c": "r"}
ACKED = {"a": 2, "b": 3, "c": 4}


def noticed(found: dict[str, int]) -> set[str]:
    return {name for name, count in found.items() if count}


def test_a_log_numbered_from_one_has_no_gaps() -> None:
    assert not noticed(log_without_gaps(LOG))


@pytest.mark.parametrize("rows", [LOG[1:], LOG[:1] + LOG[2:], [*LOG, LOG[-1]]])
def test_a_missing_or_repeated_number_is_a_gap(rows: list[Row]) -> None:
    assert noticed(log_without_gaps(rows)) == {"gaps"}


def test_what_was_sent_and_acknowledged_is_stored_once() -> None:
    assert not noticed(stored_once(SENT, ACKED, LOG))


def test_a_message_whose_answer_never_came_may_be_missing() -> None:
    assert not noticed(stored_once(SENT, {"a": 2, "b": 3}, LOG[:3]))


@pytest.mark.parametrize(
    ("rows", "bug"),
    [
        (LOG[:3], "lost"),
        ([*LOG, Row("r", 5, "c")], "doubled"),
        ([*LOG[:3], Row("other", 4, "c")], "lost"),
        ([*LOG, Row("r", 5, "from nobody")], "unsent"),
    ],
)
def test_a_lost_doubled_misplaced_or_invented_message_is_noticed(rows: list[Row], bug: str) -> None:
    assert bug in noticed(stored_once(SENT, ACKED, rows))


def test_messages_stored_in_another_order_than_sent_are_noticed() -> None:
    assert not noticed(in_order([["a", "b", "c"]], LOG))
    assert noticed(in_order([["b", "a", "c"]], LOG)) == {"reordered"}


def seen(*numbers: int) -> Iterable[Opened | Seen]:
    texts = {row.seq: row.text for row in LOG}
    return [Seen("r", number, texts[number]) for number in numbers]


def test_a_reader_who_resumes_reads_everything_exactly_once() -> None:
    record: list[Opened | Seen] = [Opened("r", 0), *seen(1, 2), Opened("r", 2), *seen(3, 4)]
    assert not noticed(read_exactly(record, LOG, {"r": 4}))


@pytest.mark.parametrize(
    ("record", "bug"),
    [
        ([Opened("r", 0), *seen(1, 2, 3)], "unread"),
        ([Opened("r", 0), *seen(1, 2, 2, 3, 4)], "doubled"),
        ([Opened("r", 0), *seen(1, 3, 2, 4)], "reordered"),
        ([Opened("r", 0), *seen(1), Seen("r", 2, "other words"), *seen(3, 4)], "altered"),
        ([Opened("r", 0), *seen(1, 2, 3, 4), Seen("foreign", 1, "leaked")], "altered"),
        ([], "unread"),
    ],
)
def test_a_reader_who_missed_repeated_swapped_or_made_up_something_is_noticed(
    record: Iterable[Opened | Seen], bug: str
) -> None:
    assert bug in noticed(read_exactly(record, LOG, {"r": 4}))

"""Rows in plain SQL are the rows that their models would have written."""

from datetime import UTC, datetime

import pytest

from collab.agenda.models import Due
from collab.rows import insert, insert_one

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def due(subject: str, sentence: str = "The bell rings.") -> Due:
    return Due(verb="bell.ring", subject=subject, sentence=sentence, due_at=NOON, next_at=NOON)


def test_many_rows_are_read_back_as_they_were() -> None:
    rows = [due("a"), due("b", "It says: 100 % “ding”.")]
    insert(rows)
    found = list(Due.objects.order_by("pk"))
    assert [one.card() for one in found] == [one.card() for one in rows]
    assert [(one.next_at, one.room_id, one.tries) for one in found] == [(NOON, None, 0)] * 2


def test_a_row_alone_learns_its_number_and_can_be_saved() -> None:
    row = due("a")
    assert insert_one(row)
    row.trouble = "The bell is broken."
    row.save(update_fields=["trouble"])
    assert Due.objects.get(pk=row.pk).trouble == "The bell is broken."


def test_what_is_there_already_stays() -> None:
    first = due("a")
    insert_one(first)
    again = due("a", "Silence.")
    again.public_id = first.public_id
    assert not insert_one(again, unless="public_id")
    assert again.pk is None
    assert Due.objects.get().sentence == "The bell rings."


def test_what_is_there_already_becomes_what_is_given_and_keeps_its_names() -> None:
    first = due("a")
    insert_one(first)
    insert([due("a", "Silence."), due("b")], replacing=("verb", "subject"))
    found = Due.objects.get(subject="a")
    assert (found.pk, found.public_id, found.sentence) == (first.pk, first.public_id, "Silence.")
    assert Due.objects.count() == 2

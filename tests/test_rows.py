"""Rows in plain SQL are the rows that their models would have written and read."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.rows import change, find, first, insert, insert_one, read
from collab.workrooms.models import Receipt

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


def test_rows_are_found_by_their_columns_as_the_model_reads_them() -> None:
    insert([due("b"), due("a"), due("c")])
    Due.objects.filter(subject="c").update(room_id=7)
    found = find(Due, order="subject", verb="bell.ring", room_id=None)
    assert found == list(Due.objects.filter(room_id=None).order_by("subject"))
    assert [(one.subject, one.next_at, one.public_id.version) for one in found] == [
        ("a", NOON, 7),
        ("b", NOON, 7),
    ]
    assert first(Due, public_id=found[0].public_id) == found[0]
    assert first(Due, subject="d") is None


def test_what_a_row_keeps_as_json_bytes_and_yes_or_no_is_found_as_such(alice: Person) -> None:
    asked = Receipt(person=alice, key=uuid4(), digest=b"sixteen bytes ..", answer={"is": [1, True, "“ding”"]})
    insert([asked])
    receipt = first(Receipt, person_id=alice.pk, key=asked.key)
    assert receipt is not None
    assert (receipt.answer, bytes(receipt.digest)) == (asked.answer, asked.digest)
    assert [person.is_active for person in find(Person, id=alice.pk)] == [True]


def test_one_can_look_further_than_the_columns_of_the_row() -> None:
    insert([due("a"), due("b", "Silence.")])
    found = read(Due, "WHERE sentence LIKE %s ORDER BY id DESC", ["%bell%"])
    assert [one.subject for one in found] == ["a"]


def test_only_the_columns_that_are_named_are_written() -> None:
    row, other = due("a"), due("b")
    insert_one(row)
    insert_one(other)
    row.trouble, row.tries, row.room_id = "The bell is broken.", 3, 7
    change(row, "trouble", "room_id")
    assert Due.objects.values_list("trouble", "tries", "room_id").get(pk=row.pk) == (row.trouble, 0, 7)
    change(row)
    assert Due.objects.get(pk=row.pk).tries == 3
    assert Due.objects.get(pk=other.pk).trouble == ""

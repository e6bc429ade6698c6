"""Papers: issued with their cause, numbered without gaps by whoever issues them, and the same PDF each time."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from collab.accounts.models import Person
from collab.billing import actions, papers, pdf
from collab.billing.lists import paper_of, papers_of
from collab.billing.models import Issuer, Paper
from collab.workrooms.models import Room
from tests.billing import story
from tests.flush import without_triggers
from tests.workrooms import story as workrooms
from tests.workrooms.racing import at_once
from tests.workrooms.story import later, seat

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person], Client]


def numbered(room: Room) -> list[tuple[str, int, int]]:
    """Kind, count and total of all papers, oldest first."""
    return list(Paper.objects.filter(room=room).order_by("pk").values_list("kind", "count", "total"))


def text_of(paper: Paper) -> str:
    """What somebody reads who opens the PDF."""
    document = pypdfium2.PdfDocument(pdf.drawn(paper_of(paper.room, paper.public_id)))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def places_of(paper: Paper) -> dict[str, float]:
    """How far from the left the first of each letter stands."""
    document = pypdfium2.PdfDocument(pdf.drawn(paper_of(paper.room, paper.public_id)))
    try:
        text = document[0].get_textpage()
        found: dict[str, float] = {}
        for i in range(text.count_chars()):
            found.setdefault(text.get_text_range(i, 1), text.get_charbox(i)[0])
        return found
    finally:
        document.close()


def test_each_movement_has_its_papers(running: Room, alice: Person, bob: Person) -> None:
    story.fund(running, alice, 100_000)
    release = story.released(running, 60_000, bound=100_000)
    story.refunded(running, 40_000)
    actions.refund_release(seat(bob, running), None, release=release.public_id, minor=10_000)
    assert numbered(running) == [
        ("receipt", 1, 105_000),
        ("invoice", 1, 60_000),
        ("receipt", 2, 6_000),
        ("credit_note", 3, -42_000),
        ("credit_note", 2, -10_000),
        ("credit_note", 4, -1_000),
    ]
    assert len({papers.number_of(paper) for paper in Paper.objects.select_related("issuer")}) == 6
    for paper in Paper.objects.all():
        assert sum(line["minor"] for line in paper.lines) == paper.total


def test_who_issues_what_to_whom(running: Room, alice: Person, bob: Person) -> None:
    story.fund(running, alice, 100_000)
    story.released(running, 100_000)
    fee, invoice, receipt = papers_of(running).items
    assert (receipt.issuer, receipt.to, receipt.title) == ("Collab", "Alice", "Into escrow: Logo")
    assert (invoice.issuer, invoice.to, invoice.total) == ("Bob", "Alice", 100_000)
    assert (fee.issuer, fee.to, fee.total) == ("Collab", "Bob", 10_000)
    assert invoice.number.startswith("F-")
    assert receipt.number.endswith("-0001")


def test_a_payment_that_fails_uses_up_no_number(running: Room, alice: Person) -> None:
    story.fund(running, alice, 1_000, "declined")
    story.fund(running, alice, 1_000)
    assert [count for _, count, _ in numbered(running)] == [1]


def test_a_transaction_that_is_undone_leaves_no_gap(running: Room, alice: Person, bob: Person) -> None:
    story.fund(running, alice, 10_000)
    with transaction.atomic():
        story.released(running, 1_000)
        transaction.set_rollback(True)
    story.released(running, 1_000)
    assert [count for kind, count, _ in numbered(running) if kind == "invoice"] == [1]


def test_nobody_pays_a_fee_and_nobody_gets_a_paper_about_one(alice: Person, bob: Person) -> None:
    room = workrooms.running(alice, bob, workrooms.fixed())
    story.fund(room, alice, 10_000)
    story.released(room, 10_000)
    assert [kind for kind, _, _ in numbered(room)] == ["receipt", "invoice"]
    assert len(Paper.objects.get(kind="receipt").lines) == 1


def test_invoices_of_several_contracts_at_once_are_numbered_without_gaps(
    alice: Person, bob: Person, charlie: Person
) -> None:
    rooms = [workrooms.running(client, bob, workrooms.fixed()) for client in (alice, charlie)]
    for room, client in zip(rooms, (alice, charlie), strict=True):
        story.fund(room, client, 100_000)
    releasing: list[Callable[[], Any]] = [partial(story.released, room, 1_000) for room in rooms * 4]
    assert all(isinstance(answer, object) for answer in at_once(releasing))
    counts = Paper.objects.filter(issuer__person=bob).order_by("count").values_list("count", flat=True)
    assert list(counts) == list(range(1, 9))
    assert Issuer.objects.get(person=bob).last == 8
    story.check()


def test_the_pdf_says_what_the_row_says(running: Room, alice: Person, bob: Person) -> None:
    story.fund(running, alice, 123_456)
    told = text_of(Paper.objects.get())
    for words in ("Receipt", "R-", "From", "Collab", "To", "Alice", "A logo", "€1,234.56", "€61.73"):
        assert words in told
    assert "€1,296.29" in told.split("Total")[1]


def test_names_of_many_scripts_and_long_titles_are_drawn(running: Room, alice: Person, bob: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(name="Zoë Ångström Дарья Ελένη ₴€")
    story.fund(running, alice, 1_000, title="Wörter " * 17)
    told = text_of(Paper.objects.get())
    assert "Zoë Ångström Дарья Ελένη ₴€" in told
    assert told.count("Wörter") >= 15


@pytest.mark.parametrize("word", ["שלום", "شعار"])
def test_what_is_written_from_right_to_left_is_drawn_so(running: Room, alice: Person, word: str) -> None:
    story.fund(running, alice, 1_000, title=f"“{word}” for the menu")
    places = places_of(Paper.objects.get())
    lefts = [places[letter] for letter in word]
    assert lefts == sorted(lefts, reverse=True)
    assert places["“"] < min(lefts)
    assert places["”"] > max(lefts)


def test_letters_that_the_font_lacks_break_nothing(running: Room, alice: Person) -> None:
    story.fund(running, alice, 1_000, title="漢字 🎉 and words")
    assert "and words" in text_of(Paper.objects.get())


def test_it_is_the_same_each_time(running: Room, alice: Person) -> None:
    story.fund(running, alice, 1_000)
    paper = paper_of(running, Paper.objects.get().public_id)
    first = pdf.drawn(paper)
    with later(days=400):
        assert pdf.drawn(paper) == first
    assert first.startswith(b"%PDF-")


def test_it_is_got_over_http_by_members_alone(
    running: Room, alice: Person, bob: Person, charlie: Person, signed_in: Browser
) -> None:
    story.fund(running, alice, 1_000)
    [paper] = papers_of(running).items
    for somebody in (alice, bob):
        answer = signed_in(somebody).get(paper.path)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer["Content-Disposition"] == f'attachment; filename="{paper.number}.pdf"'
    assert signed_in(charlie).get(paper.path).status_code == 404
    elsewhere = workrooms.running(alice, bob, workrooms.fixed())
    wrong = paper.path.replace(str(running.public_id), str(elsewhere.public_id))
    assert signed_in(alice).get(wrong).status_code == 404
    assert signed_in(alice).get(paper.path.replace(str(paper.id), str(uuid4()))).status_code == 404
    assert signed_in(alice).get(paper.path.replace(str(paper.id), "nonsense")).status_code == 422


@pytest.mark.parametrize("change", [{"total": 1}, {"count": 7}, {"lines": []}, {"title": "Other"}])
def test_a_paper_stays_as_it_was_issued(running: Room, alice: Person, change: dict[str, Any]) -> None:
    story.fund(running, alice, 1_000)
    with pytest.raises(IntegrityError, match="stays as it was issued"), transaction.atomic():
        Paper.objects.update(**change)


def test_a_paper_is_never_removed(running: Room, alice: Person) -> None:
    story.fund(running, alice, 1_000)
    with pytest.raises(IntegrityError, match="stays as it was issued"), transaction.atomic():
        Paper.objects.all().delete()


def test_no_cause_has_two_papers_and_no_issuer_a_number_twice(running: Room, alice: Person) -> None:
    story.fund(running, alice, 1_000)
    paper = Paper.objects.get()
    for again in ({"count": 2}, {"cause": "other"}):
        paper.pk, paper.public_id = None, uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.bulk_create([_changed(paper, again)])
    with without_triggers(connection):
        assert Paper.objects.count() == 1


def _changed(paper: Paper, change: dict[str, Any]) -> Paper:
    fields = {field.attname: getattr(paper, field.attname) for field in Paper._meta.fields}
    return Paper(**fields | change)

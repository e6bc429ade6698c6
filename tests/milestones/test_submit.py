from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from collab import limits
from collab.accounts.models import Person
from collab.errors import Conflict, Forbidden
from collab.files import actions as files
from collab.files.models import FrozenSet, Pin, Version
from collab.milestones import actions
from collab.milestones.models import Submission
from collab.milestones.silence import APPROVE, CANCEL
from collab.workrooms.log import since
from tests.files.bringing import brought
from tests.milestones.deal import Deal, draft
from tests.workrooms import story


def test_work_is_handed_in_and_the_review_clock_starts(deal: Deal) -> None:
    one = deal.funded()
    done = deal.submit(one, "Two files.\r\nEnjoy!")
    seen = done.milestone
    assert (seen.state, seen.whose) == ("submitted", "client")
    [handed_in] = seen.submissions
    assert (handed_in.number, handed_in.state, handed_in.message) == (1, "waiting", "Two files.\nEnjoy!")
    assert handed_in.checklist == seen.checklist
    assert handed_in.review_until == done.at + timedelta(days=14)
    [due] = deal.dues(APPROVE)
    assert (due.subject, due.due_at, due.side) == (str(one), handed_in.review_until, "client")
    assert due.sentence == "If Alice does not act, €500.00 is released to Bob: “Logo”."
    [event] = since(deal.room, done.seq - 1)
    assert (event.kind, event.data["number"], event.by) == ("milestone.submitted", 1, deal.bob.public_id)


def test_its_files_are_frozen_in_the_same_transaction(deal: Deal) -> None:
    one, version = deal.funded(), brought(deal.bob, deal.room, "logo.txt")
    other = brought(deal.bob, deal.room, "notes.txt", body=b"Notes")
    done = deal.submit(one, files=[other.public_id, version.public_id])
    shown = done.milestone.submissions[0].files
    assert {file.name: file.frozen for file in shown} == {"logo.txt": True, "notes.txt": True}
    frozen = FrozenSet.objects.get()
    assert frozen.cause == f"submission:{one}/1"
    assert {pin.sha256 for pin in Pin.objects.filter(frozen_set=frozen)} == {file.sha256 for file in shown}
    with pytest.raises(Conflict) as why:
        files.delete_file(deal.seat(deal.bob), None, file=version.file.public_id)
    assert why.value.code == "file.frozen"


def test_a_refused_submission_freezes_nothing(deal: Deal) -> None:
    one, version = deal.propose(), brought(deal.bob, deal.room)
    code = deal.refused(deal.bob, actions.submit, one, message="!", files=[version.public_id])
    assert code == "milestone.not_now"
    assert Version.objects.get().frozen_at is None
    assert not FrozenSet.objects.exists()


def test_what_cannot_be_handed_in_is_refused(deal: Deal, charlie: Person) -> None:
    one, version = deal.funded(), brought(deal.bob, deal.room)
    elsewhere = brought(deal.alice, story.running(deal.alice, charlie, story.fixed()))
    gone = brought(deal.bob, deal.room, "gone.txt")
    files.delete_file(deal.seat(deal.bob), None, file=gone.file.public_id)
    id = version.public_id
    tries: list[tuple[dict[str, Any], str]] = [
        ({"message": ""}, "submission.empty"),
        ({"message": " \n"}, "submission.empty"),
        ({"message": "x" * (limits.TEXT_CHARS + 1)}, "submission.too_long"),
        ({"message": "\x00"}, "submission.control"),
        ({"message": "!", "files": [id, id]}, "submission.file_twice"),
        ({"message": "!", "files": [uuid4()] * (limits.FILES_PER_MESSAGE + 1)}, "submission.too_many_files"),
        ({"message": "!", "files": [uuid4()]}, "file.not_found"),
        ({"message": "!", "files": [elsewhere.public_id]}, "file.not_found"),
        ({"message": "!", "files": [gone.public_id]}, "file.deleted"),
    ]
    for how, code in tries:
        assert deal.refused(deal.bob, actions.submit, one, **how) == code
    assert deal.state(one) == "funded"


def test_work_waits_once(deal: Deal) -> None:
    one = deal.submitted()
    assert deal.refused(deal.bob, actions.submit, one, message="Again") == "milestone.not_now"
    assert Submission.objects.count() == 1


def test_after_a_request_for_changes_comes_another_with_a_new_clock(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.request_changes, one, note="Bigger, please.")
    with story.later(days=3):
        done = deal.submit(one, "Bigger.")
    assert [sub.state for sub in done.milestone.submissions] == ["changes_requested", "waiting"]
    [due] = deal.dues(APPROVE)
    assert due.due_at == done.at + timedelta(days=14)


def test_handing_in_answers_a_wish_to_cancel_and_overtakes_a_change(deal: Deal) -> None:
    one = deal.funded()
    deal.do(deal.alice, actions.propose_change, one, draft=draft(title="A smaller logo", minor=40_000))
    deal.do(deal.alice, actions.ask_to_cancel, one)
    head = deal.head
    deal.submit(one)
    assert deal.kinds(head) == ["change.ended", "cancel.ended", "milestone.submitted"]
    assert [event.data.get("how") for event in since(deal.room, head)] == ["lapsed", "declined", None]
    seen = deal.card(one)
    assert (seen.change, seen.cancel, seen.minor) == (None, None, 50_000)
    assert deal.dues(CANCEL) == []
    assert deal.money.free == 0


def test_only_the_freelancers_side_hands_in(deal: Deal) -> None:
    one = deal.funded()
    manager = story.guest(deal.bob, deal.room, "manager", "Mia")
    with pytest.raises(Forbidden):
        deal.do(deal.alice, actions.submit, one, message="!")
    deal.do(manager, actions.submit, one, message="For Bob.")
    assert deal.card(one).submissions[0].by == manager.public_id


def test_what_was_handed_in_never_changes_whoever_tries(deal: Deal) -> None:
    deal.submitted()
    rows = Submission.objects.all()
    changes: tuple[dict[str, Any], ...] = (
        {"message": "Other"},
        {"number": 7},
        {"checklist": []},
        {"review_until": deal.room.created_at},
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM milestones_submission")
    rows.update(note="This one may.")


def test_after_the_end_what_was_paid_is_still_handed_in(deal: Deal) -> None:
    one = deal.funded()
    deal.end()
    deal.submit(one)
    assert deal.state(one) == "submitted"


def test_a_long_title_leaves_the_consequence_whole(deal: Deal) -> None:
    deal.alice.name = deal.bob.name = "N" * 120
    for who in (deal.alice, deal.bob):
        who.save(update_fields=["name"])
    deal.submitted(title="T" * 120)
    [due] = deal.dues(APPROVE)
    assert len(due.sentence) == 300
    assert due.sentence.endswith("T…”.")

from collections.abc import Callable
from typing import Any

import pytest

from collab import limits
from collab.accounts.models import Person
from collab.errors import Forbidden, NotFound
from collab.milestones import actions
from collab.milestones.models import Mark
from collab.milestones.silence import APPROVE
from collab.workrooms.log import since
from tests.billing import story as money
from tests.milestones.deal import Deal, draft
from tests.workrooms import story


def test_a_tick_and_a_remark_are_there_at_once_for_both(deal: Deal) -> None:
    one, head = deal.submitted(), deal.head
    deal.do(deal.alice, actions.mark, one, item=1, ok=True)
    deal.do(deal.alice, actions.mark, one, item=2, ok=False, remark="There are three.")
    assert deal.kinds(head) == ["review.marked"] * 2
    last = since(deal.room, head)[-1]
    assert last.data["item"] == 2
    [handed_in] = last.data["milestone"]["submissions"]
    assert [(mark["item"], mark["ok"], mark["remark"]) for mark in handed_in["marks"]] == [
        (1, True, ""),
        (2, False, "There are three."),
    ]
    assert deal.card(one, deal.bob).submissions[0].marks == deal.card(one).submissions[0].marks


def test_a_mark_changes_until_the_review_is_over(deal: Deal) -> None:
    one = deal.submitted()
    for ok in (True, False, None):
        deal.do(deal.alice, actions.mark, one, item=1, ok=ok)
    [mark] = deal.card(one).submissions[0].marks
    assert mark.ok is None
    deal.do(deal.alice, actions.approve, one)
    assert deal.refused(deal.alice, actions.mark, one, item=1, ok=True) == "milestone.not_now"


def test_marks_belong_to_their_submission(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.mark, one, item=1, ok=False)
    deal.do(deal.alice, actions.request_changes, one, note="Please look at the first.")
    assert deal.refused(deal.alice, actions.mark, one, item=1, ok=True) == "milestone.not_now"
    deal.submit(one)
    first, second = deal.card(one).submissions
    assert ([mark.ok for mark in first.marks], second.marks) == ([False], [])


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"item": 3, "ok": True}, "item.not_found"),
        ({"item": 0, "ok": True}, "item.not_found"),
        ({"item": 2**70, "ok": True}, "item.not_found"),
        ({"item": 1, "ok": None, "remark": "x" * (limits.REMARK_CHARS + 1)}, "remark.too_long"),
        ({"item": 1, "ok": None, "remark": "\x00"}, "remark.control"),
    ],
)
def test_what_is_not_on_the_list_cannot_be_marked(deal: Deal, how: dict[str, Any], code: str) -> None:
    assert deal.refused(deal.alice, actions.mark, deal.submitted(), **how) == code
    assert not Mark.objects.exists()


def test_the_clients_side_reviews_and_nobody_else(deal: Deal) -> None:
    one = deal.submitted()
    manager = story.guest(deal.alice, deal.room, "manager", "Mia")
    observer = story.guest(deal.alice, deal.room, "observer", "Oz")
    for somebody in (deal.bob, observer):
        with pytest.raises(Forbidden):
            deal.do(somebody, actions.mark, one, item=1, ok=True)
        with pytest.raises(Forbidden):
            deal.do(somebody, actions.request_changes, one, note="Hm")
    deal.do(manager, actions.mark, one, item=1, ok=True)
    deal.do(manager, actions.request_changes, one, note="Alice wants another blue.")
    assert deal.state(one) == "changes_requested"


def test_asking_for_changes_stops_the_clock(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.mark, one, item=2, ok=False, remark="Three colours.")
    head = deal.head
    done = deal.do(deal.alice, actions.request_changes, one, note="One colour less, please.")
    [handed_in] = done.milestone.submissions
    assert (handed_in.state, handed_in.note) == ("changes_requested", "One colour less, please.")
    assert (handed_in.decided_by, handed_in.decided_at) == (deal.alice.public_id, done.at)
    assert (done.milestone.state, done.milestone.whose) == ("changes_requested", "freelancer")
    assert deal.dues(APPROVE) == []
    [event] = since(deal.room, head)
    assert (event.kind, event.data["number"]) == ("milestone.changes_requested", 1)
    assert deal.money.held == 50_000


def test_changes_need_words_and_are_asked_for_once(deal: Deal) -> None:
    one = deal.submitted()
    assert deal.refused(deal.alice, actions.request_changes, one, note=" ") == "note.empty"
    long = "x" * (limits.LONG_TEXT_CHARS + 1)
    assert deal.refused(deal.alice, actions.request_changes, one, note=long) == "note.too_long"
    deal.do(deal.alice, actions.request_changes, one, note="Please.")
    assert deal.refused(deal.alice, actions.request_changes, one, note="Now.") == "milestone.not_now"


def test_a_cap_bounds_how_often(deal: Deal) -> None:
    one = deal.submitted(revision_cap=1)
    deal.do(deal.alice, actions.request_changes, one, note="Bigger.")
    deal.submit(one)
    assert "milestone.request_changes" not in deal.card(one).may
    assert deal.refused(deal.alice, actions.request_changes, one, note="Bigger!") == "milestone.revision_cap"
    assert (
        deal.refused(deal.alice, actions.request_changes, deal.submitted(revision_cap=0), note="Bigger!")
        == "milestone.revision_cap"
    )


def test_without_a_cap_more_can_be_asked_for_than_any_cap_allows(deal: Deal) -> None:
    one = deal.submitted()
    for _ in range(limits.REVISIONS_MOST + 1):
        deal.do(deal.alice, actions.request_changes, one, note="Again.")
        deal.submit(one)
    assert "milestone.request_changes" in deal.card(one).may


def test_without_a_cap_there_is_still_an_end(deal: Deal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REVISIONS_WITHOUT_CAP", 2)
    one = deal.submitted()
    for _ in range(2):
        deal.do(deal.alice, actions.request_changes, one, note="Again.")
        deal.submit(one)
    assert deal.refused(deal.alice, actions.request_changes, one, note="Again.") == "milestone.revision_cap"


def test_from_the_last_instant_on_it_is_too_late_to_ask(deal: Deal) -> None:
    one = deal.submitted()
    with story.later(days=14):
        assert deal.refused(deal.alice, actions.request_changes, one, note="Hm") == "milestone.review_over"
        assert deal.refused(deal.alice, actions.mark, one, item=1, ok=False) == "milestone.review_over"
        assert deal.refused(deal.alice, actions.offer_less, one, minor=1) == "milestone.review_over"
        assert deal.card(one).may == ["milestone.approve"]
    with story.later(days=13, hours=23):
        deal.do(deal.alice, actions.request_changes, one, note="Just in time.")


def test_the_checklist_of_a_submission_is_that_of_its_day(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.request_changes, one, note="Other things count.")
    said = draft(checklist=["In two colours", "As PNG"])
    change = deal.do(deal.alice, actions.propose_change, one, draft=said).milestone.change
    deal.do(deal.bob, actions.accept_change, one, change=change.id)
    deal.submit(one)
    first, second = deal.card(one).submissions
    assert [item.text for item in first.checklist] == ["As SVG", "In two colours"]
    assert [(item.id, item.text) for item in second.checklist] == [(2, "In two colours"), (3, "As PNG")]
    assert deal.refused(deal.alice, actions.mark, one, item=1, ok=True) == "item.not_found"


def test_a_stranger_finds_nothing_to_review(deal: Deal, charlie: Person) -> None:
    with pytest.raises(NotFound):
        deal.do(charlie, actions.mark, deal.submitted(), item=1, ok=True)


def test_nothing_is_said_of_work_that_nobody_looked_at(deal: Deal) -> None:
    one = deal.submitted()
    deal.do(deal.alice, actions.request_changes, one, note="Rounder.", submission=1)
    deal.submit(one, "Rounder now.")
    card = money.card(deal.alice).public_id
    stale: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (actions.mark, {"item": 1, "ok": True}), (actions.request_changes, {"note": "Rounder."}),
        (actions.offer_less, {"minor": 100}), (actions.approve, {"bonus": 100, "card": card}),
    ]  # fmt: skip
    for verb, how in stale:
        assert deal.refused(deal.alice, verb, one, **how, submission=1) == "submission.another"
    assert deal.do(deal.alice, actions.approve, one, submission=2).milestone.state == "approved"

"""The whole table of milestones, cell by cell: what is not drawn here is refused. No database."""

import itertools
from dataclasses import replace

import pytest

from collab.errors import Conflict, Forbidden
from collab.milestones.models import STATES
from collab.milestones.rules import steps
from collab.milestones.rules.steps import Standing
from collab.wire import MilestoneState, Side
from collab.workrooms.rules import steps as policy

TABLE = """
                           draft      funded     submitted          changes_requested
milestone.edit             draft      .          .                  .
milestone.drop             cancelled  .          .                  .
milestone.fund             funded     .          .                  .
milestone.submit           .          submitted  .                  submitted
milestone.review           .          .          submitted          .
milestone.request_changes  .          .          changes_requested  .
milestone.approve          .          .          approved           .
less.offer                 .          .          submitted          .
less.accept                .          .          approved           .
less.decline               .          .          submitted          .
less.withdraw              .          .          submitted          .
change.propose             .          funded     .                  changes_requested
change.accept              .          funded     .                  changes_requested
change.decline             .          funded     .                  changes_requested
change.withdraw            .          funded     .                  changes_requested
milestone.give_back        .          cancelled  .                  .
cancel.ask                 .          funded     .                  .
cancel.grant               .          cancelled  .                  .
cancel.decline             .          funded     .                  .
cancel.withdraw            .          funded     .                  .
"""
HEAD, *LINES = TABLE.strip().splitlines()
DRAWN = {
    (state, verb): leads_to
    for verb, *cells in (line.split() for line in LINES)
    for state, leads_to in zip(HEAD.split(), cells, strict=True)
    if leads_to != "."
}
VERBS = [line.split()[0] for line in LINES]
ROLES = {"client": policy.CLIENT, "freelancer": policy.FREELANCER}


def ready(verb: str, state: MilestoneState) -> Standing:
    """A milestone that Alice proposed, in which every question is open that this verb answers."""
    standing = Standing(state, "client")
    if verb in ("less.accept", "less.decline", "less.withdraw"):
        standing = replace(standing, less=True)
    if verb in ("change.accept", "change.decline"):
        standing = replace(standing, change="freelancer" if actor(verb) == policy.CLIENT else "client")
    if verb == "change.withdraw":
        standing = replace(standing, change="client")
    if verb in ("cancel.grant", "cancel.decline", "cancel.withdraw"):
        standing = replace(standing, cancel=True)
    return standing


def actor(verb: str) -> policy.Seat:
    """Somebody who may do this."""
    return policy.WHO[verb][0]


def code(verb: str, standing: Standing, seat: policy.Seat | None = None) -> str:
    """Why it is refused."""
    with pytest.raises((Conflict, Forbidden)) as why:
        steps.check(verb, *(seat or actor(verb)), "active", standing)
    assert why.value.message.endswith(".")
    return why.value.code


def test_the_table_knows_every_state_and_every_verb_of_the_policy() -> None:
    assert set(steps.STATES) == set(STATES) == {*HEAD.split(), "approved", "cancelled", "disputed"}
    assert set(VERBS) == set(steps.VERBS)
    ordering = {"milestone.propose", "milestone.order"}
    of_milestones = {
        verb for verb in policy.WHO if verb.split(".")[0] in ("milestone", "less", "change", "cancel")
    }
    assert of_milestones - ordering == set(VERBS)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(steps.STATES, VERBS)))
def test_a_step_leads_where_it_is_drawn_or_is_refused(state: MilestoneState, verb: str) -> None:
    standing = ready(verb, state)
    if (state, verb) in DRAWN:
        assert steps.check(verb, *actor(verb), "active", standing) == DRAWN[state, verb]
    else:
        assert code(verb, standing) == "milestone.not_now"


def test_disputed_has_its_place_and_nothing_leads_there_or_out_of_it_yet() -> None:
    assert "disputed" in steps.STATES
    assert "disputed" not in {state for state, _ in steps.STEPS} | set(steps.STEPS.values())


@pytest.mark.parametrize("verb", VERBS)
def test_only_the_seats_of_the_policy_take_a_step(verb: str) -> None:
    state = next(state for state, step in steps.STEPS if step == verb)
    for seat in policy.SEATS:
        standing = ready(verb, state)
        if seat not in policy.WHO[verb]:
            assert code(verb, standing, seat) == "role.may_not"
            assert verb not in steps.may(*seat, "active", standing)


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_can_be_done_with_what_is_being_paid_for(verb: str) -> None:
    state = next(state for state, step in steps.STEPS if step == verb)
    assert code(verb, replace(ready(verb, state), paying=True)) == "milestone.paying"


def test_only_the_side_that_proposed_a_draft_drops_it() -> None:
    assert code("milestone.drop", Standing("draft", "client"), policy.FREELANCER) == "milestone.not_yours"
    assert code("milestone.drop", Standing("draft", "freelancer"), policy.CLIENT) == "milestone.not_yours"


def test_one_question_of_each_kind_waits_at_a_time() -> None:
    assert code("less.offer", Standing("submitted", "client", less=True)) == "less.open"
    assert code("cancel.ask", Standing("funded", "client", cancel=True)) == "cancel.open"
    for side in ("client", "freelancer"):
        for seat in (policy.CLIENT, policy.FREELANCER):
            standing = Standing("funded", "client", change=side)
            assert code("change.propose", standing, seat) == "change.open"


@pytest.mark.parametrize("verb", ["accept", "decline", "withdraw"])
def test_what_nobody_asked_nobody_answers(verb: str) -> None:
    assert code(f"less.{verb}", Standing("submitted", "client")) == "less.none"
    assert code(f"change.{verb}", Standing("funded", "client")) == "change.none"
    if verb != "accept":
        assert code(f"cancel.{verb}", Standing("funded", "client")) == "cancel.none"
    assert code("cancel.grant", Standing("funded", "client")) == "cancel.none"


def test_the_other_side_decides_a_change_and_ones_own_withdraws_it() -> None:
    standing = Standing("funded", "client", change="client")
    assert code("change.accept", standing, policy.CLIENT) == "change.own"
    assert code("change.decline", standing, policy.CLIENT) == "change.own"
    assert code("change.withdraw", standing, policy.FREELANCER) == "change.not_yours"


def test_changes_are_asked_for_as_often_as_the_cap_allows() -> None:
    standing = Standing("submitted", "client", revisions_left=False)
    assert code("milestone.request_changes", standing) == "milestone.revision_cap"
    assert "milestone.approve" in steps.may(*policy.CLIENT, "active", standing)


def test_a_deadline_counts_whether_or_not_the_clock_has_been_there() -> None:
    late = Standing("submitted", "client", less=True, review_over=True)
    for verb in ("milestone.review", "milestone.request_changes", "less.accept", "less.decline"):
        assert code(verb, late) == "milestone.review_over"
    assert code("less.offer", replace(late, less=False)) == "milestone.review_over"
    assert steps.may(*policy.CLIENT, "active", late) == ["milestone.approve"]
    silent = Standing("funded", "client", cancel=True, cancel_over=True)
    for verb in ("milestone.submit", "cancel.decline", "cancel.withdraw", "change.propose"):
        assert code(verb, silent) == "cancel.over"
    assert steps.may(*policy.FREELANCER, "active", silent) == ["cancel.grant", "milestone.give_back"]


def test_may_names_the_steps_that_check_lets_pass() -> None:
    sides: tuple[Side | None, ...] = (None, "client", "freelancer")
    for state, less, change, cancel in itertools.product(steps.STATES, (True, False), sides, (True, False)):
        standing = Standing(state, "freelancer", less=less, change=change, cancel=cancel)
        for seat, status in itertools.product(policy.SEATS, policy.STATUSES):
            found = []
            for verb in VERBS:
                try:
                    steps.check(verb, *seat, status, standing)
                except (Conflict, Forbidden):
                    continue
                found.append(verb)
            assert steps.may(*seat, status, standing) == sorted(found)


def test_settling_goes_on_after_the_end_and_nothing_new_begins() -> None:
    assert steps.may(*policy.CLIENT, "ended", Standing("draft", "client")) == []
    assert steps.may(*policy.FREELANCER, "ended", Standing("funded", "client")) == [
        "milestone.give_back",
        "milestone.submit",
    ]
    assert "milestone.approve" in steps.may(*policy.CLIENT, "ended", Standing("submitted", "client"))


@pytest.mark.parametrize(
    ("standing", "turn"),
    [
        (Standing("draft", "client"), "client"),
        (Standing("draft", "freelancer"), "client"),
        (Standing("draft", "client", paying=True), None),
        (Standing("funded", "client"), "freelancer"),
        (Standing("funded", "client", change="freelancer"), "client"),
        (Standing("funded", "client", change="client"), "freelancer"),
        (Standing("funded", "client", change="freelancer", cancel=True), "freelancer"),
        (Standing("submitted", "client"), "client"),
        (Standing("submitted", "client", less=True), "freelancer"),
        (Standing("changes_requested", "client"), "freelancer"),
        (Standing("changes_requested", "client", change="freelancer"), "client"),
        (Standing("approved", "client"), None),
        (Standing("cancelled", "client"), None),
        (Standing("disputed", "client"), None),
    ],
)
def test_whose_turn_it_is(standing: Standing, turn: str | None) -> None:
    assert steps.whose(standing) == turn

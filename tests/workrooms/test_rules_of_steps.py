"""The whole policy, cell by cell: what is not drawn here is refused."""

import itertools

import pytest

from collab.errors import Conflict, Forbidden
from collab.wire import Status
from collab.workrooms.rules import steps

TABLE = """
                          client  freelancer  manager/c  manager/f  observer/c  observer/fstates
contract.accept           x       x           .          .          .           .         offered
contract.decline          .       x           .          .          .           .         offered
contract.withdraw         x       .           .          .          .           .         offered
contract.expire           .       .           .          .          .           .         offered
contract.pause            x       .           x          .          .           .         active
contract.resume           x       .           x          .          .           .         paused
contract.hold             .       .           .          .          .           .         active
contract.release          .       .           .          .          .           .         on_hold
contract.end              x       x           x          x          .           .         active,paused,on_hold
terms.propose             x       x           .          .          .           .         offered,active,paused,on_hold
terms.accept              x       x           .          .          .           .         offered,active,paused,on_hold
terms.decline             x       x           .          .          .           .         offered,active,paused,on_hold
terms.withdraw            x       x           .          .          .           .         offered,active,paused,on_hold
member.invite             x       x           x          x          .           .         offered,active,paused,on_hold
invite.withdraw           x       x           x          x          .           .         offered,active,paused,on_hold
member.remove             x       x           x          x          .           .         any
member.leave              .       .           x          x          x           x         any
room.read                 x       x           x          x          x           x         any
read.mark                 x       x           x          x          x           x         any
typing                    x       x           x          x          .           .         active,paused,on_hold
message.post              x       x           x          x          .           .         active,paused,on_hold
message.edit              x       x           x          x          .           .         active,paused,on_hold
message.delete            x       x           x          x          .           .         active,paused,on_hold
file.upload               x       x           x          x          .           .         active,paused,on_hold
file.read                 x       x           x          x          x           x         any
file.delete               x       x           x          x          .           .         active,paused,on_hold
milestone.propose         x       x           .          .          .           .         active
milestone.edit            x       x           .          .          .           .         active
milestone.order           x       x           .          .          .           .         active
milestone.drop            x       x           .          .          .           .         active,paused,on_hold
milestone.fund            x       .           .          .          .           .         active
milestone.submit          .       x           .          x          .           .         active,paused,on_hold,ended
milestone.review          x       .           x          .          .           .         active,paused,on_hold,ended
milestone.request_changes x       .           x          .          .           .         active,paused,on_hold,ended
milestone.approve         x       .           .          .          .           .         active,paused,on_hold,ended
less.offer                x       .           .          .          .           .         active,paused,on_hold,ended
less.accept               .       x           .          .          .           .         active,paused,on_hold,ended
less.decline              .       x           .          .          .           .         active,paused,on_hold,ended
less.withdraw             x       .           .          .          .           .         active,paused,on_hold,ended
change.propose            x       x           .          .          .           .         active,paused,on_hold
change.accept             x       x           .          .          .           .         active,paused,on_hold,ended
change.decline            x       x           .          .          .           .         active,paused,on_hold,ended
change.withdraw           x       x           .          .          .           .         active,paused,on_hold,ended
milestone.give_back       .       x           .          .          .           .         active,paused,on_hold,ended
cancel.ask                x       .           .          .          .           .         active,paused,on_hold,ended
cancel.grant              .       x           .          .          .           .         active,paused,on_hold,ended
cancel.decline            .       x           .          .          .           .         active,paused,on_hold,ended
cancel.withdraw           x       .           .          .          .           .         active,paused,on_hold,ended
bonus.pay                 x       .           .          .          .           .         active,paused,on_hold,ended
release.refund            .       x           .          .          .           .         active,paused,on_hold,ended
escrow.refund             .       x           .          .          .           .         active,paused,on_hold,ended
escrow.take_back          x       .           .          .          .           .         ended
payment.confirm           x       .           .          .          .           .         active,paused,on_hold,ended
payment.give_up           x       .           .          .          .           .         active,paused,on_hold,ended
money.read                x       x           x          x          x           x         any
time.track                .       x           .          .          .           .         active
time.stop                 .       x           .          .          .           .         active,paused,on_hold,ended
time.report               .       x           .          .          .           .         active,paused,on_hold,ended
time.correct              .       x           .          .          .           .         active,paused,on_hold,ended
time.ask                  .       x           .          .          .           .         active,paused,on_hold,ended
time.withdraw             .       x           .          .          .           .         active,paused,on_hold,ended
time.answer               x       .           .          .          .           .         active,paused,on_hold,ended
time.take_back            .       x           .          .          .           .         active,paused,on_hold,ended
overtime.accept           x       .           .          .          .           .         active,paused,on_hold,ended
bill.card                 x       .           .          .          .           .    offered,active,paused,on_hold,ended
bill.pay                  x       .           .          .          .           .         active,paused,on_hold,ended
time.read                 x       x           x          x          x           x         any
"""
SEATS = (
    ("client", "client"), ("freelancer", "freelancer"), ("manager", "client"), ("manager", "freelancer"),
    ("observer", "client"), ("observer", "freelancer"),
)  # fmt: skip
STATES = ("offered", "active", "paused", "on_hold", "ended", "declined", "withdrawn", "expired")
LEADS_TO = {
    ("offered", "contract.accept"): "active", ("offered", "contract.decline"): "declined",
    ("offered", "contract.withdraw"): "withdrawn", ("offered", "contract.expire"): "expired",
    ("active", "contract.pause"): "paused", ("paused", "contract.resume"): "active",
    ("active", "contract.hold"): "on_hold", ("on_hold", "contract.release"): "active",
    ("active", "contract.end"): "ended", ("paused", "contract.end"): "ended", ("on_hold", "contract.end"): "ended",
}  # fmt: skip
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()[1:]}
STEPS = [verb for verb in ROWS if verb.startswith("contract.")]


def allowed(verb: str, seat: tuple[str, str], state: str) -> tuple[bool, bool]:
    """Whether the table lets the seat, and whether it names the state."""
    *marks, states = ROWS[verb]
    return marks[SEATS.index(seat)] == "x", states == "any" or state in states.split(",")


def test_the_table_knows_every_verb_seat_and_state_of_the_policy() -> None:
    assert set(ROWS) == set(steps.WHO) == set(steps.WHEN)
    assert set(SEATS) == set(steps.SEATS)
    assert set(STATES) == set(steps.STATUSES)


@pytest.mark.parametrize("verb", ROWS)
def test_a_verb_is_open_to_the_seats_and_in_the_states_of_the_table_and_nowhere_else(verb: str) -> None:
    for seat, state in itertools.product(steps.SEATS, steps.STATUSES):
        seat_may, state_may = allowed(verb, seat, state)
        assert steps.may(verb, *seat, state) is (seat_may and state_may), (verb, seat, state)


@pytest.mark.parametrize("verb", ROWS)
def test_each_refusal_has_its_code(verb: str) -> None:
    for seat, state in itertools.product(steps.SEATS, steps.STATUSES):
        seat_may, state_may = allowed(verb, seat, state)
        if seat_may and state_may:
            steps.check(verb, *seat, state)
        elif not seat_may:
            with pytest.raises(Forbidden) as refused:
                steps.check(verb, *seat, state)
            assert refused.value.code == "role.may_not"
        else:
            with pytest.raises(Conflict) as too_early_or_late:
                steps.check(verb, *seat, state)
            closed = state in ("ended", "declined", "withdrawn", "expired")
            code = "room.not_open" if state == "offered" else "room.closed" if closed else "contract.not_now"
            assert too_early_or_late.value.code == code, (verb, seat, state)


@pytest.mark.parametrize("state", steps.STATUSES)
@pytest.mark.parametrize("verb", STEPS)
def test_a_step_leads_where_it_is_drawn_or_is_refused(verb: str, state: Status) -> None:
    if (state, verb) in LEADS_TO:
        assert steps.step(state, verb) == LEADS_TO[state, verb]
        return
    with pytest.raises(Conflict) as refused:
        steps.step(state, verb)
    assert refused.value.code == "contract.not_now"

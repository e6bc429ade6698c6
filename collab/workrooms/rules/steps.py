"""Who may take which step when: the states of a contract, and the one policy of who may do what (rules 3 and 5)."""

from typing import Final

from collab.errors import Conflict, Forbidden
from collab.wire import Role, Side, Status

Seat = tuple[Role, Side]

CLIENT: Final[Seat] = ("client", "client")
FREELANCER: Final[Seat] = ("freelancer", "freelancer")
MANAGERS: Final[tuple[Seat, Seat]] = (("manager", "client"), ("manager", "freelancer"))
OBSERVERS: Final[tuple[Seat, Seat]] = (("observer", "client"), ("observer", "freelancer"))
SEATS: Final[tuple[Seat, ...]] = (CLIENT, FREELANCER, *MANAGERS, *OBSERVERS)

OPEN: Final[tuple[Status, ...]] = ("active", "paused", "on_hold")
"""The workroom is open: people talk."""
RUNNING: Final[tuple[Status, ...]] = ("active",)
"""New work begins, and new money comes in, only then."""
SETTLING: Final[tuple[Status, ...]] = (*OPEN, "ended")
"""What was paid for is settled also after the end: handed in, approved, or given back."""
LIVING: Final[tuple[Status, ...]] = ("offered", *OPEN)
CLOSED: Final[tuple[Status, ...]] = ("ended", "declined", "withdrawn", "expired")
STATUSES: Final[tuple[Status, ...]] = (*LIVING, *CLOSED)

STEPS: Final[dict[tuple[Status, str], Status]] = {
    ("offered", "contract.accept"): "active",
    ("offered", "contract.decline"): "declined",
    ("offered", "contract.withdraw"): "withdrawn",
    ("offered", "contract.expire"): "expired",
    ("active", "contract.pause"): "paused",
    ("paused", "contract.resume"): "active",
    ("active", "contract.hold"): "on_hold",
    ("on_hold", "contract.release"): "active",
    ("active", "contract.end"): "ended",
    ("paused", "contract.end"): "ended",
    ("on_hold", "contract.end"): "ended",
}
"""Where a step leads (domain rules, "Contract"). A pair that is not here cannot happen."""

PARTIES: Final = (CLIENT, FREELANCER)
ACTING: Final = (*PARTIES, *MANAGERS)
CLIENTS: Final = (CLIENT, MANAGERS[0])

WHO: Final[dict[str, tuple[Seat, ...]]] = {
    "contract.accept": PARTIES,
    "contract.decline": (FREELANCER,),
    "contract.withdraw": (CLIENT,),
    "contract.expire": (),
    "contract.pause": CLIENTS,
    "contract.resume": CLIENTS,
    "contract.hold": (),
    "contract.release": (),
    "contract.end": ACTING,
    "terms.propose": PARTIES,
    "terms.accept": PARTIES,
    "terms.decline": PARTIES,
    "terms.withdraw": PARTIES,
    "member.invite": ACTING,
    "invite.withdraw": ACTING,
    "member.remove": ACTING,
    "member.leave": (*MANAGERS, *OBSERVERS),
    "room.read": SEATS,
    "read.mark": SEATS,
    "typing": ACTING,
    "message.post": ACTING,
    "message.edit": ACTING,
    "message.delete": ACTING,
    "file.upload": ACTING,
    "file.read": SEATS,
    "file.delete": ACTING,
    "milestone.propose": PARTIES,
    "milestone.edit": PARTIES,
    "milestone.order": PARTIES,
    "milestone.drop": PARTIES,
    "milestone.fund": (CLIENT,),
    "milestone.submit": (FREELANCER, MANAGERS[1]),
    "milestone.review": CLIENTS,
    "milestone.request_changes": CLIENTS,
    "milestone.approve": (CLIENT,),
    "less.offer": (CLIENT,),
    "less.accept": (FREELANCER,),
    "less.decline": (FREELANCER,),
    "less.withdraw": (CLIENT,),
    "change.propose": PARTIES,
    "change.accept": PARTIES,
    "change.decline": PARTIES,
    "change.withdraw": PARTIES,
    "milestone.give_back": (FREELANCER,),
    "cancel.ask": (CLIENT,),
    "cancel.grant": (FREELANCER,),
    "cancel.decline": (FREELANCER,),
    "cancel.withdraw": (CLIENT,),
    "bonus.pay": (CLIENT,),
    "release.refund": (FREELANCER,),
    "escrow.refund": (FREELANCER,),
    "escrow.take_back": (CLIENT,),
    "payment.confirm": (CLIENT,),
    "payment.give_up": (CLIENT,),
    "money.read": SEATS,
    "time.track": (FREELANCER,),
    "time.stop": (FREELANCER,),
    "time.report": (FREELANCER,),
    "time.correct": (FREELANCER,),
    "time.ask": (FREELANCER,),
    "time.withdraw": (FREELANCER,),
    "time.answer": (CLIENT,),
    "time.take_back": (FREELANCER,),
    "overtime.accept": (CLIENT,),
    "bill.card": (CLIENT,),
    "bill.pay": (CLIENT,),
    "time.read": SEATS,
}
"""The policy: which seats may do what at all. Nobody is for the clock and for billing alone. Terms are money, which a
manager does not decide ("that side's rights except money"). Of files, one deletes only what one brought oneself; the
client and the freelancer also what their own side brought (files/rules/deleting.py)."""

WHEN: Final[dict[str, tuple[Status, ...]]] = {
    "terms.propose": LIVING,
    "terms.accept": LIVING,
    "terms.decline": LIVING,
    "terms.withdraw": LIVING,
    "member.invite": LIVING,
    "invite.withdraw": LIVING,
    "member.remove": STATUSES,
    "member.leave": STATUSES,
    "room.read": STATUSES,
    "read.mark": STATUSES,
    "typing": OPEN,
    "message.post": OPEN,
    "message.edit": OPEN,
    "message.delete": OPEN,
    "file.upload": OPEN,
    "file.read": STATUSES,
    "file.delete": OPEN,
    "milestone.propose": RUNNING,
    "milestone.edit": RUNNING,
    "milestone.order": RUNNING,
    "milestone.drop": OPEN,
    "milestone.fund": RUNNING,
    "milestone.submit": SETTLING,
    "milestone.review": SETTLING,
    "milestone.request_changes": SETTLING,
    "milestone.approve": SETTLING,
    "less.offer": SETTLING,
    "less.accept": SETTLING,
    "less.decline": SETTLING,
    "less.withdraw": SETTLING,
    "change.propose": OPEN,
    "change.accept": SETTLING,
    "change.decline": SETTLING,
    "change.withdraw": SETTLING,
    "milestone.give_back": SETTLING,
    "cancel.ask": SETTLING,
    "cancel.grant": SETTLING,
    "cancel.decline": SETTLING,
    "cancel.withdraw": SETTLING,
    "bonus.pay": SETTLING,
    "release.refund": SETTLING,
    "escrow.refund": SETTLING,
    "escrow.take_back": ("ended",),
    "payment.confirm": SETTLING,
    "payment.give_up": SETTLING,
    "money.read": STATUSES,
    "time.track": RUNNING,
    "time.stop": SETTLING,
    "time.report": SETTLING,
    "time.correct": SETTLING,
    "time.ask": SETTLING,
    "time.withdraw": SETTLING,
    "time.answer": SETTLING,
    "time.take_back": SETTLING,
    "overtime.accept": SETTLING,
    "bill.card": (*LIVING, "ended"),
    "bill.pay": SETTLING,
    "time.read": STATUSES,
} | {
    verb: tuple(status for status, step in STEPS if step == verb) for verb in {step for _, step in STEPS}
}  # fmt: skip
"""In which states of the contract a verb has a meaning."""

_STATE_NOW: Final[dict[Status, str]] = {
    "offered": "has not been accepted yet",
    "active": "is running",
    "paused": "is paused",
    "on_hold": "is on hold",
    "ended": "has ended",
    "declined": "was declined",
    "withdrawn": "was withdrawn",
    "expired": "has lapsed",
}


def may(verb: str, role: str, side: str, status: str) -> bool:
    """Whether this seat may do this in this state."""
    return (role, side) in WHO[verb] and status in WHEN[verb]


def check(verb: str, role: str, side: str, status: Status) -> None:
    """Refuse what the policy does not allow.

    Raises Forbidden("role.may_not") for the wrong seat, whatever the state; else Conflict("room.not_open") before the
    contract is accepted, Conflict("room.closed") after it is over, and Conflict("contract.not_now") in between.
    """
    check_seat(verb, role, side)
    if status in WHEN[verb]:
        return
    why = f"This contract {_STATE_NOW[status]}; this is not possible now."
    if status == "offered":
        raise Conflict("room.not_open", why)
    raise Conflict("room.closed" if status in CLOSED else "contract.not_now", why)


def check_seat(verb: str, role: str, side: str) -> None:
    """Refuse what this seat may never do. Raises Forbidden("role.may_not")."""
    if (role, side) not in WHO[verb]:
        whose = f"{role} of the {side}'s side" if role in ("manager", "observer") else role
        raise Forbidden("role.may_not", f"As {whose} you may not do this here.")


def step(status: Status, verb: str) -> Status:
    """The state that a step leads to. Raises Conflict like `check`."""
    if (status, verb) not in STEPS:
        raise Conflict("contract.not_now", f"This contract {_STATE_NOW[status]}; this is not possible now.")
    return STEPS[status, verb]

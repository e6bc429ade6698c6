"""The judge of races: whether a contract's escrow can be as it is. Pure but for `escrow_of`, which reads the rows."""

from collections import Counter
from dataclasses import dataclass

from django.db import connection

from proof.checks import Wrong

BOUND = ("funded", "submitted", "changes_requested", "disputed")
OPEN = ("processing", "needs_confirmation")


@dataclass
class Escrow:
    """All rows of a room that tell of its money, in plain values."""

    legs: dict[str, int]
    """What the legs of each account of the room sum to, by kind."""
    purse: tuple[int, int, int, int]
    """deposited, released, refunded, bound"""
    milestones: list[tuple[str, str, int, int]]
    """id, state, amount, released"""
    releases: list[tuple[str, int, int]]
    """Of milestones: the milestone's id, amount, given back"""
    payments: list[tuple[str, str, int, int]]
    """kind, state, amount, taken from free money"""
    causes: list[str]
    """Of all transfers."""


def judge(found: Escrow) -> Wrong:
    escrow, (deposited, released, refunded, bound) = found.legs.get("escrow", 0), found.purse
    paid = Counter[str]()
    for kind, state, minor, _ in found.payments:
        paid[kind] += minor if kind == "refund" or state == "succeeded" else 0
    given, back = sum(minor for _, minor, _ in found.releases), sum(back for _, _, back in found.releases)
    taken = sum(free for _, state, _, free in found.payments if state in OPEN)
    ends = {id: (state, amount) for id, state, _, amount in found.milestones}
    times = Counter(id for id, _, _ in found.releases)
    return {
        "overdrawn": int(escrow < 0) + int(not 0 <= bound <= escrow),
        "made or lost": sum(
            (
                escrow != paid["funding"] - given - (paid["refund"] - back),
                escrow != deposited - released - refunded,
                deposited != paid["funding"],
                released != given,
                refunded != paid["refund"] - back,
            )
        ),
        "wrongly bound": int(
            bound != taken + sum(minor for _, state, minor, _ in found.milestones if state in BOUND)
        ),
        "moved twice": sum(count - 1 for count in times.values())
        + sum(count - 1 for count in Counter(found.causes).values())
        + sum(back > minor for _, minor, back in found.releases),
        "released otherwise": sum(ends.get(id) != ("approved", minor) for id, minor, _ in found.releases)
        + sum(state == "approved" and not times[id] for id, state, _, _ in found.milestones),
    }


def escrow_of(room: int) -> Escrow:
    """As the database has it (a room's primary key)."""

    def rows(sql: str) -> list[tuple]:  # type: ignore[type-arg]
        with connection.cursor() as cursor:
            cursor.execute(sql, [room])
            return cursor.fetchall()

    return Escrow(
        legs=dict(
            rows(
                "SELECT account.kind, sum(leg.minor)::bigint FROM ledger_leg AS leg JOIN ledger_account AS account"
                " ON account.id = leg.account_id WHERE account.room_id = %s GROUP BY 1"
            )
        ),
        purse=rows("SELECT deposited, released, refunded, bound FROM billing_purse WHERE room_id = %s")[0],
        milestones=rows(
            "SELECT public_id, state, minor, released FROM milestones_milestone WHERE room_id = %s"
        ),
        releases=rows(
            "SELECT subject, minor, refunded FROM billing_release WHERE kind = 'milestone' AND room_id = %s"
        ),
        payments=rows("SELECT kind, state, minor, free FROM billing_payment WHERE room_id = %s"),
        causes=[cause for (cause,) in rows("SELECT cause FROM ledger_transfer WHERE room_id = %s")],
    )

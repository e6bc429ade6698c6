"""Questions of `manage.py verify_ledger` about the sums that billing keeps: each must find nothing."""

from collab.ledger.verify import also_check

_HELD = """coalesce((SELECT sum(leg.minor) FROM ledger_leg AS leg JOIN ledger_account AS account
    ON account.id = leg.account_id WHERE account.kind = '{kind}' AND account.{owner}), 0)"""
_OF_ROOM = "room_id = purse.room_id"
_PAID = """coalesce((SELECT sum(payment.minor) FROM billing_payment AS payment
    WHERE payment.room_id = purse.room_id AND payment.kind = '{kind}' AND payment.state IN {states}), 0)"""
_RELEASED = """coalesce((SELECT sum({column}) FROM billing_release AS release
    WHERE release.room_id = purse.room_id AND release.kind IN {kinds}), 0)"""
_ENDED = "('succeeded')"
_ANY = "('processing', 'needs_confirmation', 'succeeded')"
_ALL = "('milestone', 'bonus', 'bill')"

_SAME = {
    "deposited": _PAID.format(kind="funding", states=_ENDED),
    "bonuses": _PAID.format(kind="bonus", states=_ENDED),
    "billed": _PAID.format(kind="bill", states=_ENDED),
    "refunded + purse.returned": _PAID.format(kind="refund", states=_ANY),
    "released": _RELEASED.format(column="release.minor", kinds="('milestone')"),
    "returned": _RELEASED.format(column="release.refunded", kinds=_ALL),
    "fees_freelancer": _RELEASED.format(column="release.fee - release.refunded_fee", kinds=_ALL),
    "deposited - purse.released - purse.refunded": _HELD.format(kind="escrow", owner=_OF_ROOM),
    "fees_client + purse.fees_freelancer": _HELD.format(kind="fees", owner=_OF_ROOM),
    "refunded + purse.returned - purse.deposited - purse.bonuses - purse.billed - purse.fees_client": _HELD.format(
        kind="clearing", owner=_OF_ROOM
    ),
}
"""What a purse says, and where it comes from."""


def register() -> None:
    for says, comes_from in _SAME.items():
        words = says.replace("purse.", "")
        also_check(
            f"""SELECT room_id, said, summed FROM (
                SELECT purse.room_id, purse.{says} AS said, {comes_from} AS summed FROM billing_purse AS purse
            ) AS compared WHERE said <> summed ORDER BY room_id""",
            "purse of room {0}",
            f"says {{1}} for {words}; summed up it is {{2}}",
        )
    for kind, there in {"pending": "false", "available": "true"}.items():
        held = _HELD.format(
            kind=kind, owner="person_id = whose.person_id AND account.currency = whose.currency"
        )
        also_check(
            f"""SELECT person_id, currency, said, summed FROM (
                SELECT whose.person_id, whose.currency, sum(whose.minor - whose.fee - whose.refunded
                    + whose.refunded_fee) FILTER (WHERE whose.is_available = {there}) AS said, {held} AS summed
                FROM billing_release AS whose GROUP BY whose.person_id, whose.currency
            ) AS compared WHERE coalesce(said, 0) <> summed ORDER BY person_id""",
            "person {0}",
            f"has {{3}} {{1}} {kind}; by what was released it should be {{2}}",
        )

"""A question of `manage.py verify_ledger` about bills, which must find nothing."""

from collab.ledger.verify import also_check


def register() -> None:
    also_check(
        """SELECT bill.room_id, bill.monday, bill.minor, bill.fee, payment.state, payment.minor, payment.fee
           FROM timetracker_bill AS bill LEFT JOIN billing_payment AS payment ON payment.public_id = bill.payment
           WHERE bill.state = 'paid' AND bill.minor > 0 AND (payment.id IS NULL OR payment.state <> 'succeeded'
               OR payment.kind <> 'bill' OR payment.minor <> bill.minor OR payment.fee <> bill.fee)
           ORDER BY bill.id""",
        "the bill of room {0} for {1}",
        "says that {2} and a fee of {3} are paid; its payment is {4}, of {5} and {6}",
    )

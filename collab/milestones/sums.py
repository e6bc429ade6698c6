"""A question of `manage.py verify_ledger` about what is bound in escrow: it must find nothing."""

from typing import Final

from collab.ledger.verify import also_check
from collab.milestones.rules.steps import BOUND

WRONGLY_BOUND: Final = f"""SELECT room_id, said, milestones, taken FROM (
    SELECT purse.room_id, purse.bound AS said,
        coalesce((SELECT sum(milestone.minor) FROM milestones_milestone AS milestone
            WHERE milestone.room_id = purse.room_id AND milestone.state IN {BOUND}), 0) AS milestones,
        coalesce((SELECT sum(payment.free) FROM billing_payment AS payment
            WHERE payment.room_id = purse.room_id AND payment.kind = 'funding'
                AND payment.state IN ('processing', 'needs_confirmation')), 0) AS taken
    FROM billing_purse AS purse
) AS compared WHERE said <> milestones + taken ORDER BY room_id"""


def register() -> None:
    also_check(
        WRONGLY_BOUND,
        "purse of room {0}",
        "says {1} are bound; its milestones cost {2}, and fundings under way have taken {3}",
    )

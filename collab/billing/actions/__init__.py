"""What people and the clock do with money. Nothing here touches the network."""

from collab.billing.actions.bonus import pay_bonus
from collab.billing.actions.cards import add_card, remove_card
from collab.billing.actions.confirm import confirm_payment, give_up_payment
from collab.billing.actions.giving_back import refund_escrow, refund_release, take_back

__all__ = [
    "add_card",
    "confirm_payment",
    "give_up_payment",
    "pay_bonus",
    "refund_escrow",
    "refund_release",
    "remove_card",
    "take_back",
]

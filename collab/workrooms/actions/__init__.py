"""What a person or the clock may want of a workroom: one verb each, one transaction each."""

from collab.workrooms.actions.contract import end, pause, resume
from collab.workrooms.actions.due import seat_arrivals
from collab.workrooms.actions.members import (
    accept_invite,
    decline_invite,
    invite,
    remove_member,
    take_offered_seats,
    withdraw_invite,
)
from collab.workrooms.actions.offers import decline_offer, offer, withdraw_offer
from collab.workrooms.actions.terms import accept_terms, decline_terms, propose_terms, withdraw_terms

__all__ = [
    "accept_invite",
    "accept_terms",
    "decline_invite",
    "decline_offer",
    "decline_terms",
    "end",
    "invite",
    "offer",
    "pause",
    "propose_terms",
    "remove_member",
    "resume",
    "seat_arrivals",
    "take_offered_seats",
    "withdraw_invite",
    "withdraw_offer",
    "withdraw_terms",
]

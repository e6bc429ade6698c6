"""What an action on a milestone answers."""

from collab import wire
from collab.milestones.cards import card_of
from collab.milestones.models import Milestone
from collab.workrooms.models import Member


def answer(done: wire.Done, milestone: Milestone, seat: Member) -> wire.MilestoneDone:
    """With the milestone as it stands now."""
    return wire.MilestoneDone(seq=done.seq, at=done.at, milestone=card_of(milestone, seat))

"""Which verbs of the policy are open to a member now, given what is proposed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from collab.wire import Role, Side, Status, TermsVersion
from collab.workrooms.policies import POLICIES
from collab.workrooms.rules import steps

OFFER: Final = 1
"""The version that a contract begins with."""
OF_AN_OFFER: Final = {
    "contract.decline", "contract.withdraw", "member.invite", "invite.withdraw", "bill.card",
}  # fmt: skip
"""What nobody can do any more once an offer's time is over, whether or not the clock has been there yet."""
OF_MILESTONES: Final = ("milestone.", "less.", "change.", "cancel.")
"""Verbs of fixed-price contracts; which of them a milestone waits for, its own state decides."""
OF_TIME: Final = ("time.", "overtime.", "bill.")
"""Verbs of hourly contracts."""


def open_steps(
    role: Role, side: Side, status: Status, versions: Sequence[TermsVersion], now: datetime
) -> list[str]:
    """The verbs, sorted. `versions` is the whole history of the contract's terms, the offer first."""
    allowed = {verb for verb in steps.WHO if steps.may(verb, role, side, status)}
    others = OF_MILESTONES if versions[0].terms.kind == "hourly" else OF_TIME
    allowed = {verb for verb in allowed if not verb.startswith(others)}
    standing = [
        one for one in versions if one.state == "proposed" and one.expires_at and now < one.expires_at
    ]
    theirs = [one.version for one in standing if one.side != side]
    own = [one.version for one in standing if one.side == side]
    if not theirs:
        allowed -= {"contract.accept", "terms.accept"}
    if theirs in ([], [OFFER]):
        allowed.discard("terms.decline")
    if own in ([], [OFFER]):
        allowed.discard("terms.withdraw")
    if own or (status == "offered" and now >= changes_until(versions[0])):
        allowed.discard("terms.propose")
    if status == "offered" and OFFER not in {one.version for one in standing}:
        allowed -= OF_AN_OFFER
    return sorted(allowed)


def changes_until(offer: TermsVersion) -> datetime:
    """Until when (exclusive) the freelancer may ask for changes to an offer."""
    return offer.at + timedelta(days=POLICIES[offer.terms.policy].changes_days)

"""The numbers of the domain rules, as data. What was agreed under one never changes: a new number is a new `@n`."""

from decimal import Decimal

from collab.errors import Refused
from collab.wire import FeeProfile, Policy

POLICIES = {
    policy.id: policy
    for policy in (
        Policy(
            id="upwork-like@1",
            minimum_rate=Decimal("3.00"),
            weekly_limit_most=168,
            offer_days=30,
            changes_days=7,
            amendment_days=14,
            start_days_back=1,
            start_days_ahead=365,
        ),
    )
}
DEFAULT = POLICIES["upwork-like@1"]

FEE_PROFILES = {
    profile.id: profile
    for profile in (
        FeeProfile(
            id="none", name="No fees", freelancer_percent=Decimal(0), client_percent=Decimal(0), initiation_fee=0
        ),
        FeeProfile(
            id="marketplace", name="Marketplace", freelancer_percent=Decimal(10), client_percent=Decimal(5),
            initiation_fee=0,
        ),
    )
}  # fmt: skip


def fee_profile(name: str) -> FeeProfile:
    """Raises Refused("terms.fee_profile")."""
    if name not in FEE_PROFILES:
        raise Refused("terms.fee_profile", "This server has no such fee profile.")
    return FEE_PROFILES[name]

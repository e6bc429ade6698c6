"""What amounts may be paid."""

from collab import limits
from collab.errors import Refused
from collab.money import Money


def amount(
    minor: int, currency: str, *, least: int = 1, code: str = "amount", what: str = "The amount"
) -> int:
    """The amount, which is `least` at least and limits.AMOUNT_MINOR at most. Raises Refused(`code`…)."""
    if minor <= 0:
        raise Refused(f"{code}.not_positive", f"{what} must be more than zero.")
    if minor < least:
        raise Refused(f"{code}.too_small", f"{what} must be at least {Money(least, currency)}.")
    if minor > limits.AMOUNT_MINOR:
        raise Refused(f"{code}.too_large", f"{what} may be at most {Money(limits.AMOUNT_MINOR, currency)}.")
    return minor

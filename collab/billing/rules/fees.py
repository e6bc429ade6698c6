"""What is paid to the operator: per cent of an amount, rounded half up once (domain rules, "Fees")."""

from decimal import Decimal


def fee_of(minor: int, percent: Decimal) -> int:
    """So many per cent of an amount, in whole minor units, half up. The amount is not negative."""
    numerator, denominator = percent.as_integer_ratio()
    return (2 * minor * numerator + 100 * denominator) // (200 * denominator)


def fee_back(kept: int, less: int, percent: Decimal) -> int:
    """What of the fee goes back when `less` of the `kept` amount does.

    The fee of what is kept then is rounded, not the fee of what goes: so whatever goes back in however many steps,
    the fee that stays is that of what stays, and all of it is back with the last cent.
    """
    return fee_of(kept, percent) - fee_of(kept - less, percent)

"""Amounts in sentences read as on the pages."""

import pytest

from collab.money import Money


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (140_000, "EUR", "€1,400.00"),
        (5, "USD", "$0.05"),
        (0, "GBP", "£0.00"),
        (123_456_789, "CAD", "CA$1,234,567.89"),
        (-50, "USD", "-$0.50"),
        (1_500, "JPY", "¥1,500"),
        (-123_450, "CHF", "-CHF\N{NO-BREAK SPACE}1,234.50"),
    ],
)
def test_money_reads_as_english_writes_it(minor: int, currency: str, words: str) -> None:
    assert str(Money(minor, currency)) == words

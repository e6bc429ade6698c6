"""Money is whole minor units of an ISO 4217 currency; never a float (rule 8 of ARCHITECTURE.md)."""

from dataclasses import dataclass

CURRENCIES = {
    "AUD": 2, "BRL": 2, "CAD": 2, "CHF": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "HKD": 2, "HUF": 2,
    "ILS": 2, "INR": 2, "JPY": 0, "KRW": 0, "MXN": 2, "NOK": 2, "NZD": 2, "PHP": 2, "PLN": 2, "RON": 2,
    "SEK": 2, "SGD": 2, "TRY": 2, "UAH": 2, "USD": 2, "ZAR": 2,
}  # fmt: skip
"""The currencies a contract may be in, and the number of digits of their minor unit."""
SYMBOLS = {
    "AUD": "A$", "BRL": "R$", "CAD": "CA$", "EUR": "€", "GBP": "£", "HKD": "HK$", "ILS": "₪", "INR": "₹", "JPY": "¥",
    "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "PHP": "₱", "USD": "$",
}  # fmt: skip
"""How English writes them; all others by their code."""


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` whole minor units (cents) of `currency`."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in CURRENCIES:
            raise ValueError(f"{self.currency} is not a currency of this server")

    def __str__(self) -> str:
        """For people, as the pages write it in English: `€1,400.00`, `-CHF 5.00` (with a hard space), `¥500`."""
        digits = CURRENCIES[self.currency]
        sign = "-" if self.minor < 0 else ""
        whole, part = divmod(abs(self.minor), 10**digits)
        symbol = SYMBOLS.get(self.currency, f"{self.currency}\N{NO-BREAK SPACE}")
        return f"{sign}{symbol}{whole:,}" + (f".{part:0{digits}d}" if digits else "")

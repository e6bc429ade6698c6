"""The providers there are, by the name that cards carry."""

from collab.billing import sandbox
from collab.billing.provider import Provider

PROVIDERS: dict[str, Provider] = {"sandbox": sandbox}
NEW_CARDS = "sandbox"
"""Where new cards are registered."""


def provider(name: str) -> Provider:
    return PROVIDERS[name]

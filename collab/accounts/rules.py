"""What a profile and a token may say. Pure."""

from functools import cache
from zoneinfo import available_timezones

from collab import limits
from collab.errors import Refused
from collab.text import clean_line

LANGUAGES = ("en",)
"""The languages Collab speaks."""


def name(text: str) -> str:
    """Somebody's name as the others will see it. Raises Refused("name.…")."""
    return clean_line(text, most=limits.LINE_CHARS, code="name", what="The name")


def token_name(text: str) -> str:
    """What its owner calls an API token. Raises Refused("token_name.…")."""
    return clean_line(text, most=limits.LINE_CHARS, code="token_name", what="The name of the token")


@cache
def _time_zones() -> frozenset[str]:
    # Files of the machine's zoneinfo that are no places; browsers refuse them.
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})


def time_zone(text: str) -> str:
    """An IANA name, in its own spelling. Raises Refused("time_zone.unknown")."""
    if text not in _time_zones():
        raise Refused("time_zone.unknown", "This time zone is not known. Names are like Europe/Lisbon.")
    return text


def language(text: str) -> str:
    """Raises Refused("language.unknown")."""
    if text not in LANGUAGES:
        raise Refused("language.unknown", f"Collab does not speak this language, but {', '.join(LANGUAGES)}.")
    return text

"""What silence means: rows of the agenda that both sides see before they fire."""

from typing import Final

APPROVE: Final = "milestone.approve"
"""Work handed in that the client does not look at is approved in full."""
CANCEL: Final = "milestone.cancel"
"""A wish to cancel that the freelancer does not answer is granted."""
SENTENCE_CHARS: Final = 300


def sentence(what: str, title: str) -> str:
    """What happens if nobody acts, with the milestone that it is about, as long as there is room for its title."""
    room = SENTENCE_CHARS - len(what) - len(": “”.")
    if room < len(title):
        title = f"{title[: max(room - 1, 0)]}…"
    return f"{what}: “{title}”."[:SENTENCE_CHARS]

"""What a milestone may say, and what is said about it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from collab import limits, wire
from collab.billing.rules.amounts import amount
from collab.errors import Refused
from collab.money import CURRENCIES, Money
from collab.text import clean_line, clean_text

YEARS_AHEAD: Final = 10


class Draft(NamedTuple):
    """A milestone, with words that can be kept; `checklist` are the texts of its items."""

    title: str
    description: str
    minor: int
    due: date | None
    checklist: list[str]
    revision_cap: int | None


def clean(
    draft: wire.MilestoneDraft, *, currency: str, policy: wire.Policy, today: date, before: date | None = None
) -> Draft:
    """What was said, fit to be kept. `today` is the day in UTC; the due date `before` may stay though it has passed.

    Raises Refused: `title.*`, `description.*`, `amount.*`, `milestone.due`, `milestone.checklist`,
    `checklist.*`, `milestone.cap`.
    """
    amount(draft.minor, currency, least=least(policy, currency))
    if draft.due not in (None, before) and not today - timedelta(days=1) <= draft.due <= _furthest(today):
        raise Refused("milestone.due", f"The due date must be from today to {_furthest(today):%-d %B %Y}.")
    if draft.revision_cap is not None and not 0 <= draft.revision_cap <= limits.REVISIONS_MOST:
        raise Refused(
            "milestone.cap", f"Revisions can be capped at 0 to {limits.REVISIONS_MOST}, or not at all."
        )
    title = clean_line(draft.title, most=limits.LINE_CHARS, code="title", what="The title")
    description = draft.description.strip() and clean_text(
        draft.description, most=limits.LONG_TEXT_CHARS, code="description", what="The description"
    )
    return Draft(
        title, description, draft.minor, draft.due, clean_checklist(draft.checklist), draft.revision_cap
    )


def _furthest(today: date) -> date:
    return today + timedelta(days=365 * YEARS_AHEAD)


def least(policy: wire.Policy, currency: str) -> int:
    """The least that a milestone may cost, in minor units."""
    return int((policy.milestone_least * 10 ** CURRENCIES[currency]).to_integral_value())


def check_less(minor: int, full: int, currency: str) -> None:
    """Raises Refused("less.amount") for an offer that is not less than the full amount, or nothing."""
    if not 0 < minor < full:
        raise Refused(
            "less.amount",
            f"An offer of less must be more than nothing and less than {Money(full, currency)}.",
        )


def clean_checklist(texts: Sequence[str]) -> list[str]:
    """Raises Refused: `milestone.checklist`, `checklist.*`."""
    if len(texts) > limits.CHECKLIST_ITEMS:
        raise Refused("milestone.checklist", f"A checklist has at most {limits.CHECKLIST_ITEMS} items.")
    clean = [
        clean_line(
            text, most=limits.CHECKLIST_ITEM_CHARS, code="checklist", what="Each item of the checklist"
        )
        for text in texts
    ]
    if len(set(clean)) < len(clean):
        raise Refused("milestone.checklist", "Each item of the checklist can be there only once.")
    return clean


def numbered(
    texts: Sequence[str], before: Sequence[wire.ChecklistItem], last: int
) -> tuple[list[wire.ChecklistItem], int]:
    """Items with ids, and the highest id ever used: one that says the same keeps its id, and none is used again."""
    ids = {item.text: item.id for item in before}
    items = []
    for text in texts:
        if text not in ids:
            last += 1
            ids[text] = last
        items.append(wire.ChecklistItem(id=ids[text], text=text))
    return items, last


def said(text: str, *, what: str, code: str, most: int = limits.TEXT_CHARS, needed: bool = False) -> str:
    """Words about a milestone; without `needed` there may be none. Raises Refused `<code>.*`."""
    if not needed and not text.strip():
        return ""
    return clean_text(text, most=most, code=code, what=what)

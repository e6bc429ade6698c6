"""What a milestone may say. No database."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from collab import limits, wire
from collab.errors import Refused
from collab.milestones.rules import drafts
from collab.workrooms.policies import DEFAULT

TODAY = date(2026, 3, 2)


def draft(**changes: Any) -> wire.MilestoneDraft:
    return wire.MilestoneDraft.model_validate({"title": "Logo", "minor": 50_000} | changes)


def clean(currency: str = "EUR", **changes: Any) -> drafts.Draft:
    return drafts.clean(draft(**changes), currency=currency, policy=DEFAULT, today=TODAY)


def refused(currency: str = "EUR", **changes: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as why:
        clean(currency, **changes)
    return why.value.code, why.value.message


def test_words_are_cleaned_and_kept() -> None:
    kept = clean(
        title="  Logo ", description="Two\r\nlines", due=TODAY, checklist=[" As SVG "], revision_cap=0
    )
    assert kept == drafts.Draft("Logo", "Two\nlines", 50_000, TODAY, ["As SVG"], 0)
    assert clean(description="  ") == drafts.Draft("Logo", "", 50_000, None, [], None)


@pytest.mark.parametrize(
    ("currency", "minor", "words"),
    [
        ("EUR", 0, "The amount must be more than zero."),
        ("EUR", -500, "The amount must be more than zero."),
        ("EUR", 499, "The amount must be at least €5.00."),
        ("JPY", 4, "The amount must be at least ¥5."),
        ("EUR", limits.AMOUNT_MINOR + 1, "The amount may be at most €100,000,000.00."),
        ("EUR", 2**70, "The amount may be at most €100,000,000.00."),
    ],
)
def test_the_amount_has_its_bounds(currency: str, minor: int, words: str) -> None:
    code, said = refused(currency, minor=minor)
    assert (code.split(".")[0], said) == ("amount", words)


def test_the_bounds_themselves_are_allowed() -> None:
    assert clean("EUR", minor=500).minor == 500
    assert clean("JPY", minor=5).minor == 5
    assert clean("EUR", minor=limits.AMOUNT_MINOR).minor == limits.AMOUNT_MINOR


@pytest.mark.parametrize("minor", [12.345, 12.0, "1200", "12.345", True, None])
def test_money_crosses_the_network_in_whole_minor_units_only(minor: Any) -> None:
    with pytest.raises(ValidationError):
        draft(minor=minor)


def test_a_draft_has_no_currency_of_its_own() -> None:
    with pytest.raises(ValidationError):
        draft(currency="USD")


@pytest.mark.parametrize("days", [-2, 365 * 10 + 1])
def test_the_due_date_is_neither_past_nor_beyond_all_plans(days: int) -> None:
    assert refused(due=TODAY + timedelta(days=days)) == (
        "milestone.due",
        "The due date must be from today to 28 February 2036.",
    )


def test_today_is_another_day_west_of_greenwich() -> None:
    assert clean(due=TODAY - timedelta(days=1)).due == TODAY - timedelta(days=1)


@pytest.mark.parametrize("cap", [-1, limits.REVISIONS_MOST + 1])
def test_the_cap_of_revisions_has_its_bounds(cap: int) -> None:
    assert refused(revision_cap=cap)[0] == "milestone.cap"
    assert clean(revision_cap=limits.REVISIONS_MOST).revision_cap == limits.REVISIONS_MOST


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "title.empty"),
        ({"title": "x" * (limits.LINE_CHARS + 1)}, "title.too_long"),
        ({"title": "two\nlines"}, "title.control"),
        ({"title": "\u202egnp"}, "title.bidi"),
        ({"description": "x" * (limits.LONG_TEXT_CHARS + 1)}, "description.too_long"),
        ({"description": "\x00"}, "description.control"),
        ({"checklist": [""]}, "checklist.empty"),
        ({"checklist": ["x" * (limits.CHECKLIST_ITEM_CHARS + 1)]}, "checklist.too_long"),
        ({"checklist": ["a", " a"]}, "milestone.checklist"),
        ({"checklist": [str(n) for n in range(limits.CHECKLIST_ITEMS + 1)]}, "milestone.checklist"),
    ],
)
def test_words_that_cannot_stand_there_are_refused(changes: dict[str, Any], code: str) -> None:
    found, words = refused(**changes)
    assert found == code
    assert words.endswith(".")


def test_an_item_that_says_the_same_keeps_its_number_and_none_is_used_again() -> None:
    first, last = drafts.numbered(["a", "b", "c"], [], 0)
    assert [(item.id, item.text) for item in first] == [(1, "a"), (2, "b"), (3, "c")]
    second, last = drafts.numbered(["c", "a"], first, last)
    assert [(item.id, item.text) for item in second] == [(3, "c"), (1, "a")]
    third, last = drafts.numbered(["c", "b"], second, last)
    assert [(item.id, item.text) for item in third] == [(3, "c"), (4, "b")]
    assert last == 4


@pytest.mark.parametrize("minor", [0, -1, 50_000, 50_001])
def test_an_offer_of_less_is_less_and_more_than_nothing(minor: int) -> None:
    with pytest.raises(Refused) as why:
        drafts.check_less(minor, 50_000, "EUR")
    assert why.value.code == "less.amount"
    drafts.check_less(1, 50_000, "EUR")
    drafts.check_less(49_999, 50_000, "EUR")

"""What terms may say, and from when they count: on paper, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab import limits, wire
from collab.errors import Conflict, Refused
from collab.workrooms.policies import DEFAULT
from collab.workrooms.rules import terms

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)
"""A Wednesday."""
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
SOMEBODY = UUID(int=1)


def hourly(**changes: Any) -> wire.TermsDraft:
    draft = {
        "title": "Booking app", "kind": "hourly", "currency": "USD", "rate": 4500, "weekly_limit": 20,
        "manual_time": True, "start": TODAY,
    }  # fmt: skip
    return wire.TermsDraft.model_validate(draft | changes)


def fixed(**changes: Any) -> wire.TermsDraft:
    return wire.TermsDraft.model_validate({"title": "A logo", "kind": "fixed", "currency": "EUR"} | changes)


def agreed(**changes: Any) -> wire.Terms:
    return terms.checked(hourly(**changes), DEFAULT, TODAY)


def code_of(draft: wire.TermsDraft) -> str:
    with pytest.raises(Refused) as refused:
        terms.checked(draft, DEFAULT, TODAY)
    assert refused.value.message.endswith(".")
    return refused.value.code


def test_terms_of_both_kinds_pass_and_name_their_policy() -> None:
    assert terms.checked(hourly(), DEFAULT, TODAY).policy == "upwork-like@1"
    assert terms.checked(fixed(), DEFAULT, TODAY).rate is None


@pytest.mark.parametrize(("currency", "rate"), [("USD", 300), ("EUR", 300), ("JPY", 3), ("KRW", 3)])
def test_the_least_rate_is_three_whole_units_in_whatever_digits_the_currency_has(
    currency: str, rate: int
) -> None:
    assert terms.checked(hourly(currency=currency, rate=rate), DEFAULT, TODAY).rate == rate
    assert code_of(hourly(currency=currency, rate=rate - 1)) == "terms.rate"


def test_a_least_rate_with_a_fraction_of_a_minor_unit_rounds_up() -> None:
    policy = DEFAULT.model_copy(update={"minimum_rate": Decimal("3.001")})
    assert [terms.minimum_rate(policy, currency) for currency in ("USD", "JPY")] == [301, 4]


@pytest.mark.parametrize("rate", [-1, 0, -(10**30), limits.RATE_MINOR + 1, 10**30])
def test_a_rate_that_is_negative_none_or_huge_is_refused(rate: int) -> None:
    assert code_of(hourly(rate=rate)) == "terms.rate"


@pytest.mark.parametrize("limit", [0, 1, 168])
def test_a_weekly_limit_is_whole_hours_of_a_week(limit: int) -> None:
    assert terms.checked(hourly(weekly_limit=limit), DEFAULT, TODAY).weekly_limit == limit


@pytest.mark.parametrize("limit", [-1, 169, 10**30])
def test_other_weekly_limits_are_refused(limit: int) -> None:
    assert code_of(hourly(weekly_limit=limit)) == "terms.weekly_limit"


@pytest.mark.parametrize("currency", ["usd", "XXX", "", "BTC", "US", "USDX", "\ud800"])
def test_a_currency_that_does_not_exist_is_refused(currency: str) -> None:
    assert code_of(hourly(currency=currency)) == "terms.currency"


def test_an_unknown_fee_profile_is_refused() -> None:
    assert code_of(hourly(fee_profile="free lunch")) == "terms.fee_profile"


@pytest.mark.parametrize("field", ["rate", "weekly_limit", "manual_time", "start"])
def test_an_hourly_contract_needs_its_fields_and_a_fixed_one_has_none_of_them(field: str) -> None:
    assert code_of(hourly(**{field: None})) == f"terms.{field}"
    assert code_of(fixed(**{field: hourly().model_dump()[field]})) == f"terms.{field}"


@pytest.mark.parametrize("days", [-1, 0, 365])
def test_the_first_day_is_near_today(days: int) -> None:
    start = TODAY + timedelta(days=days)
    assert terms.checked(hourly(start=start), DEFAULT, TODAY).start == start


@pytest.mark.parametrize(
    "start", [TODAY - timedelta(days=2), TODAY + timedelta(days=366), date.min, date.max]
)
def test_a_first_day_far_from_today_is_refused_unless_it_was_agreed_already(start: date) -> None:
    assert code_of(hourly(start=start)) == "terms.start"
    base = agreed().model_copy(update={"start": start})
    assert terms.checked(hourly(start=start), DEFAULT, TODAY, base).start == start


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "terms.title.empty"),
        (" \n ", "terms.title.empty"),
        ("x" * (limits.LINE_CHARS + 1), "terms.title.too_long"),
        ("nul\x00", "terms.title.control"),
        ("two\nlines", "terms.title.control"),
        ("\u202eevil", "terms.title.bidi"),
        ("\u2067isolate", "terms.title.bidi"),
        ("half \ud83d", "terms.title.broken"),
    ],
)
def test_a_title_that_cannot_be_shown_is_refused(title: str, code: str) -> None:
    assert code_of(hourly(title=title)) == code


def test_a_description_may_be_missing_but_not_hostile() -> None:
    assert terms.checked(hourly(description=" \n"), DEFAULT, TODAY).description == ""
    assert terms.checked(hourly(description="a\r\nb"), DEFAULT, TODAY).description == "a\nb"
    assert code_of(hourly(description="\u202e")) == "terms.description.bidi"
    assert code_of(hourly(description="x" * (limits.LONG_TEXT_CHARS + 1))) == "terms.description.too_long"


def test_a_change_changes_something() -> None:
    with pytest.raises(Conflict) as refused:
        terms.check_change(agreed(), agreed(), running=True)
    assert refused.value.code == "terms.same"
    terms.check_change(agreed(), agreed(rate=4600), running=True)


@pytest.mark.parametrize(
    "change", [{"currency": "EUR"}, {"fee_profile": "marketplace"}, {"start": TODAY + timedelta(1)}]
)
def test_what_money_rests_on_is_open_in_an_offer_and_settled_in_a_running_contract(
    change: dict[str, Any],
) -> None:
    terms.check_change(agreed(), agreed(**change), running=False)
    with pytest.raises(Conflict) as refused:
        terms.check_change(agreed(), agreed(**change), running=True)
    assert refused.value.code == "terms.settled"


@pytest.mark.parametrize("running", [True, False])
def test_the_kind_never_changes(running: bool) -> None:
    with pytest.raises(Conflict) as refused:
        terms.check_change(agreed(), terms.checked(fixed(), DEFAULT, TODAY), running=running)
    assert refused.value.code == "terms.settled"


def test_changed_names_the_fields_that_differ() -> None:
    assert terms.changed(agreed(), agreed(rate=4600, title="App")) == ["title", "rate"]


# ── from when it counts ─────────────────────────────────────────────────────────────────────────────────────────


def accepted(
    number: int, new: wire.Terms, at: datetime, before: list[wire.TermsVersion]
) -> wire.TermsVersion:
    return wire.TermsVersion(
        version=number, state="accepted", terms=new, side="client", by=SOMEBODY, at=at, decided_by=SOMEBODY,
        decided_at=at, counts_from=terms.counts_from(before, new, at),
    )  # fmt: skip


def history(*changes: tuple[datetime, dict[str, Any]]) -> list[wire.TermsVersion]:
    """Versions accepted one after the other; each change is to the terms agreed before."""
    found: list[wire.TermsVersion] = []
    now: dict[str, Any] = {}
    for number, (at, change) in enumerate(changes, 1):
        now |= change
        found.append(accepted(number, agreed(**now), at, found))
    return found


def test_the_first_terms_count_at_once() -> None:
    [first] = history((NOW, {}))
    assert set(first.counts_from) == set(wire.Terms.model_fields)
    assert set(first.counts_from.values()) == {NOW}


@pytest.mark.parametrize(
    ("change", "begins"),
    [
        ({"weekly_limit": 30}, NOW),
        ({"weekly_limit": 10}, MONDAY),
        ({"rate": 5000}, MONDAY),
        ({"rate": 4000}, MONDAY),
        ({"title": "Another"}, NOW),
        ({"manual_time": False}, NOW),
        ({"description": "More"}, NOW),
    ],
)
def test_a_raised_limit_counts_now_a_lowered_one_and_a_rate_from_next_monday(
    change: dict[str, Any], begins: datetime
) -> None:
    [_, second] = history((NOW - timedelta(days=30), {}), (NOW, change))
    assert second.counts_from == dict.fromkeys(change, begins)


def test_a_lowered_limit_is_in_force_from_monday_midnight_to_the_microsecond() -> None:
    versions = history((NOW - timedelta(days=30), {}), (NOW, {"weekly_limit": 10}))
    assert terms.terms_in_force(versions, MONDAY - timedelta(microseconds=1)).weekly_limit == 20
    assert terms.terms_in_force(versions, MONDAY).weekly_limit == 10


def test_a_limit_between_the_one_in_force_and_the_lowered_one_is_lowered_too() -> None:
    start = NOW - timedelta(days=30)
    versions = history(
        (start, {}), (NOW, {"weekly_limit": 10}), (NOW + timedelta(hours=1), {"weekly_limit": 15})
    )
    assert versions[2].counts_from == {"weekly_limit": MONDAY}
    assert terms.terms_in_force(versions, MONDAY).weekly_limit == 15


def test_taking_a_lowered_limit_back_before_it_counts_leaves_the_limit_as_it_was() -> None:
    start, back = NOW - timedelta(days=30), NOW + timedelta(hours=1)
    versions = history((start, {}), (NOW, {"weekly_limit": 10}), (back, {"weekly_limit": 20}))
    assert terms.terms_in_force(versions, back).weekly_limit == 20
    assert terms.terms_in_force(versions, MONDAY).weekly_limit == 20


def test_a_second_change_keeps_what_the_first_one_said_about_other_fields() -> None:
    start, later = NOW - timedelta(days=30), NOW + timedelta(hours=1)
    versions = history((start, {}), (NOW, {"rate": 5000}), (later, {"weekly_limit": 40}))
    before, after = terms.terms_in_force(versions, later), terms.terms_in_force(versions, MONDAY)
    assert (before.rate, before.weekly_limit) == (4500, 40)
    assert (after.rate, after.weekly_limit) == (5000, 40)


def test_what_was_only_proposed_declined_or_withdrawn_never_counts() -> None:
    versions = history((NOW, {}))
    for number, state in enumerate(("proposed", "declined", "withdrawn", "expired"), 2):
        versions.append(
            accepted(number, agreed(rate=9000), NOW, versions).model_copy(update={"state": state})
        )
    assert terms.terms_in_force(versions, MONDAY + timedelta(days=7)).rate == 4500


def test_before_the_first_acceptance_nothing_is_in_force() -> None:
    with pytest.raises(ValueError, match="nothing was agreed"):
        terms.terms_in_force(history((NOW, {})), NOW - timedelta(microseconds=1))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()))
def test_next_monday_is_the_first_monday_midnight_in_utc_after_the_instant(at: datetime) -> None:
    monday = terms.next_monday(at)
    assert (monday.weekday(), monday.timetz()) == (0, datetime(2000, 1, 1, tzinfo=UTC).timetz())
    assert timedelta(0) < monday - at <= timedelta(days=7)


CHANGES = st.fixed_dictionaries(
    {}, optional={"rate": st.integers(300, 900), "weekly_limit": st.integers(0, 168)}
)


@given(st.lists(st.tuples(st.timedeltas(timedelta(minutes=1), timedelta(days=5)), CHANGES), max_size=8))
def test_no_week_has_two_rates_and_no_limit_falls_within_a_week(
    steps: list[tuple[timedelta, dict[str, Any]]],
) -> None:
    at = MONDAY
    changes: list[tuple[datetime, dict[str, Any]]] = [(MONDAY, {})]
    for wait, change in steps:
        at += wait
        changes.append((at, change))
    versions = history(*changes)
    week, end = MONDAY, terms.next_monday(at) + timedelta(days=7)
    while week < end:
        moments = sorted({week, *(when for when, _ in changes if week <= when < week + timedelta(days=7))})
        found = [terms.terms_in_force(versions, moment) for moment in moments]
        assert len({one.rate for one in found}) == 1
        limits_of_week = [one.weekly_limit or 0 for one in found]
        assert limits_of_week == sorted(limits_of_week)
        week += timedelta(days=7)
    assert terms.terms_in_force(versions, end) == versions[-1].terms

"""What terms may say, and from when changed terms count (domain rules, "Contract")."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING
from typing import Any, Final

from collab import limits
from collab.errors import Conflict, Refused
from collab.money import CURRENCIES, Money
from collab.text import clean_line, clean_text
from collab.wire import Policy, Terms, TermsDraft, TermsVersion
from collab.workrooms.policies import fee_profile

FIELDS: Final = tuple(Terms.model_fields)
HOURLY: Final = ("rate", "weekly_limit", "manual_time", "start")
"""The fields that exactly the hourly contracts have."""
ALSO_HOURLY: Final = ("retainer", "reading_mode")
"""The fields that only hourly contracts may have."""
SETTLED: Final = ("kind", "currency", "fee_profile", "start")
"""What an amendment of a running contract leaves alone: money has moved, or may have, on these."""


def checked(draft: TermsDraft, policy: Policy, today: date, base: Terms | None = None) -> Terms:
    """Terms that a contract may have under this policy, cleaned.

    `today` is the day in UTC; `base` are the terms that these would replace: a first day that stays is not judged
    again. Raises Refused with a code `terms.…`.
    """
    fee_profile(draft.fee_profile)
    if draft.currency not in CURRENCIES:
        raise Refused(
            "terms.currency", "Contracts cannot be in this currency here; it takes a code like USD or EUR."
        )
    _check_fields_of_kind(draft)
    if draft.kind == "hourly":
        _check_rate(draft, policy)
        _check_weekly_limit(draft, policy)
        _check_retainer(draft)
        if base is None or draft.start != base.start:
            _check_start(draft, policy, today)
    return Terms.model_validate(
        draft.model_dump()
        | {
            "title": clean_line(draft.title, most=limits.LINE_CHARS, code="terms.title", what="The title"),
            "description": words(draft.description, code="terms.description", what="The description"),
            "policy": policy.id,
        }
    )


def words(text: str, *, code: str, what: str, most: int = limits.LONG_TEXT_CHARS) -> str:
    """Several lines that may also be missing."""
    return clean_text(text, most=most, code=code, what=what) if text.strip() else ""


def _check_fields_of_kind(draft: TermsDraft) -> None:
    for field in HOURLY:
        given, name = getattr(draft, field) is not None, field.replace("_", " ")
        if given and draft.kind == "fixed":
            raise Refused(f"terms.{field}", f"A fixed-price contract has no {name}.")
        if not given and draft.kind == "hourly":
            raise Refused(f"terms.{field}", f"An hourly contract needs the {name}.")
    for field in ALSO_HOURLY:
        if draft.kind == "fixed" and getattr(draft, field) is not None:
            raise Refused(f"terms.{field}", f"A fixed-price contract has no {field.replace('_', ' ')}.")


def minimum_rate(policy: Policy, currency: str) -> int:
    """The least an hour may cost, in minor units; a fraction of one rounds up."""
    return int((policy.minimum_rate * 10 ** CURRENCIES[currency]).to_integral_value(ROUND_CEILING))


def _check_rate(draft: TermsDraft, policy: Policy) -> None:
    least, rate = minimum_rate(policy, draft.currency), draft.rate or 0
    if rate < least:
        raise Refused("terms.rate", f"The rate must be at least {Money(least, draft.currency)} per hour.")
    if rate > limits.RATE_MINOR:
        most = Money(limits.RATE_MINOR, draft.currency)
        raise Refused("terms.rate", f"The rate may be at most {most} per hour.")


def _check_weekly_limit(draft: TermsDraft, policy: Policy) -> None:
    if not 0 <= (draft.weekly_limit or 0) <= policy.weekly_limit_most:
        raise Refused(
            "terms.weekly_limit", f"The weekly limit must be 0 to {policy.weekly_limit_most} whole hours."
        )


def _check_retainer(draft: TermsDraft) -> None:
    if draft.retainer is None:
        return
    most = Money(limits.AMOUNT_MINOR, draft.currency)
    if not 0 < draft.retainer <= limits.AMOUNT_MINOR:
        raise Refused("terms.retainer", f"The weekly retainer must be more than nothing, and at most {most}.")


def _check_start(draft: TermsDraft, policy: Policy, today: date) -> None:
    first = today - timedelta(days=policy.start_days_back)
    last = today + timedelta(days=policy.start_days_ahead)
    if draft.start is None or not first <= draft.start <= last:
        raise Refused("terms.start", f"The first day must be from {first} to {last}.")


def changed(old: Terms, new: Terms) -> list[str]:
    """The names of the fields that differ, in the order of `Terms`."""
    return [field for field in FIELDS if getattr(old, field) != getattr(new, field)]


def check_change(base: Terms, new: Terms, *, running: bool) -> None:
    """Whether `new` may be proposed in place of `base`. Raises Conflict("terms.same" or "terms.settled")."""
    differing = changed(base, new)
    if not differing:
        raise Conflict("terms.same", "These are the terms as they are: nothing would change.")
    for field in SETTLED if running else ("kind",):
        if field in differing:
            name = field.replace("_", " ")
            raise Conflict("terms.settled", f"The {name} of this contract cannot change any more.")


def next_monday(at: datetime) -> datetime:
    """The first Monday 00:00 UTC after the instant; a Monday's own midnight has begun its week already."""
    days = 7 - at.astimezone(UTC).weekday()
    return datetime.combine(at.astimezone(UTC).date() + timedelta(days=days), time(), UTC)


def counts_from(versions: Sequence[TermsVersion], new: Terms, at: datetime) -> dict[str, datetime]:
    """From when each field counts that accepting `new` at this instant changes.

    The first terms count at once. Later a lowered limit and a changed rate or retainer wait for the next Monday 00:00
    UTC, so that no week has two; whether a limit is lowered tells the one in force, not one that was agreed but does
    not count yet.
    """
    accepted = _accepted(versions)
    if not accepted:
        return dict.fromkeys(FIELDS, at)
    agreed, in_force = accepted[-1].terms, terms_in_force(versions, at)

    def begin(field: str) -> datetime:
        now, then = getattr(in_force, field), getattr(new, field)
        waits = then != now if field in ("rate", "retainer") else field == "weekly_limit" and then < now
        return next_monday(at) if waits else at

    return {field: begin(field) for field in changed(agreed, new)}


def terms_in_force(versions: Sequence[TermsVersion], at: datetime) -> Terms:
    """The terms that count at this instant: for each field, the newest accepted version that it counts in.

    Raises ValueError before the first acceptance.
    """
    found: dict[str, Any] = {}
    for version in _accepted(versions):
        for field, begin in version.counts_from.items():
            if begin <= at:
                found[field] = getattr(version.terms, field)
    if len(found) < len(FIELDS):
        raise ValueError(f"nothing was agreed yet at {at}")
    return Terms.model_validate(found)


def _accepted(versions: Sequence[TermsVersion]) -> list[TermsVersion]:
    """In the order of their acceptance, which on an offer need not be that of their numbers."""
    found = [
        version for version in versions if version.state == "accepted" and version.decided_at is not None
    ]
    return sorted(found, key=lambda version: (version.decided_at, version.version))

"""The loop over weeks, and over the reports of each."""

from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from collab.timetracker.models import Bill, Report, Week
from collab.workrooms.models import TermsVersion
from collab.workrooms.policies import FEE_PROFILES

HOLD = timedelta(days=16)


def bill_weeks(count: int) -> int:
    """The first weeks that have no bill yet. → how many were billed"""
    made = 0
    for week in Week.objects.filter(state="review").order_by("id")[:count]:
        if not Bill.objects.filter(room_id=week.room_id, monday=week.monday).exists():
            bill_week(week)
            made += 1
    return made


def bill_week(week: Week) -> Bill:
    seconds = {"tracked": 0, "manual": 0}
    begins = datetime.combine(week.monday, time(), UTC)
    reports = Report.objects.filter(
        room=week.room_id, start__gte=begins, start__lt=begins + timedelta(days=7)
    )
    for report in reports.order_by("start", "public_id"):
        terms = TermsVersion.objects.get(room=report.room_id, state="accepted")
        left = (terms.weekly_limit or 0) * 3600 - sum(seconds.values())
        seconds[report.kind] += max(min(unshared(report), left), 0)
    terms = TermsVersion.objects.get(room=week.room_id, state="accepted")
    lines = [line(week, kind, spent, terms.rate or 0) for kind, spent in seconds.items() if spent]
    minor = sum(one["minor"] for one in lines)
    fees = FEE_PROFILES[terms.fee_profile]
    now = timezone.now()
    week.state = "invoiced"
    week.save()
    return Bill.objects.create(
        room_id=week.room_id, monday=week.monday, lines=lines, minor=minor, fee=percent(minor, fees.client_percent),
        net=minor - percent(minor, fees.freelancer_percent), currency=terms.currency, state="charging", at=now, seq=1,
        available_at=begins + HOLD,
    )  # fmt: skip


def unshared(report: Report) -> int:
    """Seconds of it that no earlier report of the same person has, on whichever contract."""
    earlier = Report.objects.filter(
        Q(start__lt=report.start) | Q(start=report.start, public_id__lt=report.public_id),
        person=report.person_id,
        start__gte=report.start - timedelta(days=1),
        end__gt=report.start,
    )
    start = max([report.start, *(other.end for other in earlier)])
    return max(int((report.end - start).total_seconds()), 0)


def line(week: Week, kind: str, seconds: int, rate: int) -> dict[str, Any]:
    return {
        "kind": kind, "week": week.monday.isoformat(), "seconds": seconds, "rate": rate,
        "minor": rounded(Decimal(seconds) * rate / 3600), "text": "",
    }  # fmt: skip


def percent(minor: int, of: Decimal) -> int:
    return rounded(minor * of / 100)


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))

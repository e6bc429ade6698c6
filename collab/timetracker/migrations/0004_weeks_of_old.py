"""The week of now, with its dues, of the hourly contracts that are there already."""

from datetime import UTC, date, datetime, time, timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RUNNING = ("active", "paused", "on_hold")


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    room, version, week, due = (
        apps.get_model("workrooms", "Room"), apps.get_model("workrooms", "TermsVersion"),
        apps.get_model("timetracker", "Week"), apps.get_model("agenda", "Due"),
    )  # fmt: skip
    today = datetime.now(UTC).date()
    for pk, public_id in room.objects.filter(kind="hourly", status__in=RUNNING).values_list(
        "pk", "public_id"
    ):
        agreed = version.objects.filter(room_id=pk, state="accepted").order_by("-decided_at", "-version")
        terms = agreed.values_list("start", "weekly_limit").first()
        if terms is None or week.objects.filter(room_id=pk).exists():
            continue
        start, hours = terms
        assert start is not None, "every hourly contract has a first day"
        assert hours is not None, "and a limit"
        first: date = max(today, start)
        monday = first - timedelta(days=first.weekday())
        week.objects.create(room_id=pk, monday=monday, limit=hours * 3_600)
        for verb, (at, sentence) in dues_of(monday).items():
            due.objects.create(
                verb=verb, subject=f"{public_id}/{monday.isoformat()}", room_id=pk, sentence=sentence, due_at=at,
                next_at=at,
            )  # fmt: skip


def dues_of(monday: date) -> dict[str, tuple[datetime, str]]:
    """As `weeks.ensure` has them: contracts of then have no retainer, so that nothing is to be charged yet."""
    ends, name = datetime.combine(monday + timedelta(days=7), time(), UTC), f"week of {monday:%-d %B}"
    locks = f"The diary of the {name} locks. So far there is nothing to charge."
    return {
        "week.end": (ends, f"The {name} ends; its diary can be corrected until it is billed."),
        "week.bill": (ends + timedelta(hours=12), locks),
    }


class Migration(migrations.Migration):
    dependencies = [("timetracker", "0003_runs_of_old"), ("agenda", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

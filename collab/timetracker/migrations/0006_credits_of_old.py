"""Credits that no bill follows, of contracts that have ended already: the clock gives them back."""

from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Sum

from collab.money import Money


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As `extras.return_soon` does."""
    week, bill, extra, due = (
        *(apps.get_model("timetracker", name) for name in ("Week", "Bill", "Extra")), apps.get_model("agenda", "Due"),
    )  # fmt: skip
    now = datetime.now(UTC)
    left = extra.objects.filter(room__status="ended", bill=None, given_back_at=None).order_by()
    sums = left.values_list("room_id", "room__public_id").annotate(sum=Sum("minor"))
    for room, public_id, minor in sums.filter(sum__lt=0):
        if week.objects.filter(room_id=room, state__in=("open", "review")).exists():
            continue
        currency = bill.objects.filter(room_id=room).values_list("currency", flat=True)[0]
        words = f"A credit of {Money(-minor, currency)}, which no bill follows, goes back to the client."
        due.objects.create(
            verb="credit.return",
            subject=str(public_id),
            room_id=room,
            sentence=words,
            due_at=now,
            next_at=now,
        )


class Migration(migrations.Migration):
    dependencies = [("timetracker", "0005_given_back"), ("agenda", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

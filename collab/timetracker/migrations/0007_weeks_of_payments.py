"""Which week the payments of old pay for: those of bills by the title of their papers, refunds by their charge."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As `charging.title_of` names them: also a charge that failed before another paid."""
    bill, payment = apps.get_model("timetracker", "Bill"), apps.get_model("billing", "Payment")
    for room, monday in bill.objects.values_list("room_id", "monday"):
        here = payment.objects.filter(room_id=room, week=None)
        here.filter(kind="bill", title=f"Week of {monday:%-d %B %Y}").update(week=monday)
        here.filter(of__kind="bill", of__week=monday).update(week=monday)


class Migration(migrations.Migration):
    dependencies = [("timetracker", "0006_credits_of_old"), ("billing", "0006_week_of_payment")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

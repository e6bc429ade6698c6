"""When the hourly contracts that are there already ran, as their logs tell it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BEGIN = ("contract.accepted", "contract.resumed", "contract.released")
HALT = ("contract.paused", "contract.held", "contract.ended")


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    room, event, run = (
        apps.get_model("workrooms", "Room"), apps.get_model("workrooms", "Event"), apps.get_model("timetracker", "Run"),
    )  # fmt: skip
    for pk in room.objects.filter(kind="hourly").order_by("pk").values_list("pk", flat=True).iterator():
        told = event.objects.filter(room_id=pk, kind__in=(*BEGIN, *HALT)).order_by("seq")
        start = None
        for kind, at in told.values_list("kind", "at"):
            if kind in BEGIN and start is None:
                start = at
            elif kind in HALT and start is not None:
                run.objects.create(room_id=pk, start=start, end=at, paused=kind == "contract.paused")
                start = None
            elif kind == "contract.ended":
                run.objects.create(room_id=pk, start=at, end=at)
        if start is not None:
            run.objects.create(room_id=pk, start=start)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("timetracker", "Run").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("timetracker", "0002_only_grows"), ("workrooms", "0004_hourly_terms")]
    operations = [migrations.RunPython(make, undo)]

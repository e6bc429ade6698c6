"""Proposals that were made before there was an agenda are put on it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SENTENCES = {True: "The offer lapses.", False: "The proposal lapses, and the terms stay as they are."}


def put(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    due = apps.get_model("agenda", "Due")
    standing = (
        apps.get_model("workrooms", "TermsVersion").objects.filter(state="proposed").select_related("room")
    )
    due.objects.bulk_create(
        due(
            verb="terms.lapse", subject=f"{one.room.public_id}/{one.version}", room_id=one.room_id,
            side="freelancer" if one.side == "client" else "client", due_at=one.expires_at, next_at=one.expires_at,
            sentence=SENTENCES[one.version == 1],
        )
        for one in standing.iterator()
    )  # fmt: skip


def take_out(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("agenda", "Due").objects.filter(verb="terms.lapse").delete()


class Migration(migrations.Migration):
    dependencies = [("workrooms", "0002_append_only"), ("agenda", "0001_initial")]
    operations = [migrations.RunPython(put, take_out)]

"""The log only grows: the database itself refuses to change or remove a row of it (rule 6)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SENTENCE = "The log only grows: events are never changed or removed."

SQLITE = [
    f"""CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON workrooms_event
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for verb in ("UPDATE", "DELETE")
]
SQLITE_UNDO = ["DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"]

POSTGRESQL = [
    f"""CREATE FUNCTION workrooms_event_only_grows() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON workrooms_event
       FOR EACH STATEMENT EXECUTE FUNCTION workrooms_event_only_grows()""",
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER event_only_grows ON workrooms_event",
    "DROP FUNCTION workrooms_event_only_grows()",
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("workrooms", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]

"""Work that was handed in stays as it was: the database keeps it (rule 6)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

HANDED_IN = "Work that was handed in is never changed or removed."
IDENTITY = "milestone_id, number, message, frozen_set_id, checklist, by_id, at, review_until"

SQLITE = [
    f"""CREATE TRIGGER milestones_submission_no_update BEFORE UPDATE OF {IDENTITY} ON milestones_submission
        BEGIN SELECT RAISE(ABORT, '{HANDED_IN}'); END""",
    f"""CREATE TRIGGER milestones_submission_no_delete BEFORE DELETE ON milestones_submission
        BEGIN SELECT RAISE(ABORT, '{HANDED_IN}'); END""",
]
SQLITE_UNDO = [
    "DROP TRIGGER milestones_submission_no_update",
    "DROP TRIGGER milestones_submission_no_delete",
]

POSTGRESQL = [
    f"""CREATE FUNCTION milestones_submission_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{HANDED_IN}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER milestones_submission_no_update BEFORE UPDATE OF {IDENTITY} ON milestones_submission
        FOR EACH ROW EXECUTE FUNCTION milestones_submission_stays()""",
    """CREATE TRIGGER milestones_submission_no_delete BEFORE DELETE OR TRUNCATE ON milestones_submission
       FOR EACH STATEMENT EXECUTE FUNCTION milestones_submission_stays()""",
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER milestones_submission_no_update ON milestones_submission",
    "DROP TRIGGER milestones_submission_no_delete ON milestones_submission",
    "DROP FUNCTION milestones_submission_stays()",
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("milestones", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]

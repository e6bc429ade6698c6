"""A paper is never changed and never removed: the database itself holds it (rule 6)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROWS = "A paper stays as it was issued: it is corrected by another paper."

SQLITE = [
    f"""CREATE TRIGGER billing_paper_no_{verb.lower()} BEFORE {verb} ON billing_paper
        BEGIN SELECT RAISE(ABORT, '{GROWS}'); END"""
    for verb in ("UPDATE", "DELETE")
]
SQLITE_UNDO = [f"DROP TRIGGER billing_paper_no_{verb}" for verb in ("update", "delete")]

POSTGRESQL = [
    f"""CREATE FUNCTION billing_paper_only_grows() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{GROWS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER billing_paper_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_paper
       FOR EACH STATEMENT EXECUTE FUNCTION billing_paper_only_grows()""",
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER billing_paper_only_grows ON billing_paper",
    "DROP FUNCTION billing_paper_only_grows()",
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]

"""What was handed in stays, and the bytes of a version are the bytes of a version: the database keeps both (rule 6)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FROZEN = "What was handed in is never changed or removed."
BYTES = "A version of a file is what it is: its bytes never change, and it leaves a tombstone."
TABLES = ("files_frozenset", "files_pin")
IDENTITY = "room_id, file_id, number, size, sha256, key, by_id, at"

SQLITE = [
    *(
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"""
        for table in TABLES
        for verb in ("UPDATE", "DELETE")
    ),
    f"""CREATE TRIGGER files_version_no_update BEFORE UPDATE OF {IDENTITY} ON files_version
        BEGIN SELECT RAISE(ABORT, '{BYTES}'); END""",
    f"""CREATE TRIGGER files_version_no_delete BEFORE DELETE ON files_version
        BEGIN SELECT RAISE(ABORT, '{BYTES}'); END""",
]
SQLITE_UNDO = [
    f"DROP TRIGGER {table}_no_{verb}" for table in (*TABLES, "files_version") for verb in ("update", "delete")
]

POSTGRESQL = [
    f"""CREATE FUNCTION files_frozen_only_grows() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION files_version_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{BYTES}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    *(
        f"""CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION files_frozen_only_grows()"""
        for table in TABLES
    ),
    f"""CREATE TRIGGER files_version_no_update BEFORE UPDATE OF {IDENTITY} ON files_version
        FOR EACH ROW EXECUTE FUNCTION files_version_stays()""",
    """CREATE TRIGGER files_version_no_delete BEFORE DELETE OR TRUNCATE ON files_version
       FOR EACH STATEMENT EXECUTE FUNCTION files_version_stays()""",
]
POSTGRESQL_UNDO = [
    *(f"DROP TRIGGER {table}_only_grows ON {table}" for table in TABLES),
    "DROP TRIGGER files_version_no_update ON files_version",
    "DROP TRIGGER files_version_no_delete ON files_version",
    "DROP FUNCTION files_frozen_only_grows()",
    "DROP FUNCTION files_version_stays()",
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]

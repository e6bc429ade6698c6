"""What was reported stays as it was: the database keeps it (rule 6).

Of a report only the end and the minutes with input grow, and only while its timer runs; a timer that stopped never
runs again. What a correction leaves is a row of its own, and its last one is repeated in the report.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STAYS = "A report of time is never changed or removed: it is corrected by another fact."
ENDED = "A timer that stopped stays as it ended."
GROWS = "Corrections only grow."
REPORT, CORRECTION = "timetracker_report", "timetracker_correction"
IDENTITY = "public_id, room_id, person_id, device, kind, memo, start, reason, flagged, at"
MOVED = """NEW."end" < OLD."end" OR NEW.corrected < OLD.corrected OR (NEW.running AND NOT OLD.running)
    OR (NOT OLD.running AND (NEW."end" <> OLD."end" OR NEW.active <> OLD.active))"""

SQLITE = [
    f"""CREATE TRIGGER {REPORT}_no_update BEFORE UPDATE OF {IDENTITY} ON {REPORT}
        BEGIN SELECT RAISE(ABORT, '{STAYS}'); END""",
    f"""CREATE TRIGGER {REPORT}_ends_once BEFORE UPDATE ON {REPORT} WHEN {MOVED}
        BEGIN SELECT RAISE(ABORT, '{ENDED}'); END""",
    f"""CREATE TRIGGER {REPORT}_no_delete BEFORE DELETE ON {REPORT}
        BEGIN SELECT RAISE(ABORT, '{STAYS}'); END""",
    *(
        f"""CREATE TRIGGER {CORRECTION}_no_{verb.lower()} BEFORE {verb} ON {CORRECTION}
            BEGIN SELECT RAISE(ABORT, '{GROWS}'); END"""
        for verb in ("UPDATE", "DELETE")
    ),
]
SQLITE_UNDO = [
    f"DROP TRIGGER {name}"
    for name in (
        f"{REPORT}_no_update", f"{REPORT}_ends_once", f"{REPORT}_no_delete", f"{CORRECTION}_no_update",
        f"{CORRECTION}_no_delete",
    )
]  # fmt: skip


def _refuses(name: str, words: str) -> str:
    return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


POSTGRESQL = [
    _refuses(f"{REPORT}_stays", STAYS),
    _refuses(f"{REPORT}_ended", ENDED),
    _refuses(f"{CORRECTION}_grows", GROWS),
    f"""CREATE TRIGGER {REPORT}_no_update BEFORE UPDATE OF {IDENTITY} ON {REPORT}
        FOR EACH ROW EXECUTE FUNCTION {REPORT}_stays()""",
    f"""CREATE TRIGGER {REPORT}_ends_once BEFORE UPDATE ON {REPORT}
        FOR EACH ROW WHEN ({MOVED}) EXECUTE FUNCTION {REPORT}_ended()""",
    f"""CREATE TRIGGER {REPORT}_no_delete BEFORE DELETE OR TRUNCATE ON {REPORT}
        FOR EACH STATEMENT EXECUTE FUNCTION {REPORT}_stays()""",
    f"""CREATE TRIGGER {CORRECTION}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {CORRECTION}
        FOR EACH STATEMENT EXECUTE FUNCTION {CORRECTION}_grows()""",
]
POSTGRESQL_UNDO = [
    f"DROP TRIGGER {CORRECTION}_only_grows ON {CORRECTION}",
    *(f"DROP TRIGGER {REPORT}_{name} ON {REPORT}" for name in ("no_update", "ends_once", "no_delete")),
    *(f"DROP FUNCTION {name}()" for name in (f"{REPORT}_stays", f"{REPORT}_ended", f"{CORRECTION}_grows")),
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("timetracker", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]

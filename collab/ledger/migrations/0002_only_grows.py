"""Transfers and legs only grow, and legs sum to zero: the database itself holds both (rule 6).

PostgreSQL adds up each transfer when its transaction commits. SQLite has no deferred triggers: there `post` is the one
door, and `manage.py verify_ledger` adds up again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROWS = "The ledger only grows: a mistake is corrected by another transfer."
BALANCE = "The legs of a transfer sum to zero."
TABLES = ("ledger_transfer", "ledger_leg")

SQLITE = [
    f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{GROWS}'); END"""
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
]
SQLITE_UNDO = [f"DROP TRIGGER {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]

POSTGRESQL = [
    f"""CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{GROWS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    *(
        f"""CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows()"""
        for table in TABLES
    ),
    f"""CREATE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (SELECT sum(leg.minor) FROM ledger_leg AS leg WHERE leg.transfer_id = NEW.transfer_id) <> 0 OR EXISTS (
                SELECT 1 FROM ledger_leg AS leg JOIN ledger_account AS account ON account.id = leg.account_id
                JOIN ledger_transfer AS transfer ON transfer.id = leg.transfer_id
                WHERE leg.transfer_id = NEW.transfer_id AND account.currency <> transfer.currency
            ) THEN
                RAISE EXCEPTION '{BALANCE}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$""",
    """CREATE CONSTRAINT TRIGGER ledger_leg_sums_to_zero AFTER INSERT ON ledger_leg
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero()""",
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER ledger_leg_sums_to_zero ON ledger_leg",
    *(f"DROP TRIGGER {table}_only_grows ON {table}" for table in TABLES),
    "DROP FUNCTION ledger_sums_to_zero()",
    "DROP FUNCTION ledger_only_grows()",
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(make, undo)]

"""A transfer says how many legs it has: none is added later, and none is missing when it commits (rule 6).

PostgreSQL adds each transfer up when its transaction commits. SQLite has no deferred triggers, but deferred foreign
keys: a transfer is noted as unfinished, with a key that is never there, until its last leg crosses the note out.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

before = import_module("collab.ledger.migrations.0002_only_grows")

MORE = "A transfer is whole: no leg is added to it."
PART = "A transfer commits with as many legs as it says, in its currency, and they sum to zero."

COUNT = """UPDATE ledger_transfer SET legs_count =
    (SELECT count(*) FROM ledger_leg AS leg WHERE leg.transfer_id = ledger_transfer.id)"""
LEGS = "(SELECT count(*) FROM ledger_leg AS leg WHERE leg.transfer_id = {0})"
SAID = "(SELECT transfer.legs_count FROM ledger_transfer AS transfer WHERE transfer.id = {0})"
# Null, which is not true, where there are no legs. Accounts are looked up one by one: a plan for a join, made while
# there were few of them, would read them all for as long as its connection lives.
WHOLE = """(SELECT count(*) = transfer.legs_count AND sum(leg.minor) = 0 AND count(*) FILTER (WHERE transfer.currency
        <> (SELECT account.currency FROM ledger_account AS account WHERE account.id = leg.account_id)) = 0
    FROM ledger_transfer AS transfer JOIN ledger_leg AS leg ON leg.transfer_id = transfer.id
    WHERE transfer.id = {0} GROUP BY transfer.id)"""

SQLITE = [
    COUNT,
    *before.SQLITE,
    "CREATE TABLE ledger_never (id INTEGER PRIMARY KEY CONSTRAINT never CHECK (0))",
    """CREATE TABLE ledger_unfinished (transfer_id INTEGER PRIMARY KEY
       REFERENCES ledger_never (id) DEFERRABLE INITIALLY DEFERRED)""",
    f"""CREATE TRIGGER ledger_unfinished_no_update BEFORE UPDATE ON ledger_unfinished
        BEGIN SELECT RAISE(ABORT, '{PART}'); END""",
    f"""CREATE TRIGGER ledger_unfinished_no_delete BEFORE DELETE ON ledger_unfinished
        WHEN {WHOLE.format("OLD.transfer_id")} IS NOT TRUE BEGIN SELECT RAISE(ABORT, '{PART}'); END""",
    """CREATE TRIGGER ledger_transfer_begins AFTER INSERT ON ledger_transfer
       BEGIN INSERT INTO ledger_unfinished (transfer_id) VALUES (NEW.id); END""",
    f"""CREATE TRIGGER ledger_leg_is_no_more AFTER INSERT ON ledger_leg
        WHEN {LEGS.format("NEW.transfer_id")} > {SAID.format("NEW.transfer_id")}
        BEGIN SELECT RAISE(ABORT, '{MORE}'); END""",
    f"""CREATE TRIGGER ledger_leg_is_last AFTER INSERT ON ledger_leg
        WHEN {LEGS.format("NEW.transfer_id")} = {SAID.format("NEW.transfer_id")}
        BEGIN DELETE FROM ledger_unfinished WHERE transfer_id = NEW.transfer_id; END""",
]
SQLITE_UNDO = [
    "DROP TRIGGER ledger_leg_is_last",
    "DROP TRIGGER ledger_leg_is_no_more",
    "DROP TRIGGER ledger_transfer_begins",
    "DROP TABLE ledger_unfinished",
    "DROP TABLE ledger_never",
    *before.SQLITE_UNDO,
]

POSTGRESQL = [
    "SET LOCAL statement_timeout = 0",
    COUNT,
    *(statement for statement in before.POSTGRESQL if "sums_to_zero" not in statement),
    f"""CREATE FUNCTION ledger_leg_is_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE one bigint;
        BEGIN
            FOR one IN SELECT DISTINCT transfer_id FROM added LOOP
                IF {LEGS.format("one")} > {SAID.format("one")} THEN
                    RAISE EXCEPTION '{MORE}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
            END LOOP;
            RETURN NULL;
        END $$""",
    """CREATE TRIGGER ledger_leg_is_no_more AFTER INSERT ON ledger_leg REFERENCING NEW TABLE AS added
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_leg_is_no_more()""",
    f"""CREATE FUNCTION ledger_transfer_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {WHOLE.format("NEW.id")} IS NOT TRUE THEN
                RAISE EXCEPTION '{PART}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$""",
    """CREATE CONSTRAINT TRIGGER ledger_transfer_is_whole AFTER INSERT ON ledger_transfer
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transfer_is_whole()""",
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER ledger_transfer_is_whole ON ledger_transfer",
    "DROP TRIGGER ledger_leg_is_no_more ON ledger_leg",
    "DROP FUNCTION ledger_transfer_is_whole()",
    "DROP FUNCTION ledger_leg_is_no_more()",
    *(statement for statement in before.POSTGRESQL_UNDO if "sums_to_zero" not in statement),
]


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def undo(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_only_grows")]
    operations = [
        # In one transaction all triggers go, which would refuse the count and go with the table that SQLite makes anew,
        # and come back.
        migrations.RunPython(before.undo, before.make),
        migrations.AddField(
            model_name="transfer",
            name="legs_count",
            field=models.SmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(make, undo),
    ]

"""Whoever tries to change what only grows is shown a database without its triggers."""

import pytest
from django.db import connection

from collab.ledger.models import Leg
from collab.milestones.models import Submission
from collab.workrooms.models import Event
from proof.changing import GROWING
from proof.l7 import figures_of
from proof.tampering import Tries, add, guarded, populate, tamper
from tests.flush import without_triggers

pytestmark = pytest.mark.django_db(transaction=True)
SOUND = {"tables": 8, "tries": 420, "refused": 420, "through": [], "broken": [], "unlisted": []}


def test_nothing_gets_through_triggers_and_everything_without_them() -> None:
    populate()
    tables = (Event, Leg, Submission)
    kept = tamper(tables)
    assert (kept.through, kept.broken, kept.refused) == ([], [], kept.done)
    with without_triggers(connection):
        open_to_all = tamper(tables)
    named = {words.partition(":")[0] for words in open_to_all.through}
    assert named == {"workrooms_event", "ledger_leg", "milestones_submission"}


def test_nothing_is_added_to_a_whole_transfer_or_as_a_part_of_one_but_without_triggers() -> None:
    populate()
    kept, open_to_all = Tries(), Tries()
    add(kept)
    assert (kept.through, kept.broken, kept.refused) == ([], [], kept.done)
    assert kept.done >= 14
    with without_triggers(connection):
        add(open_to_all)
    assert len(open_to_all.through) == open_to_all.done == kept.done


def test_every_table_with_a_trigger_is_tried() -> None:
    assert guarded() == {model._meta.db_table for model in GROWING}


def test_what_gets_through_fails() -> None:
    assert figures_of({"SQLite": SOUND, "PostgreSQL": SOUND}).verdict == "held"
    for wrong in ("through", "broken", "unlisted"):
        assert figures_of({"SQLite": SOUND, "PostgreSQL": SOUND | {wrong: ["a table"]}}).verdict == "FAILED"
    assert figures_of({"SQLite": SOUND, "PostgreSQL": SOUND | {"refused": 12}}).verdict == "too little"

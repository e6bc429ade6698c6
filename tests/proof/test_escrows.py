"""The judge of races is shown escrows with one thing wrong."""

from dataclasses import replace
from typing import Any

import pytest

from proof.escrows import Escrow, judge
from proof.l2 import KINDS, figures_of
from proof.racing import RACES

SOUND = Escrow(
    legs={"escrow": 1_500, "fees": 100},
    purse=(5_000, 1_000, 2_500, 1_200),
    milestones=[
        ("logo", "approved", 1_000, 1_000), ("site", "cancelled", 2_000, 0), ("poster", "funded", 1_000, 0),
        ("card", "draft", 700, 0),
    ],
    releases=[("logo", 1_000, 300)],
    payments=[
        ("funding", "succeeded", 5_000, 0), ("refund", "processing", 2_500, 0), ("refund", "succeeded", 300, 0),
        ("funding", "processing", 500, 200), ("funding", "failed", 900, 0),
    ],
    causes=["funding:1", "release:1", "refund:1", "refund:2"],
)  # fmt: skip


def test_a_sound_escrow_is_sound() -> None:
    assert set(judge(SOUND).values()) == {0}


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("overdrawn", {"legs": {"escrow": -1}}),
        ("overdrawn", {"purse": (5_000, 1_000, 2_500, 1_501)}),
        ("made or lost", {"legs": {"escrow": 1_499}}),
        ("made or lost", {"purse": (5_001, 1_000, 2_501, 1_200)}),
        ("made or lost", {"payments": SOUND.payments[1:]}),
        ("made or lost", {"payments": [*SOUND.payments, ("refund", "processing", 1, 0)]}),
        ("wrongly bound", {"purse": (5_000, 1_000, 2_500, 1_000)}),
        ("moved twice", {"releases": [*SOUND.releases, ("logo", 1_000, 0)]}),
        ("moved twice", {"causes": [*SOUND.causes, "release:1"]}),
        ("moved twice", {"releases": [("logo", 1_000, 1_001)]}),
        ("released otherwise", {"releases": []}),
        ("released otherwise", {"releases": [("site", 2_000, 0)]}),
        ("released otherwise", {"releases": [("logo", 900, 0)]}),
    ],
)
def test_one_thing_that_is_wrong_is_noticed(what: str, changes: dict[str, Any]) -> None:
    assert judge(replace(SOUND, **changes))[what] > 0


def test_every_kind_of_race_has_to_be_run() -> None:
    assert len(RACES) == KINDS
    told = {"races": 9, "contenders": 20, "kinds": dict.fromkeys(map(str, range(KINDS)), 1), "winners": {}}
    assert figures_of(told | {"wrongs": {}, "examples": []}, 9).verdict == "held"
    assert figures_of(told | {"kinds": {"one": 9}, "wrongs": {}, "examples": []}, 9).verdict == "too little"
    assert figures_of(told | {"wrongs": {"overdrawn": 1}, "examples": []}, 9).verdict == "FAILED"

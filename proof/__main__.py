"""`python -m proof [ids] [--short | --deep] [--seed N]`: one line of figures for each proof.

Ends with 1 when a promise did not hold or less was done than promised, with 3 when time ran out (unknown).
"""

import argparse
import asyncio
import importlib
import logging
import pkgutil
import re
import secrets
import sys
import time
import traceback
from types import ModuleType

import proof
from proof.figures import Figures, Scale
from proof.stage import AT_END, by_hand

SECONDS = {"short": 300, "ci": 1800, "deep": 24 * 3600}
"""After this a proof is given up: nothing is known then."""

SHORT = ("L1", "L2", "L3", "L7", "M1", "M2", "M4", "M7", "S2", "S3", "S25", "T1", "T2", "T3")
"""What a test run has time for."""


def proofs() -> dict[str, ModuleType]:
    """All there are, by id, in the order of their numbers."""
    names = [
        found.name
        for found in pkgutil.iter_modules(proof.__path__)
        if re.fullmatch(r"[a-z]\d+|agenda|review", found.name)
    ]
    names.sort(key=lambda name: (name[0], int(name[1:] if name[1:].isdigit() else 0)))
    return {name.upper(): importlib.import_module(f"proof.{name}") for name in names}


async def show(id: str, module: ModuleType, scale: Scale) -> str:
    """Run one proof and print its line. → its verdict"""
    started = time.monotonic()
    try:
        async with asyncio.timeout(SECONDS[scale.size]):
            figures: Figures = await module.run(scale)
        verdict: str = figures.verdict
    except TimeoutError as late:
        figures, verdict = Figures(examples=[str(late) or "time ran out"]), "unknown"
    except Exception as broken:
        figures, verdict = Figures(examples=traceback.format_exception(broken)[-3:]), "BROKEN"
    took = time.monotonic() - started
    print(f"{id:<7}{verdict:<11}{figures}  [seed {scale.seed}, {took:.0f} s]", flush=True)
    if verdict != "held":
        print("\n".join(f"      {example}" for example in figures.examples[:20]), flush=True)
    return verdict


async def show_all(chosen: dict[str, ModuleType], scale: Scale) -> list[str]:
    try:
        return [await show(id, module, scale) for id, module in chosen.items()]
    finally:
        await by_hand(AT_END.close)


def main() -> int:
    parser = argparse.ArgumentParser(prog="proof", description=proof.__doc__)
    parser.add_argument("ids", nargs="*", help="which proofs (all)")
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--short", action="store_const", dest="size", const="short", help="a taste, for every test run"
    )
    size.add_argument("--deep", action="store_const", dest="size", const="deep", help="hours of it")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**6), help="where all chance comes from"
    )
    given = parser.parse_args()

    known = proofs()
    if unknown := {id.upper() for id in given.ids} - known.keys():
        parser.error(f"there is no proof {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    scale = Scale(given.size or "ci", given.seed)
    if given.ids:
        chosen = {id: known[id] for id in known if id in {id.upper() for id in given.ids}}
    else:
        chosen = {id: known[id] for id in (SHORT if scale.size == "short" else known)}
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    verdicts = asyncio.run(show_all(chosen, scale))
    if {"FAILED", "BROKEN", "too little"} & set(verdicts):
        return 1
    return 3 if "unknown" in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())

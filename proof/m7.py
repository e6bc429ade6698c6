"""M7: replaying the log gives the state: in random lives of contracts, snapshot + events == new snapshot."""

import asyncio
import json

from collab.wire import EVENTS
from proof.figures import Figures, Scale
from proof.stage import stage


async def run(scale: Scale) -> Figures:
    histories = scale.of(short=40, ci=1_000, deep=20_000)
    figures = Figures()
    async with stage({}, embedded=True, sites=0) as here:
        words = await asyncio.to_thread(here.run, "-m", "proof.histories", str(histories), str(scale.seed))
    found = json.loads(words)
    missing = {event.kind for event in EVENTS} - found["kinds"].keys()
    figures.did("histories", found["histories"], at_least=histories)
    figures.did("events", found["events"], at_least=histories * 5)
    figures.did("replays", found["folds"], at_least=histories)
    figures.did(
        "kinds of events", len(found["kinds"]), at_least=scale.of(short=20, ci=len(EVENTS), deep=len(EVENTS))
    )
    figures.wrong({"differences": len(found["differences"])}, found["differences"])
    figures.examples.append(f"never happened: {sorted(missing)}; {found['kinds']}")
    return figures

"""What the README shows runs as it stands, against a server."""

import re
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from collab import clock
from collab.accounts.actions import make_token
from collab.accounts.models import Person
from tests.timetracker.billed import agreed
from tests.workrooms import story

README = Path(__file__).parents[1] / "README.md"
ADDRESS = "http://localhost:8000"


def shown(heading: str, server: LiveServer) -> str:
    """The Python below this heading, for another server."""
    section = README.read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    [code] = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    return str(code).replace(ADDRESS, server.url)


def run(*code: str) -> None:
    known: dict[str, Any] = {}
    for part in code:
        exec(part, known)


@pytest.mark.django_db(transaction=True)
def test_the_bot_and_the_tracker_do_what_they_say(
    alice: Person, bob: Person, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    yesterday = clock.now() - timedelta(days=1)
    room = agreed(alice, bob, yesterday, start=yesterday.date())
    _, secret = make_token(bob, name="tracker", scope="write")
    monkeypatch.setattr(sys, "argv", ["example", secret])
    bot = shown("A bot in ten lines", live_server)
    run(bot, shown("Your own tracker in ten lines", live_server))
    posted, results, week = capsys.readouterr().out.strip().split("\n")
    assert "'seq'" in posted
    assert "'outcome': 'accepted', 'seconds': 1500" in results
    # On Monday just after midnight, a part of it is in the week before.
    assert re.fullmatch(r"\{'tracked': \d+, .*\} \d+", week)
    assert story.kinds(room)[-2:] == ["message.posted", "time.reported"]

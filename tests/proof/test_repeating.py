"""Whoever asks every route again is shown servers that forget, and that do not look."""

from collections.abc import Callable
from typing import Any

import pytest

from collab.accounts.models import Person
from proof.l5 import figures_of
from proof.repeating import KEYED, SECRET, Answer, Asking, Route, Tally, changing
from tests.world import IN_ROOMS, OF_ONESELF, OF_PROVIDERS

ROUTE = ("POST", "/rooms/{room}/pause")
USED = (409, {"code": "key.reused"})


class Made(Asking):
    """Against a server that keeps, for each key, what was asked first."""

    def __init__(
        self, *, forgets: bool = False, blind: bool = False, doubles: bool = False, shows: bool = False
    ) -> None:
        self.tally = Tally()
        self.forgets, self.blind, self.doubles, self.shows = forgets, blind, doubles, shows
        self.kept: dict[str, tuple[dict[str, Any], Answer]] = {}
        self.done = 0

    def ready(self, route: Route) -> tuple[dict[str, Any], list[Person]]:
        return {"reason": "Because."}, [Person()]

    def rows(self) -> dict[str, int]:
        return {"events": self.done}

    def move_on(self) -> None:
        """It may show the contract as it is, not as it was."""
        if self.shows:
            self.kept = {key: (asked, (201, {"moved": True})) for key, (asked, _) in self.kept.items()}

    def send(self, who: Person, route: Route, key: str, body: dict[str, Any]) -> Answer:
        if key in self.kept and not self.forgets:
            self.done += self.doubles
            asked, answer = self.kept[key]
            if route == SECRET:
                return USED
            return answer if asked == body or self.blind else USED
        self.done += 1
        self.kept[key] = (body, (201, {"seq": self.done}))
        return self.kept[key][1]


def test_a_server_that_keeps_its_answers_is_right() -> None:
    for route in (ROUTE, SECRET):
        made = Made()
        made.one_after_another(route)
        assert made.tally.wrongs == {}


@pytest.mark.parametrize(
    ("server", "wrong"),
    [
        (lambda: Made(forgets=True), "other answers"),
        (lambda: Made(blind=True), "other bodies taken"),
        (lambda: Made(doubles=True), "done again"),
        (lambda: Made(shows=True), "other answers later"),
    ],
)
def test_a_server_that_does_not_is_noticed(server: Callable[[], Made], wrong: str) -> None:
    made = server()
    made.one_after_another(ROUTE)
    assert made.tally.wrongs[wrong]


def test_every_route_that_changes_something_is_known() -> None:
    assert changing() <= set(IN_ROOMS) | OF_ONESELF | OF_PROVIDERS
    assert set(KEYED) <= OF_ONESELF


def test_a_wrong_answer_fails() -> None:
    told = {"routes": 53, "sent": 600, "rows": 40, "wrongs": {}, "examples": []}
    assert figures_of(told).verdict == "held"
    assert figures_of(told | {"routes": 52}).verdict == "too little"
    assert figures_of(told | {"wrongs": {"done again": 1}}).verdict == "FAILED"

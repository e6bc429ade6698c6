"""Every route that changes something, asked again under its key: `python -m proof.repeating` on SQLite, with storage.

The routes are those of the schema; who may take them, and with which body, tests/world.py knows. Each begins in the
same contract, of which a copy is put back. Printed: {"routes", "sent", "rows", "wrongs": {what: how often},
"examples": [words, …]}; `rows` is how many tables were counted after each.
"""

import json
import math
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any
from uuid import uuid4

import django

django.setup()

import orjson  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from collab.accounts.door import action_rate, message_rate, upload_rate  # noqa: E402
from collab.accounts.models import Person  # noqa: E402
from collab.urls import api  # noqa: E402
from tests.conftest import person  # noqa: E402
from tests.workrooms import story  # noqa: E402
from tests.world import IN_ROOMS, OF_ONESELF, OF_PROVIDERS, World, moved_on, other, populated, ready  # noqa: E402

Route = tuple[str, str]
Answer = tuple[int, Any]
AGAIN, AT_ONCE = 3, 4
SIGNED_ANEW = ("put", "url", "expires_at")
"""What a repeat of the same answer tells anew: signed requests are good for a while only."""
KEYED: dict[Route, Any] = {
    ("POST", "/rooms"): {"to": "new@example.com", "terms": story.fixed().model_dump(mode="json")},
    ("POST", "/me/tokens"): {"name": "bot", "scope": "read"},
    ("POST", "/me/cards"): {"number": "4242424242424242"},
    ("POST", "/invites/{invite}/accept"): {},
    ("POST", "/invites/{invite}/decline"): {},
}
"""Those of oneself that take a key, with a body."""
SIGNING = ("POST", "/rooms/{room}/uploads/{upload}/parts")
SECRET = ("POST", "/me/tokens")
"""Its answer holds a secret that is shown once: a repeat makes nothing, and is told so."""
PLAIN = {
    ("PATCH", "/me"), ("PUT", "/me/avatar"), ("DELETE", "/me/avatar"), ("DELETE", "/me/tokens/{token}"),
    ("DELETE", "/me/cards/{card}"), ("POST", "/rooms/{room}/timer/{report}/beat"), SIGNING,
}  # fmt: skip
"""They say what is to be, so that doing it twice is doing it once: no key is asked for."""


@dataclass
class Tally:
    routes: int = 0
    sent: int = 0
    tables: int = 0
    wrongs: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def wrong(self, what: str, route: Route, *words: object) -> None:
        self.wrongs[what] += 1
        self.examples.append(f"{' '.join(route)}: {what}: {' / '.join(map(str, words))}")


def changing() -> set[Route]:
    """By the schema that everybody can read."""
    return {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method in operations
        if method != "get"
    }


class Asking:
    def __init__(self) -> None:
        for rate in (action_rate, message_rate, upload_rate):
            rate._room = math.inf
        self.tally = Tally()
        alice, bob = person("Alice", "alice@example.com"), person("Bob", "bob@example.com")
        self.world: World = populated(alice, bob)
        self.asked = Person.objects.filter(email="asked@example.com").first() or person(
            "Asked", "asked@example.com"
        )
        connection.close()
        self.copy = sqlite3.connect(":memory:")
        with sqlite3.connect(connection.settings_dict["NAME"]) as now:
            now.backup(self.copy)

    def again(self) -> None:
        """Everything is as it was."""
        connection.close()
        with sqlite3.connect(connection.settings_dict["NAME"]) as now:
            now.execute("PRAGMA synchronous=OFF")
            self.copy.backup(now)
        self.world.room.refresh_from_db()

    def send(self, who: Person, route: Route, key: str, body: dict[str, Any]) -> Answer:
        self.tally.sent += 1
        browser = Client()
        browser.force_login(who)
        method, path = route
        answer = browser.generic(
            method, f"/api/v1{path.format(**self.world.places)}", orjson.dumps(body),
            content_type="application/json", headers={"Idempotency-Key": key},
        )  # fmt: skip
        said = answer.json() if answer.content else {}
        return answer.status_code, {name: value for name, value in said.items() if name not in SIGNED_ANEW}

    def rows(self) -> dict[str, int]:
        """Of every table but those of sessions."""
        tables = [name for name in connection.introspection.table_names() if "session" not in name]
        self.tally.tables = len(tables)
        with connection.cursor() as cursor:
            found = {}
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM {table}")
                found[table] = cursor.fetchone()[0]
        return found

    def move_on(self) -> None:
        moved_on(self.world)

    def ready(self, route: Route) -> tuple[dict[str, Any], list[Person]]:
        """The contract is where this route has a meaning. → a body, and who may try"""
        self.again()
        if route in KEYED:
            return KEYED[route], [self.asked]
        ready(self.world, route)
        return IN_ROOMS[route][1] or {}, list(self.world.members.values())

    def first(self, route: Route, key: str) -> tuple[Person, dict[str, Any], Answer]:
        body, people = self.ready(route)
        for who in people:
            answer = self.send(who, route, key, body)
            if answer[0] < 300:
                return who, body, answer
        return people[0], body, answer

    def one_after_another(self, route: Route) -> Person | None:
        """→ whoever may"""
        key = str(uuid4())
        who, body, first = self.first(route, key)
        if first[0] >= 300:
            self.tally.wrong("never done", route, first)
            return None
        before = self.rows()
        for _ in range(AGAIN):
            again = self.send(who, route, key, body)
            if again != first and not made_before(route, again):
                self.tally.wrong("other answers", route, first, again)
        if body:
            status, problem = self.send(who, route, key, other(body))
            if (status, problem.get("code")) != (409, "key.reused"):
                self.tally.wrong("other bodies taken", route, status, problem)
        self.move_on()
        later = self.send(who, route, key, body)
        if later != first and not made_before(route, later):
            self.tally.wrong("other answers later", route, first, later)
        if (after := self.rows()) != before:
            self.tally.wrong("done again", route, before.items() ^ after.items())
        return who

    def at_once(self, route: Route, who: Person) -> None:
        """The same key from all sides at the same moment, as the first of it."""
        body, _ = self.ready(route)
        before, key, barrier = self.rows(), str(uuid4()), Barrier(AT_ONCE)

        def one(_: int) -> Answer:
            barrier.wait()
            try:
                return self.send(who, route, key, body)
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(one, range(AT_ONCE)))
        answers = [answer for answer in answers if not made_before(route, answer)] or answers
        if any(answer != answers[0] for answer in answers) or answers[0][0] >= 300:
            self.tally.wrong("other answers at once", route, *answers)
        crowd = self.rows()
        self.again()
        self.ready(route)
        self.send(who, route, str(uuid4()), body)
        if crowd != (alone := self.rows()):
            self.tally.wrong("done more than once", route, crowd.items() ^ alone.items(), before)

    def ask(self, route: Route) -> None:
        self.tally.routes += 1
        if who := self.one_after_another(route):
            self.at_once(route, who)


def made_before(route: Route, answer: Answer) -> bool:
    return route == SECRET and answer[0] == 409 and answer[1]["code"] == "key.reused"


def main() -> None:
    setup_test_environment()
    # Whether a power cut may lose something is not the question here.
    connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    asking = Asking()
    listed = set(IN_ROOMS) | OF_ONESELF | OF_PROVIDERS
    routes = changing()
    for route in sorted(routes - listed):
        asking.tally.wrong("not in the inventory", route)
    for route in sorted((routes & set(IN_ROOMS) | set(KEYED)) - PLAIN):
        asking.ask(route)
    for route in sorted(routes - set(IN_ROOMS) - set(KEYED) - PLAIN - OF_PROVIDERS):
        asking.tally.wrong("never asked", route)
    tally = asking.tally
    print(
        json.dumps(
            {"routes": tally.routes, "plain": len(routes & PLAIN), "sent": tally.sent, "rows": tally.tables,
             "wrongs": tally.wrongs, "examples": tally.examples[:20]}
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()

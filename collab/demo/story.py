"""How the stories of the demo are told: through the actions that people use, with the clock set back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from uuid_utils.compat import uuid7

from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.firing import fire_due
from collab.agenda.models import Due
from collab.chat.actions import Post, mark_read, post_messages, post_with_files
from collab.demo.bringing import Bringer
from collab.demo.people import CLIENT, FREELANCER
from collab.errors import Refused
from collab.workrooms import actions
from collab.workrooms.models import Member


class Line(NamedTuple):
    """Who, how many days ago, at what time (UTC), said what, and brought which files."""

    email: str
    days_ago: int
    at: str
    text: str
    brings: tuple[str, ...] = ()


class Scene(NamedTuple):
    at: datetime
    plays: Callable[[], object]


class Story:
    """What happens between client and freelancer, up to now. Tell it in the order of time."""

    def __init__(self, client: Person, freelancer: Person, bringer: Bringer) -> None:
        self.now = clock.now()
        self.today = self.now.date()
        self.bringer = bringer
        self.people = {CLIENT: client, FREELANCER: freelancer}

    def offer(self, days_ago: int, terms: wire.TermsDraft) -> wire.Created:
        with self.on(days_ago, "14:00"):
            return actions.offer(self.people[CLIENT], None, to=FREELANCER, terms=terms)

    def talk(self, room: wire.Created, lines: Iterable[Line]) -> None:
        self.play(self.scenes(room, lines))

    def scenes(self, room: wire.Created, lines: Iterable[Line]) -> Iterator[Scene]:
        for line in lines:
            yield Scene(self.instant(line.days_ago, line.at), partial(self._tell, room, line))

    def play(self, scenes: Iterable[Scene]) -> None:
        """In the order of time, and none that is still to come."""
        for scene in sorted(scenes, key=lambda scene: scene.at):
            if scene.at <= self.now:
                with self.at(scene.at):
                    scene.plays()

    def _tell(self, room: wire.Created, line: Line) -> None:
        seat = self.seat(line.email, room)
        mark_read(seat, None, seq=self._say(seat, line).seq)

    def _say(self, seat: Member, line: Line) -> wire.Done:
        if files := self.bringer.bring(seat, *line.brings):
            return post_with_files(seat, None, text=line.text, reply_to=None, files=files)
        [answer] = post_messages([Post(seat, uuid7(), line.text)])
        if isinstance(answer, Refused):
            raise answer
        return answer

    def seat(self, email: str, room: wire.Created) -> Member:
        return Member.objects.seat(self.people[email], room.id)

    def instant(self, days_ago: int, at: str) -> datetime:
        return datetime.combine(self.today - timedelta(days=days_ago), time.fromisoformat(at), UTC)

    def on(self, days_ago: int, at: str) -> AbstractContextManager[None]:
        return self.at(self.instant(days_ago, at))

    @contextmanager
    def at(self, instant: datetime) -> Iterator[None]:
        """It is then, and what was to happen by itself until then has happened."""
        let_happen(instant)
        with clock.at(instant):
            yield


def let_happen(until: datetime) -> None:
    """What is due by then, each at its own instant."""
    while first := Due.objects.filter(next_at__lte=until).order_by("next_at").first():
        with clock.at(first.next_at):
            fire_due()

"""Random lives of contracts, through the actions: `python -m proof.histories COUNT SEED` where nobody is yet.

Printed: {"histories", "events", "steps", "refused", "repeats", "folds", "kinds": {kind: events},
"differences": [words, …]}. What a view becomes is told event by event as they come, and again from the whole log.
"""

import json
import random
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  (Django must be set up first)
from django.db import connection  # noqa: E402

from collab import clock, wire  # noqa: E402
from collab.accounts.models import Person  # noqa: E402
from collab.agenda.firing import fire_due  # noqa: E402
from collab.chat import actions as chat  # noqa: E402
from collab.errors import Refused  # noqa: E402
from collab.workrooms import actions  # noqa: E402
from collab.workrooms.models import Member, Room  # noqa: E402
from proof.dealing import Dealing  # noqa: E402
from proof.filing import Filing  # noqa: E402
from proof.stage import address  # noqa: E402
from proof.telling import Tally, Telling  # noqa: E402
from proof.working import Working  # noqa: E402

STEPS = 48
NAMES = ("client", "freelancer", "manager", "observer", "guest")
ACTORS = (*NAMES[:2] * 5, *NAMES)
GUESTS = ("manager", "observer")
Wanted = tuple[Callable[..., wire.Wire | None], Member | Person, dict[str, Any]]
"""An action, who takes it, and what else it is given."""
Step = Callable[[str], Wanted]
WORDS = ("Good morning", "The draft is ready", "مرحبا", "👍🏽", "<b>not bold</b>", "line\nline")


def say(seat: Member, key: UUID, *, text: str, reply_to: int | None) -> wire.Done:
    (answer,) = chat.post_messages([chat.Post(seat, key, text, reply_to)])
    if isinstance(answer, Refused):
        raise answer
    return answer


def person(name: str, which: str = "") -> Person:
    made = Person.objects.create(email=address(name + which), name=name)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


class History:
    """One contract and what happens to it."""

    def __init__(
        self, people: dict[str, Person], chance: random.Random, tally: Tally, kind: wire.Kind = "fixed"
    ) -> None:
        self.people, self.chance, self.tally, self.kind = people, chance, tally, kind
        self.now = clock.now()
        self.filing, self.dealing, self.working = Filing(self), Dealing(self), Working(self)
        to = people["freelancer"].email
        made = actions.offer(people["client"], uuid4(), to=to, terms=self.terms())
        self.room = Room.objects.get(public_id=made.id)
        self.telling = Telling(self.room, people, chance, tally)

    def terms(self) -> wire.TermsDraft:
        title = f"{self.chance.choice(WORDS[:2])} {self.chance.randrange(100)}"
        draft = wire.TermsDraft(
            title=title, kind=self.kind, currency="EUR", description=self.chance.choice(WORDS)
        )
        return draft.model_copy(update=self.working.terms() if self.kind == "hourly" else {})

    def go_on(self, time: timedelta) -> None:
        """The clock of this history, which only those by the hour look at: their weeks go by."""
        self.now += time

    def seat(self, name: str) -> Member:
        return Member.objects.seat(self.people[name], self.room.public_id)

    def number(self) -> int:
        """Of some event there is; rarely of one there is not."""
        return self.chance.randrange(1, Room.objects.get(pk=self.room.pk).head + 2)

    def own(self, who: str) -> int:
        """Mostly a message of theirs."""
        theirs = list(self.room.messages.filter(author=self.people[who]).values_list("seq", flat=True))
        return self.chance.choice(theirs) if theirs and self.chance.random() < 0.8 else self.number()

    def invited(self) -> tuple[Person, UUID]:
        """Somebody who was asked in, or somebody who was not."""
        waiting = list(self.room.invites.filter(closed=""))
        if not waiting:
            return self.people["guest"], uuid4()
        one = self.chance.choice(waiting)
        return Person.objects.get(email=one.email), one.public_id

    def version(self) -> int:
        """Mostly the newest."""
        newest = self.room.versions.count()
        return newest if self.chance.random() < 0.8 else self.chance.randint(1, newest)

    def post(self, who: str) -> Wanted:
        reply = self.number() if self.chance.random() < 0.2 else None
        return say, self.seat(who), {"text": self.chance.choice(WORDS), "reply_to": reply}

    def edit(self, who: str) -> Wanted:
        return chat.edit_message, self.seat(who), {"seq": self.own(who), "text": self.chance.choice(WORDS)}

    def delete(self, who: str) -> Wanted:
        return chat.delete_message, self.seat(who), {"seq": self.own(who)}

    def read(self, who: str) -> Wanted:
        return chat.mark_read, self.seat(who), {"seq": self.number()}

    def propose(self, who: str) -> Wanted:
        return (
            actions.propose_terms,
            self.seat(who),
            {"terms": self.terms(), "note": self.chance.choice(WORDS)},
        )

    def decide(self, who: str) -> Wanted:
        decide = self.chance.choice((actions.accept_terms, actions.accept_terms, actions.decline_terms))
        return decide, self.seat(who), {"version": self.version()}

    def take_back(self, who: str) -> Wanted:
        return actions.withdraw_terms, self.seat(who), {"version": self.version()}

    def accept(self, who: str) -> Wanted:
        return actions.accept_terms, self.seat(who), {"version": 1}

    def refuse(self, who: str) -> Wanted:
        refuse = actions.withdraw_offer if self.seat(who).role == "client" else actions.decline_offer
        return refuse, self.seat(who), {"reason": self.chance.choice(WORDS)}

    def move(self, who: str) -> Wanted:
        if Room.objects.get(pk=self.room.pk).status == "paused":
            return actions.resume, self.seat(who), {}
        return actions.pause, self.seat(who), {"reason": self.chance.choice(WORDS)}

    def end(self, who: str) -> Wanted:
        return actions.end, self.seat(who), {}

    def ask_in(self, who: str) -> Wanted:
        email = address(self.chance.choice(NAMES[2:]))
        return actions.invite, self.seat(who), {"email": email, "role": self.chance.choice(GUESTS)}

    def come_in(self, who: str) -> Wanted:
        person, invite = self.invited()
        answer = self.chance.choice((actions.accept_invite, actions.accept_invite, actions.decline_invite))
        return answer, person, {"invite": invite}

    def ask_out(self, who: str) -> Wanted:
        return actions.withdraw_invite, self.seat(who), {"invite": self.invited()[1]}

    def remove(self, who: str) -> Wanted:
        guests = list(self.room.members.filter(role__in=GUESTS, removed_at=None).order_by("pk"))
        whom = self.chance.choice(guests).person if guests else self.people["freelancer"]
        return actions.remove_member, self.seat(who), {"person": whom.public_id}

    def steps(self) -> dict[Step, int]:
        """With how often each is taken."""
        return {
            self.post: 25, self.edit: 9, self.delete: 5, self.read: 12, self.propose: 8, self.decide: 9,
            self.take_back: 2, self.move: 7, self.end: 1, self.ask_in: 9, self.come_in: 10, self.ask_out: 1,
            self.remove: 4, **self.filing.steps(),
            **(self.working if self.kind == "hourly" else self.dealing).steps(),
        }  # fmt: skip

    def live(self) -> None:
        self.telling.look()
        steps = self.steps()
        plan = self.chance.choices([*steps], [*steps.values()], k=self.chance.randrange(4, STEPS))
        (opening,) = self.chance.choices((self.accept, self.refuse, self.post), (84, 8, 8))
        plan[self.chance.randrange(2)] = opening
        if self.kind == "hourly" and self.chance.random() < 0.4:
            plan += self.working.becomes_money()
        looks = {self.chance.randrange(len(plan)), len(plan) // 3, 2 * len(plan) // 3}
        for number, step in enumerate(plan):
            who = "freelancer" if step == self.accept else self.chance.choice(ACTORS)
            with clock.at(self.now) if self.kind == "hourly" else nullcontext():
                self.take(step, who)
                self.telling.listen()
                if number in looks:
                    self.telling.look()
        if self.chance.random() < (0.1 if opening == self.accept else 0.8):
            with clock.at(self.now + timedelta(days=self.chance.choice((15, 40)))):
                fire_due()
        self.filing.end()
        self.telling.listen()
        self.telling.judge()

    def take(self, step: Step, who: str) -> None:
        """Do it; now and then do the same again under the same key."""
        found = self.tally.found
        found["steps"] += 1
        key = uuid4()
        try:
            verb, actor, asked = step(who)
            answer = verb(actor, key, **asked)
        except Refused:
            found["refused"] += 1
            return
        if answer and self.chance.random() < 0.1:
            found["repeats"] += 1
            before = Room.objects.get(pk=self.room.pk).head
            again = verb(actor, key, **asked)
            if again != answer or Room.objects.get(pk=self.room.pk).head != before:
                self.tally.differences.append(
                    f"{self.room.public_id}: a repeat answered {again!r} after {answer!r}"
                )


def tell(count: int, seed: str) -> Tally:
    """So many histories of the same five people."""
    tally = Tally()
    people = {name: person(name) for name in NAMES}
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        if number % 3:
            History(people, chance, tally).live()
        else:
            # Whose weeks nobody has billed yet, for each contract has a clock of its own.
            own = {name: person(name, f"-{number}") for name in NAMES[:2]}
            History(people | own, chance, tally, "hourly").live()
        tally.found["histories"] += 1
    return tally


def main(count: int, seed: str) -> None:
    with connection.cursor() as cursor:
        # Whether a power cut may lose something is not the question here.
        cursor.execute("PRAGMA synchronous=OFF")
    tally = tell(count, seed)
    print(json.dumps({**tally.found, "kinds": tally.kinds, "differences": tally.differences}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

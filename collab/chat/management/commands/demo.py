"""`manage.py demo`: three people, two running contracts, and an offer that waits for an answer."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from uuid_utils.compat import uuid7

from collab import clock, wire
from collab.accounts.models import Person
from collab.chat.actions import Post, mark_read, post_messages, post_with_files
from collab.chat.management.bringing import Bringer
from collab.errors import Refused
from collab.workrooms import actions
from collab.workrooms.models import Member

PASSWORD = "demo"
CLIENT, FREELANCER, OUTSIDER = "client@example.com", "freelancer@example.com", "outsider@example.com"
PEOPLE = (
    (CLIENT, "Clara Jensen", "Europe/Copenhagen"),
    (FREELANCER, "Femi Adeyemi", "Africa/Lagos"),
    (OUTSIDER, "Otto Lindqvist", "Europe/Stockholm"),
)

HOURLY = wire.TermsDraft(
    title="Booking app: front end in React",
    description="Build the screens of our booking app from the designs: search, calendar, checkout.\n"
    "We work in weekly steps and look at the result together every Thursday.",
    kind="hourly", currency="USD", rate=4500, weekly_limit=20, manual_time=True, fee_profile="marketplace",
)  # fmt: skip
FIXED = wire.TermsDraft(
    title="Photographs for the autumn menu",
    description="Twelve dishes, photographed in our kitchen, edited, in print resolution.",
    kind="fixed", currency="EUR",
)  # fmt: skip
WAITING = wire.TermsDraft(
    title="Newsletter template", description="One responsive template, tested in the ten mail programs "
    "that our readers use most.", kind="fixed", currency="EUR",
)  # fmt: skip


class Line(NamedTuple):
    """Who, how many days ago, at what time (UTC), said what, and brought which files."""

    email: str
    days_ago: int
    at: str
    text: str
    brings: tuple[str, ...] = ()


ABOUT_THE_APP: tuple[Line, ...] = (
    Line(
        CLIENT, 10, "09:12", "Welcome, Femi! The designs are in your mail. Shall we start with the calendar?"
    ),
    Line(FREELANCER, 10, "09:20", "Yes: everything else hangs on it. You can click through it by Wednesday."),
    Line(
        CLIENT,
        10,
        "09:21",
        "Perfect. Guests in other time zones were our old app’s trouble: please watch out.",
    ),
    Line(
        FREELANCER,
        10,
        "09:34",
        "I will keep every instant in UTC and show it in the zone of the hotel.",
        ("time zones.md",),
    ),
    Line(
        FREELANCER,
        8,
        "16:05",
        "The calendar works: two months side by side, by mouse and by keyboard.",
        ("calendar.png",),
    ),
    Line(CLIENT, 8, "16:40", "Lovely! Could taken days be hatched? Some guests cannot tell them by colour."),
    Line(FREELANCER, 8, "16:44", "Of course, and screen readers will hear “taken”. Tomorrow."),
    Line(CLIENT, 3, "11:02", "The team is delighted. Would you have more hours for the checkout next month?"),
    Line(FREELANCER, 3, "11:30", "I would: up to 30 a week. I will propose it as a change of our terms."),
)
ABOUT_THE_MENU: tuple[Line, ...] = (
    Line(CLIENT, 5, "08:30", "The kitchen is free on Tuesday and Wednesday before noon. Which suits you?"),
    Line(FREELANCER, 5, "08:47", "Tuesday, please, from eight: then the light from the north is best."),
    Line(
        CLIENT,
        5,
        "08:49",
        "Settled. Chef asks for the soup to come last; it waits for nobody.",
        ("autumn menu.pdf",),
    ),
    Line(
        FREELANCER,
        4,
        "12:15",
        "All twelve are in the box, soup last. Three to begin with.",
        ("pumpkin soup.jpg", "char, beetroot.jpg", "plum tart.jpg"),
    ),
    Line(CLIENT, 1, "17:20", "We looked at your picks together. The soup made everybody hungry. Wonderful!"),
    Line(CLIENT, 1, "17:24", "And this is the menu as it will be printed.", ("autumn menu.pdf (2)",)),
)


class Command(BaseCommand):
    help = "Load demo people and contracts, all with the password “demo”."

    def handle(self, *args: Any, **options: Any) -> None:
        if Person.objects.filter(email__in=[email for email, _, _ in PEOPLE]).exists():
            raise CommandError("The demo is here already.")
        if not settings.DEBUG and Person.objects.exists():
            raise CommandError(
                "This database has people in it, and everybody knows the password of the demo. "
                "Set DEBUG=true to load it here nevertheless."
            )
        story = Story()
        story.tell()
        if story.bringer.why:
            self.stdout.write(f"The demo has no files. {story.bringer.why}")
        self.stdout.write(
            f"Demo loaded: {', '.join(email for email, _, _ in PEOPLE)}; the password is: {PASSWORD}"
        )


class Story:
    """What happened between the people of the demo, up to today."""

    def __init__(self) -> None:
        self.today = clock.now().date()
        self.bringer = Bringer()
        self.people = {email: somebody(email, name, zone) for email, name, zone in PEOPLE}

    def tell(self) -> None:
        app = self.offer(11, HOURLY.model_copy(update={"start": self.today - timedelta(days=10)}))
        with self.on(11, "15:00"):
            raised = HOURLY.model_copy(update={"rate": 4800, "start": self.today - timedelta(days=10)})
            note = "48 is my rate for new clients since this year. Everything else is as we discussed."
            actions.propose_terms(self.seat(FREELANCER, app), None, terms=raised, note=note)
        with self.on(10, "08:55"):
            actions.accept_terms(self.seat(CLIENT, app), None, version=2)
        self.talk(app, ABOUT_THE_APP)
        with self.on(2, "10:00"):
            more = raised.model_copy(update={"weekly_limit": 30})
            actions.propose_terms(
                self.seat(FREELANCER, app), None, terms=more, note="For the checkout, as you asked."
            )

        menu = self.offer(6, FIXED)
        with self.on(6, "18:30"):
            actions.accept_terms(self.seat(FREELANCER, menu), None, version=1)
        self.talk(menu, ABOUT_THE_MENU)
        self.offer(1, WAITING)

    def offer(self, days_ago: int, terms: wire.TermsDraft) -> wire.Created:
        with self.on(days_ago, "14:00"):
            return actions.offer(self.people[CLIENT], None, to=FREELANCER, terms=terms)

    def talk(self, room: wire.Created, lines: tuple[Line, ...]) -> None:
        for line in lines:
            with self.on(line.days_ago, line.at):
                seat = self.seat(line.email, room)
                mark_read(seat, None, seq=self.say(seat, line).seq)

    def say(self, seat: Member, line: Line) -> wire.Done:
        if files := self.bringer.bring(seat, *line.brings):
            return post_with_files(seat, None, text=line.text, reply_to=None, files=files)
        [answer] = post_messages([Post(seat, uuid7(), line.text)])
        if isinstance(answer, Refused):
            raise answer
        return answer

    def seat(self, email: str, room: wire.Created) -> Member:
        return Member.objects.seat(self.people[email], room.id)

    def on(self, days_ago: int, at: str) -> AbstractContextManager[None]:
        return clock.at(datetime.combine(self.today - timedelta(days=days_ago), time.fromisoformat(at), UTC))


@transaction.atomic
def somebody(email: str, name: str, zone: str) -> Person:
    """Past the rules for passwords: this one is meant to be known."""
    person = Person.objects.create(email=email, name=name, time_zone=zone, password=make_password(PASSWORD))
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person

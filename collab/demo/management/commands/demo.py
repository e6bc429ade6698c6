"""`manage.py demo`: three people, two running contracts, and an offer that waits for an answer."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from collab import clock, wire
from collab.accounts.models import Person
from collab.demo import booking, menu, people
from collab.demo.bringing import Bringer
from collab.demo.story import Story, let_happen

WAITING = wire.TermsDraft(
    title="Newsletter template", description="One responsive template, tested in the ten mail programs "
    "that our readers use most.", kind="fixed", currency="EUR",
)  # fmt: skip


class Command(BaseCommand):
    help = "Load demo people and contracts, all with the password “demo”."

    def handle(self, *args: Any, **options: Any) -> None:
        if people.is_whole():
            raise CommandError("The demo is here already.")
        if people.is_here():
            raise CommandError(
                "Half of the demo is here: an earlier run was interrupted. An empty database gets all of it."
            )
        if not settings.DEBUG and Person.objects.exists():
            raise CommandError(
                "This database has people in it, and everybody knows the password of the demo. "
                "Set DEBUG=true to load it here nevertheless."
            )
        bringer = Bringer()
        tell(bringer)
        if bringer.why:
            self.stdout.write(f"The demo has no files. {bringer.why}")
        self.stdout.write(f"Demo loaded: {', '.join(people.PEOPLE)}; the password is: {people.PASSWORD}")


def tell(bringer: Bringer) -> None:
    """The outsider comes last: who finds them finds all the rest."""
    story = Story(people.come_in(people.CLIENT), people.come_in(people.FREELANCER), bringer)
    # The client's card is kept for the menu; and invoices are numbered as they are told.
    menu.tell(story)
    booking.tell(story)
    story.offer(1, WAITING)
    let_happen(clock.now())
    people.come_in(people.OUTSIDER)

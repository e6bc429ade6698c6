from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from collab.accounts.models import Person
from collab.demo import people
from collab.files import embedded
from collab.live.claims import Taken, claim_data, claim_port


def forget_half_a_demo() -> None:
    """Nobody has used this database yet: the run that made it was ended while it told the demo's story."""
    connection.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)


class Command(BaseCommand):
    help = "Make the database ready, fill an empty one with the demo contracts, and serve."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if settings.EMBEDDED:
                claim_data(settings.DATA)
            claim_port(settings.ENV.host, settings.ENV.port).close()
        except Taken as taken:
            raise CommandError(str(taken)) from None
        with ExitStack() as stack:
            if settings.ENV.collab_children:
                stack.enter_context(embedded.store())
            self.fill()
            if settings.ENV.collab_children:
                stack.enter_context(embedded.worker())
            self.stdout.write("Ctrl-C ends it.")
            call_command("serve")

    def fill(self) -> None:
        """Make the database ready; an empty one gets the demo."""
        unfinished = settings.DATA / "demo-unfinished"
        if settings.EMBEDDED and unfinished.exists():
            forget_half_a_demo()
        call_command("migrate", verbosity=0)
        if not Person.objects.exists():
            unfinished.parent.mkdir(parents=True, exist_ok=True)
            unfinished.touch()
            embedded.wait_until_ready()
            call_command("demo")
            unfinished.unlink()
        elif people.is_whole():
            self.stdout.write(
                f"Demo accounts: {', '.join(people.PEOPLE)}; the password is: {people.PASSWORD}"
            )
        elif people.is_here():
            self.stdout.write(
                "Half of the demo is here: an earlier start was interrupted. An empty database gets all."
            )

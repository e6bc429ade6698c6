from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from collab.accounts.models import Person
from collab.chat.management.commands.demo import PASSWORD, PEOPLE
from collab.live.claims import Taken, claim_data, claim_port

DEMO = [email for email, _, _ in PEOPLE]


class Command(BaseCommand):
    help = "Make the database ready, fill an empty one with the demo contracts, and serve."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if settings.EMBEDDED:
                claim_data(settings.DATA)
            claim_port(settings.ENV.host, settings.ENV.port).close()
        except Taken as taken:
            raise CommandError(str(taken)) from None
        call_command("migrate", verbosity=0)
        if not Person.objects.exists():
            call_command("demo")
        elif Person.objects.filter(email=DEMO[0]).exists():
            self.stdout.write(f"Demo accounts: {', '.join(DEMO)}; the password is: {PASSWORD}")
        self.stdout.write("Ctrl-C ends it.")
        call_command("serve")

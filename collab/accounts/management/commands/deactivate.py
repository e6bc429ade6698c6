from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collab.accounts import actions
from collab.accounts.models import Person


class Command(BaseCommand):
    help = "Closes somebody's account: no session or token opens it any more. What they wrote stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the person's address")

    def handle(self, *, email: str, **options: Any) -> None:
        person = Person.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        actions.deactivate(person)
        self.stdout.write(f"The account {email} is closed.")

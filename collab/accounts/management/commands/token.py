from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collab.accounts import actions
from collab.accounts.models import Person
from collab.errors import Refused


class Command(BaseCommand):
    help = "Makes an API token for a person and prints it. It is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the person's address")
        parser.add_argument("--name", default="made by manage.py", help="what the person calls it")
        parser.add_argument("--scope", choices=("read", "write"), default="write")

    def handle(self, *, email: str, name: str, scope: str, **options: Any) -> None:
        person = Person.objects.filter(email=email.lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        try:
            _, secret = actions.make_token(person, name=name, scope="read" if scope == "read" else "write")
        except Refused as why:
            raise CommandError(why.message) from None
        self.stdout.write(secret)

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collab.ledger import verify
from collab.ledger.models import Account, Leg, Transfer


class Command(BaseCommand):
    help = "Adds the whole ledger up again and names what does not add up. Changes nothing without --rebuild."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="write the balances of accounts anew from their legs"
        )

    def handle(self, *args: Any, rebuild: bool, **options: Any) -> None:
        if rebuild:
            self.stdout.write(f"{verify.rebuild()} balances were wrong and are written anew.")
        found = list(verify.differences())
        for difference in found:
            self.stdout.write(f"{difference.about}: {difference.words}")
        transfers, legs, accounts = (model.objects.count() for model in (Transfer, Leg, Account))
        counted = f"{transfers:,} transfers, {legs:,} legs, {accounts:,} accounts"
        if found:
            raise CommandError(f"{counted}: {len(found)} differences.")
        self.stdout.write(f"{counted}: everything adds up.")

"""`manage.py new_epoch`: after restoring a backup."""

from typing import Any

from django.core.management.base import BaseCommand
from uuid_utils.compat import uuid7

from collab.workrooms.models import Epoch


class Command(BaseCommand):
    help = "Start a new history: clients forget what they saw and read everything afresh. Run it after a restore."

    def handle(self, *args: Any, **options: Any) -> None:
        Epoch.objects.update_or_create(pk=1, defaults={"value": uuid7()})
        self.stdout.write("Clients will read their rooms afresh when they next connect.")

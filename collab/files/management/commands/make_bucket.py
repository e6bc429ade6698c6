"""`manage.py make_bucket`: what storage needs before files can be shared; again is fine."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from collab.errors import Refused
from collab.files import buckets, connection
from collab.files.checks import in_words


class Command(BaseCommand):
    help = (
        "Makes S3_BUCKET with object lock, opens it to the pages of PUBLIC_URL (CORS), and has storage remove what "
        "everybody forgot. Run it again after PUBLIC_URL changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait", type=float, default=0, metavar="SECONDS", help="how long storage may take to start"
        )

    def handle(self, *args: Any, wait: float, **options: Any) -> None:
        deadline = time.monotonic() + wait
        while True:
            try:
                missing = buckets.make(connection.server(), settings.S3_BUCKET, settings.ORIGINS)
                break
            except Refused as why:
                if time.monotonic() > deadline:
                    raise CommandError(in_words(why)) from None
            time.sleep(0.5)
        self.stdout.write(f"Bucket {settings.S3_BUCKET} is ready for {', '.join(settings.ORIGINS)}.")
        for sentence in missing:
            self.stdout.write(f"About this storage: {sentence}")

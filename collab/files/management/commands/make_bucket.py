"""`manage.py make_bucket`: what storage needs before files can be shared; again is fine."""

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

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            missing = buckets.make(connection.server(), settings.S3_BUCKET, settings.ORIGINS)
        except Refused as why:
            raise CommandError(in_words(why)) from None
        self.stdout.write(f"Bucket {settings.S3_BUCKET} is ready for {', '.join(settings.ORIGINS)}.")
        for sentence in missing:
            self.stdout.write(f"About this storage: {sentence}")

"""`manage.py work`: what happens by itself, and what files need besides; as many of it as one likes."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collab.agenda import lanes

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does what is due: money, reviews, offers; draws previews, reads files back, removes what was deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            if not lanes.once():
                raise CommandError("The file storage does not answer; what is still to do waits for it.")
            return
        ending = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: ending.set())
        log.info("This worker draws previews, reads files back and removes what was deleted.")
        lanes.for_ever(ending)

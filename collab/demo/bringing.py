"""Brings files of the demo into its rooms as a browser would: start, send to storage, finish."""

import hashlib
import urllib.request
from urllib.error import URLError
from uuid import UUID, uuid4

from collab import wire
from collab.demo.exhibits import EXHIBITS, Exhibit
from collab.errors import Refused
from collab.files import actions, checks, delivery
from collab.files.actions.uploads import my_upload
from collab.workrooms.models import Member

SECONDS = 15.0


class Bringer:
    """Where storage is in trouble, it brings nothing more and knows `why`; the demo goes on without files."""

    def __init__(self) -> None:
        trouble = checks.trouble()
        self.why = checks.in_words(trouble) if trouble else ""
        self.files: dict[str, UUID] = {}
        self.versions: dict[str, UUID] = {}

    def bring(self, seat: Member, *names: str) -> list[UUID]:
        """→ the versions that are there now"""
        for name in names:
            if self.why:
                break
            try:
                self.versions[name] = self._bring(seat, name, EXHIBITS[name])
            except (Refused, URLError) as error:
                self.why = str(error)
        return self.brought(*names)

    def brought(self, *names: str) -> list[UUID]:
        """Their versions, of those that are there."""
        return [self.versions[name] for name in names if name in self.versions]

    def _bring(self, seat: Member, name: str, exhibit: Exhibit) -> UUID:
        name = name.removesuffix(" (2)")
        body = exhibit.draw()
        draft = wire.UploadDraft(
            name=name, size=len(body), type=exhibit.type, sha256=hashlib.sha256(body).hexdigest(),
            note=exhibit.note, version_of=self.files.get(name),
        )  # fmt: skip
        started = actions.start_upload(seat, None, draft=draft)
        _send(delivery.plan(my_upload(seat, started.id)), body)
        version = delivery.finish(seat, uuid4(), started.id).version
        self.files[name] = version.file
        return version.id


def _send(plan: wire.UploadPlan, body: bytes) -> None:
    assert plan.put is not None
    request = urllib.request.Request(plan.put.url, body, plan.put.headers, method="PUT")
    urllib.request.urlopen(request, timeout=SECONDS).close()

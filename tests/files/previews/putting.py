"""Files whose bytes are in storage, and a worker that has something to do."""

import hashlib
import threading

from collab.accounts.models import Person
from collab.files import chores, storage, work
from collab.files.models import Version
from collab.files.rules import types
from collab.workrooms.models import Room
from tests.files.bringing import brought


def put(by: Person, room: Room, name: str, body: bytes, *, announced: str = "") -> Version:
    """A version that was sent, as it is right after it was finished."""
    type, _ = types.tell(body[: types.HEAD_BYTES], name, announced)
    version = brought(by, room, name, type=type, size=len(body), sha256=hashlib.sha256(body).hexdigest())
    storage.put(version.key, body, type)
    return version


def lane(*verbs: chores.Verb) -> work.Lane:
    return work.Lane(verbs or chores.VERBS, threading.Event())


def worked(version: Version, *verbs: chores.Verb) -> Version:
    """As it is when all that is due (of these verbs) is done."""
    assert lane(*verbs).run_once()
    version.refresh_from_db()
    return version

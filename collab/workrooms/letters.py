"""Mail to addresses that nobody here owns yet: whoever has an account sees the same in their list of rooms."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from collab import wire
from collab.accounts.models import Person
from collab.workrooms.models import Room

log = logging.getLogger(__name__)

OFFERED = """{name} offers you a contract on Collab: “{title}”.

To read it and to answer, sign up with this address: {site}/signup
"""
ASKED_IN = """{name} asks you into the workroom of the contract “{title}” on Collab, as {role}.

To come in, sign up with this address: {site}/signup
"""


def write_after_commit(to: str, room: Room, role: wire.Role, *, by: Person) -> None:
    """Tell a newcomer what waits for them, once it really does. A letter that cannot be sent undoes nothing."""
    text = OFFERED if role == "freelancer" else ASKED_IN
    body = text.format(name=by.name, title=room.title, role=role, site=settings.SITE_URL)

    def write() -> None:
        try:
            send_mail(f"{by.name}: {room.title}", body, None, [to])
        except Exception:
            log.warning("A letter to somebody who was invited could not be sent.", exc_info=True)

    transaction.on_commit(write)

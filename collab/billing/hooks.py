"""What a provider tells us by itself."""

from django.db import transaction

from collab.agenda import book
from collab.agenda.models import Due
from collab.billing import payments, sandbox


def receive(body: bytes, signed: str) -> None:
    """Raises Forbidden("webhook.signature"), Refused("webhook.invalid"), NotFound("payment.not_found")."""
    payments.heard_of(sandbox.read_hook(body, signed))


@book.fires(sandbox.TELL, alone=True)
def tell(due: Due) -> None:
    """The sandbox tells, with all that a call over the network would carry."""
    key, _, _ = due.subject.partition("#")
    receive(*sandbox.hook(key))
    with transaction.atomic(durable=True):
        book.cross_out(due.verb, due.subject)

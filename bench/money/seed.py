"""Contracts full of work that was handed in, in Collab's database, which is migrated but empty.

`manage.py shell -c 'from bench.money.seed import main; main(64, 10)'` prints a list with, for each contract,
{"room": public id, "token": the client's API token, "milestones": [public ids]}.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from bench.seed import add_people, add_tokens, tidy
from collab import clock, wire
from collab.accounts.models import Person
from collab.agenda.models import Due
from collab.billing.models import Card, Payment, Purse
from collab.ledger.post import Cause, post
from collab.ledger.rules import Place, move
from collab.milestones.models import Milestone, Submission
from collab.milestones.silence import APPROVE, sentence
from collab.workrooms import actions
from collab.workrooms.models import Member, Room

MINOR = 10_000
FUNDED_SEQ = 3
"""Of the event that would tell of the funding."""
TERMS = wire.TermsDraft(title="Contract", kind="fixed", currency="EUR", fee_profile="marketplace")


def main(contracts: int, each: int) -> None:
    """With so many milestones each, funded and waiting for the client's review."""
    made = [contract(number, each) for number in range(contracts)]
    tidy()
    print(json.dumps(made))


def contract(number: int, works: int) -> dict[str, Any]:
    """One, with so many milestones."""
    people = add_people([f"client-{number}", f"freelancer-{number}"])
    client, freelancer = people.values()
    # An offer finds whoever has proved that the address is theirs.
    EmailAddress.objects.create(user=freelancer, email=freelancer.email, verified=True, primary=True)
    offered = actions.offer(client, None, to=freelancer.email, terms=TERMS)
    actions.accept_terms(Member.objects.seat(freelancer, offered.id), None, version=1)
    room = Room.objects.get(public_id=offered.id)
    with transaction.atomic():
        _fund(room, client, works * MINOR, clock.now())
        pieces = _hand_in(room, client, freelancer, works, clock.now())
        token = add_tokens({"client": client})["client"]
    return {"room": str(offered.id), "token": token, "milestones": [str(one.public_id) for one in pieces]}


def _fund(room: Room, client: Person, minor: int, at: datetime) -> None:
    card = Card.objects.create(person=client, provider="sandbox", token="-", label="-", added_at=at)
    charge = Payment.objects.create(
        room=room, kind="funding", state="succeeded", card=card, minor=minor, currency="EUR", by=client,
        at=at, ended_at=at,
    )  # fmt: skip
    Purse.objects.create(room=room, currency="EUR", deposited=minor, bound=minor)
    legs = move(minor, Place("clearing", room.pk, "EUR"), Place("escrow", room.pk, "EUR"))
    post(charge.key, Cause(f"funding:{charge.public_id}", room.pk, FUNDED_SEQ), legs, at)


def _hand_in(room: Room, client: Person, freelancer: Person, works: int, at: datetime) -> list[Milestone]:
    """As the actions leave them, with what happens if nobody looks at them."""
    until = at + timedelta(days=14)
    pieces = Milestone.objects.bulk_create(
        Milestone(
            room=room, position=number, title=f"Part {number}", minor=MINOR, state="submitted", side="client",
            by=client, at=at, funded_at=at,
        )
        for number in range(works)
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(milestone=piece, number=1, message="Here.", by=freelancer, at=at, review_until=until)
        for piece in pieces
    )
    Due.objects.bulk_create(
        Due(
            verb=APPROVE, subject=str(piece.public_id), room_id=room.pk, side="client", due_at=until, next_at=until,
            sentence=sentence("It counts as approved", piece.title),
        )
        for piece in pieces
    )  # fmt: skip
    return pieces

"""What ten thousand contracts wait for: `python -m proof.dues make COUNT` and `… count` on PostgreSQL.

`make` writes rows as the actions leave them, all at once: one in fifty is work whose review is over, the rest money
whose hold is. Printed by `count`: {"left", "done", "doubles", "missing", "odd": [words, …]}: by log, state and ledger.
"""

import json
import sys
from datetime import timedelta
from itertools import chain
from uuid import uuid4

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from collab import clock  # noqa: E402
from collab.agenda.models import Due  # noqa: E402
from collab.billing.models import Payment, Purse, Release  # noqa: E402
from collab.billing.releases import AVAILABLE  # noqa: E402
from collab.ledger.models import Transfer  # noqa: E402
from collab.ledger.post import Cause, post  # noqa: E402
from collab.ledger.rules import Leg, Place  # noqa: E402
from collab.ledger.verify import differences  # noqa: E402
from collab.milestones.models import Milestone, Submission  # noqa: E402
from collab.milestones.silence import APPROVE  # noqa: E402
from collab.workrooms.models import Event  # noqa: E402
from proof.racing import Contract  # noqa: E402

ROOMS = 50
MINOR = 1_000
EVENTS = {AVAILABLE: "money.available", APPROVE: "milestone.approved"}


def make(count: int) -> None:
    """So many rows that are due now, of ROOMS rooms in turn: whatever they need is there, and the ledger is sound."""
    each, dues = count // ROOMS, list[list[Due]]()
    for number in range(ROOMS):
        here = Contract(number)
        with transaction.atomic():
            works = max(1, each // 50)
            dues.append(fill(here, works, each - works))
    Due.objects.bulk_create(chain.from_iterable(zip(*dues, strict=True)), batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill(here: Contract, works: int, holds: int) -> list[Due]:
    """→ what is due there"""
    now, room, old = clock.now(), here.room, clock.now() - timedelta(days=20)
    fee = 100
    charge = Payment.objects.create(
        room=room, kind="funding", state="succeeded", card=here.client.cards.get(), minor=(works + holds) * MINOR,
        currency="EUR", by=here.client, at=old, ended_at=old,
    )  # fmt: skip
    Purse.objects.create(
        room=room, currency="EUR", deposited=charge.minor, released=holds * MINOR, bound=works * MINOR,
        fees_freelancer=holds * fee,
    )  # fmt: skip
    legs = [
        Leg(Place("clearing", room.pk, "EUR"), -charge.minor), Leg(Place("escrow", room.pk, "EUR"), works * MINOR),
        Leg(Place("fees", room.pk, "EUR"), holds * fee),
        Leg(Place("pending", here.freelancer.pk, "EUR"), holds * (MINOR - fee)),
    ]  # fmt: skip
    post(charge.key, Cause(f"funding:{charge.public_id}", room.pk, 1), legs, old)
    releases = Release.objects.bulk_create(
        Release(
            room=room, person=here.freelancer, kind="milestone", subject=uuid4(), title="Held", minor=MINOR, fee=fee,
            currency="EUR", at=old, available_at=now, refund_until=now + timedelta(days=100),
        )
        for _ in range(holds)
    )  # fmt: skip
    pieces = Milestone.objects.bulk_create(
        Milestone(
            room=room, position=number, title="Work", minor=MINOR, state="submitted", side="client", by=here.client,
            at=old, funded_at=old,
        )
        for number in range(works)
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(milestone=piece, number=1, message="Here.", by=here.freelancer, at=old, review_until=now)
        for piece in pieces
    )
    return [
        Due(
            verb=verb,
            subject=str(one.public_id),
            room_id=room.pk,
            sentence="It is time.",
            due_at=old,
            next_at=old,
        )
        for verb, subjects in {AVAILABLE: releases, APPROVE: pieces}.items()
        for one in subjects
    ]


def made() -> dict[str, list[str]]:
    """By verb, what they are about. Releases that came of approvals have a due of their own, days from now."""
    return {
        AVAILABLE: [
            str(one) for one in Release.objects.filter(title="Held").values_list("public_id", flat=True)
        ],
        APPROVE: [str(one) for one in Milestone.objects.values_list("public_id", flat=True)],
    }


def count() -> dict[str, object]:
    done, doubles, missing = 0, 0, 0
    moved = dict(Transfer.objects.order_by().values_list("cause").annotate(Count("pk")))
    released = {str(one.subject): str(one.public_id) for one in Release.objects.exclude(title="Held")}
    for verb, subjects in made().items():
        told: dict[str, int] = {}
        for data in Event.objects.filter(kind=EVENTS[verb]).values_list("data", flat=True):
            told[data["id"]] = told.get(data["id"], 0) + 1
        for subject in subjects:
            cause = f"available:{subject}" if verb == AVAILABLE else f"release:{released.get(subject)}"
            times = {told.get(subject, 0), moved.get(cause, 0)}
            done += times == {1}
            doubles += max(times) - 1 if max(times) > 1 else 0
            missing += min(times) == 0
    doubles += Release.objects.exclude(title="Held").count() - len(released)
    now = clock.now()
    odd = [*map(str, differences())]
    odd += [f"{name} still waits" for name in Milestone.objects.exclude(state="approved").values_list("pk")]
    odd += [
        f"{name} is pending"
        for name in Release.objects.filter(title="Held", is_available=False).values_list("pk")
    ]
    left = Due.objects.filter(due_at__lte=now).count()
    return {"left": left, "done": done, "doubles": doubles, "missing": missing, "odd": odd[:20]}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]))
    else:
        print(json.dumps(count()))
    connection.close_pool()  # type: ignore[attr-defined]

"""What accounts hold, held, and why: reads whose cost does not grow with the ledger."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from collab.ledger.accounts import accounts_of
from collab.ledger.models import Account, Leg, Transfer
from collab.ledger.rules import Place


def balances(places: Iterable[Place]) -> dict[Place, int]:
    """What each account holds now, in minor units; 0 where nothing ever moved."""
    found = {place: account.balance for place, account in accounts_of(places).items()}
    return {place: found.get(place, 0) for place in places}


def balance_at(account: Account, at: datetime) -> int:
    """What the account held at that instant, all that happened then included."""
    last = Leg.objects.filter(account=account, at__lte=at).order_by("-at", "-number").first()
    return last.balance if last else 0


def statement(account: Account, before: int | None, limit: int) -> Sequence[Leg]:
    """The newest legs of an account before leg `before`, newest first, with their transfers."""
    legs = Leg.objects.filter(account=account).select_related("transfer").order_by("-number")
    if before is not None:
        legs = legs.filter(number__lt=before)
    return list(legs[:limit])


def transfers_of(room: int, causes: Iterable[str] | None = None) -> QuerySet[Transfer]:
    """The transfers of a room (primary key), newest first, with legs and accounts.

    With `causes`, only those that came of one of them.
    """
    found = Transfer.objects.filter(room_id=room).prefetch_related("legs__account__person").order_by("-pk")
    return found if causes is None else found.filter(cause__in=list(causes))

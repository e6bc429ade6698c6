"""Events about money, completed as it stands when they are read."""

from collections.abc import Sequence

from collab.billing.models import Release
from collab.billing.payments import payments
from collab.billing.purses import moneys_of
from collab.workrooms.log import Line, filled_by


@filled_by("payment.started", "payment.changed", "payment.succeeded", fields=["payment", "money"])
def add_payments(lines: Sequence[Line]) -> None:
    found = payments().filter(public_id__in={line.data["id"] for line in lines})
    told = {str(payment.public_id): payment.card_of().model_dump(mode="json") for payment in found}
    for line in lines:
        line.data["payment"] = told.get(line.data["id"])
    add_money(lines)


@filled_by("bonus.paid", "money.available", "release.refunded", fields=["release", "money"])
def add_releases(lines: Sequence[Line]) -> None:
    found = Release.objects.select_related("payment").filter(
        public_id__in={line.data["id"] for line in lines}
    )
    told = {str(release.public_id): release.card().model_dump(mode="json") for release in found}
    for line in lines:
        line.data["release"] = told.get(line.data["id"])
    add_money(lines)


@filled_by("escrow.refunded", fields=["money"])
def add_money(lines: Sequence[Line]) -> None:
    """The money of each line's room."""
    told = {pk: money.model_dump(mode="json") for pk, money in moneys_of(line.room for line in lines).items()}
    for line in lines:
        line.data["money"] = told[line.room]

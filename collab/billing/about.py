"""What causes of money are about: the way from a cent, or a paper, back to the work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from collab.billing.models import Payment, Release


class About(NamedTuple):
    title: str = ""
    milestones: Sequence[str] = ()
    """Public ids."""
    week: date | None = None
    """The Monday of the week whose bill it is."""


NOTHING = About()
Tell = Callable[[Iterable[UUID]], Mapping[UUID, About]]
_others: list[Tell] = []


def tells_about(tell: Tell) -> Tell:
    """Register who knows causes that are neither payment nor release, by their ids. Asked only where there are some."""
    _others.append(tell)
    return tell


def about_of(names: Iterable[str]) -> dict[str, About]:
    """Of payments and releases by their ids: two questions for all of them, and one where there are others."""
    ids, about = {UUID(name) for name in names}, dict[UUID, About]()
    for payment in Payment.objects.filter(public_id__in=ids):
        about[payment.public_id] = About(payment.title, payment.subjects, payment.week)
    for release in Release.objects.select_related("payment").filter(public_id__in=ids):
        subjects = [str(release.subject)] if release.subject else []
        about[release.public_id] = About(release.title, subjects, release.week)
    if left := ids - about.keys():
        for tell in _others:
            about.update(tell(left))
    return {str(id): one for id, one in about.items()}

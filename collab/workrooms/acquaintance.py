"""People who share a room know each other."""

from uuid import UUID

from collab.accounts.acquaintance import tied_by
from collab.accounts.models import Person
from collab.workrooms.models import Member


@tied_by
def share_a_room(person: Person, other: UUID) -> bool:
    rooms = Member.objects.filter(person=person, removed_at=None).values("room")
    return Member.objects.filter(room__in=rooms, person__public_id=other, removed_at=None).exists()

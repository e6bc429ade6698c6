"""Time by hand: only where nothing else is claimed, while the contract ran, before the lock, and if it is allowed."""

from collections.abc import Sequence

from collab.accounts.models import Person
from collab.errors import Conflict
from collab.timetracker.claiming import claimed
from collab.timetracker.rules.claims import Span
from collab.timetracker.rules.reports import Draft
from collab.timetracker.standing import Here, mondays


class Unclaimed:
    """The seconds that a person has not claimed yet, in any contract. Their sheets are locked."""

    def __init__(self, here: Here, person: Person, besides: Sequence[Span] = ()) -> None:
        """`besides` are claimed, too."""
        self.here, self.person = here, person
        self._taken = list(besides)
        self._known: set[object] = set()

    def take(self, draft: Draft, *, allowed: bool | None = None) -> None:
        """Claim what it says. `allowed`: the client said so, whatever the contract says.

        Raises Conflict `manual.not_allowed`, `manual.claimed`, `report.not_running`.
        """
        if not (self._allowed() if allowed is None else allowed):
            raise Conflict(
                "manual.not_allowed",
                "This contract takes no time by hand. Ask the client for it in the contract's room.",
            )
        if self.here.contract.running(draft.start, draft.end) != [(draft.start, draft.end)]:
            raise Conflict(
                "report.not_running",
                "The contract was not running at that time, so it cannot be added by hand.",
            )
        self._read(draft)
        if any(start < draft.end and end > draft.start for start, end in self._taken):
            raise Conflict(
                "manual.claimed", "You have other time there already: time by hand only fills what is free."
            )
        self._taken.append((draft.start, draft.end))

    def _allowed(self) -> bool:
        return bool(self.here.contract.terms_at(self.here.at).manual_time)

    def _read(self, draft: Draft) -> None:
        for monday in mondays([(draft.start, draft.end)]) - self._known:
            self._known.add(monday)
            found = claimed(self.person.pk, monday, [self.here.room.pk])
            self._taken += [(claim.start, claim.end) for claim in found.claims]


def too_late() -> Conflict:
    return Conflict(
        "manual.late", "The diary of that week is locked: time by hand can only be added before that."
    )

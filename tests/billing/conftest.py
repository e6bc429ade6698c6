import pytest

from collab.accounts.models import Person
from collab.billing.models import Payment
from collab.ledger import verify
from collab.milestones.sums import WRONGLY_BOUND
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as rooms


@pytest.fixture(autouse=True)
def _bound_without_milestones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Billing binds what it is told to; in these tests no milestone tells it."""
    monkeypatch.delitem(verify.CHECKS, WRONGLY_BOUND)


@pytest.fixture
def running(alice: Person, bob: Person) -> Room:
    """A fixed-price contract in EUR between Alice, the client, and Bob, the freelancer; 10 % and 5 % of fees."""
    return rooms.running(alice, bob, rooms.fixed(fee_profile="marketplace"))


@pytest.fixture
def funded(running: Room, alice: Person) -> Room:
    """… with 1,000.00 EUR in escrow, bound to nothing."""
    story.fund(running, alice, 100_000)
    story.unbound(running, 100_000)
    return running


@pytest.fixture
def waiting(running: Room, alice: Person) -> Payment:
    """500.00 EUR on their way into escrow, which wait for Alice to confirm them to her bank."""
    return story.fund(running, alice, 50_000, "confirmed")

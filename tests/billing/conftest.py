import pytest

from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.billing import story
from tests.workrooms import story as rooms


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

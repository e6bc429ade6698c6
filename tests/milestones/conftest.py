import pytest

from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.milestones.deal import Deal
from tests.workrooms import story


@pytest.fixture
def room(alice: Person, bob: Person) -> Room:
    """A fixed-price contract in EUR between Alice, the client, and Bob, the freelancer; without fees."""
    return story.running(alice, bob, story.fixed())


@pytest.fixture
def deal(alice: Person, bob: Person, room: Room) -> Deal:
    """What the two do in that contract."""
    return Deal(alice, bob, room)

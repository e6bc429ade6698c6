import pytest

from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.workrooms import story


@pytest.fixture
def offered(alice: Person, bob: Person) -> Room:
    """An hourly contract that Alice offered to Bob a moment ago."""
    return story.offer(alice, bob.email)


@pytest.fixture
def running(alice: Person, bob: Person) -> Room:
    """An hourly contract between Alice, the client, and Bob, the freelancer."""
    return story.running(alice, bob)

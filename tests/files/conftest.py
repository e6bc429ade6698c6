import pytest

from collab.accounts.models import Person
from collab.workrooms.models import Room
from tests.workrooms import story


@pytest.fixture
def running(alice: Person, bob: Person) -> Room:
    """An hourly contract between Alice, the client, and Bob, the freelancer; its log has two events."""
    return story.running(alice, bob)

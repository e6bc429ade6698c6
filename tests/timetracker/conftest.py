import pytest

from collab.accounts.models import Person
from tests.timetracker.billed import Weeks, agreed
from tests.timetracker.tracking import Work


@pytest.fixture
def weeks(alice: Person, bob: Person) -> Weeks:
    """An hourly contract: 45.00 USD an hour, 20 hours a week, fees of 10 % and 5 %."""
    return Weeks(alice, bob, agreed(alice, bob))


@pytest.fixture
def working(alice: Person, bob: Person) -> Work:
    """Bob's time in such a contract, which takes time by hand, too."""
    return Work(alice, bob, agreed(alice, bob))

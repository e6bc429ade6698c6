import pytest

from collab import limits
from collab.accounts import rules
from collab.errors import Refused


@pytest.mark.parametrize("text", ["Alice", "  Alice ", "Ωμέγα", "李小龍", "O'Neill-Smith", "👩🏽‍🚀", "محمد"])
def test_a_name_stays_as_written_but_for_its_ends(text: str) -> None:
    assert rules.name(text) == text.strip()


def test_a_name_may_be_as_long_as_its_limit_and_no_longer() -> None:
    assert rules.name("a" * limits.LINE_CHARS)
    with pytest.raises(Refused, match="at most 120 characters"):
        rules.name("a" * (limits.LINE_CHARS + 1))


@pytest.mark.parametrize(
    "text", ["UTC", "Europe/Lisbon", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "Etc/GMT+12"]
)
def test_places_of_the_world_have_a_time_zone(text: str) -> None:
    assert rules.time_zone(text) == text


@pytest.mark.parametrize(
    "text", ["", "Lisbon", "UTC+1", "Factory", "posixrules", "right/UTC", "\x00", "\ud800", "a" * 9999]
)
def test_what_is_no_place_has_none(text: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.time_zone(text)
    assert refused.value.code == "time_zone.unknown"


def test_only_languages_that_collab_speaks_can_be_chosen() -> None:
    assert rules.language("en") == "en"
    with pytest.raises(Refused):
        rules.language("EN")

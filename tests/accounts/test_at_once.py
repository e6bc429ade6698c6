"""What happens when the same person does two things at the same moment."""

from functools import partial

import pytest

from collab import limits
from collab.accounts import actions
from collab.accounts.models import ApiToken, Avatar, Ended, Person
from collab.errors import Refused
from tests.accounts.test_set_avatar import picture
from tests.workrooms.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_race_gets_past_the_most_tokens(alice: Person) -> None:
    for _ in range(limits.TOKENS_PER_PERSON - 1):
        actions.make_token(alice, name="bot", scope="read")
    answers = at_once([lambda: actions.make_token(alice, name="bot", scope="read")] * 6)
    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["token.too_many"] * 5
    assert ApiToken.objects.count() == limits.TOKENS_PER_PERSON


def test_a_token_is_revoked_once(alice: Person) -> None:
    token, _ = actions.make_token(alice, name="bot", scope="read")
    at_once([lambda: actions.revoke_token(alice, token=token.public_id)] * 6)
    assert Ended.objects.count() == 1


def test_a_picture_and_its_version_go_together(alice: Person) -> None:
    uploads = [picture("PNG", mode="RGB"), picture("PNG", mode="L"), picture("PNG", mode="LA")]
    answers = at_once(
        [partial(actions.set_avatar, Person.objects.get(), upload=upload) for upload in uploads]
    )
    assert not [answer for answer in answers if isinstance(answer, Refused)]
    kept = bytes(Avatar.objects.get().webp)
    assert Person.objects.get().avatar_version == actions.version_of(kept)

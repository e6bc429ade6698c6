"""The judge of random lives is shown an application with one bug in it."""

import random
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from collab import wire
from collab.billing import payments
from collab.billing.models import Purse
from collab.chat import actions as chat
from collab.files import actions, chores
from collab.files.models import Download, Shelf, Upload, Version
from collab.milestones import actions as deals
from collab.milestones.models import Milestone
from collab.workrooms.models import Member
from proof.dealing import card_of
from proof.filing import FOUND
from proof.histories import NAMES, History, person, tell
from proof.telling import Tally

pytestmark = pytest.mark.django_db(transaction=True)


class Always(random.Random):
    """Whatever may happen, happens."""

    def random(self) -> float:
        return 0.0


class Told:
    """A contract with one version of a file, heard of by everybody from here on."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.history = History({name: person(name) for name in NAMES}, random.Random(1), self.tally)
        self.history.take(self.history.accept, "freelancer")
        self.client = self.history.seat("client")
        draft = wire.UploadDraft(name="plan.pdf", size=10, sha256="0" * 64)
        upload = actions.start_upload(self.client, uuid4(), draft=draft)
        self.version = actions.finish_upload(self.client, uuid4(), FOUND[0], upload=upload.id).version
        telling = self.history.telling
        for name in NAMES[:2]:
            view = telling.view(name)
            assert view
            telling.kept[name] = telling.now[name] = view

    def judged(self) -> list[str]:
        self.history.telling.listen()
        self.history.telling.judge()
        return self.tally.differences


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_message_takes_a_file_along_and_is_taken_back(told: Told) -> None:
    said = chat.post_with_files(told.client, None, text="", reply_to=None, files=[told.version.id])
    chat.delete_message(told.client, None, seq=said.seq)
    assert told.judged() == []


def test_where_a_file_was_said_goes_on_to_the_next_message_that_carries_it(told: Told) -> None:
    first, second = (
        chat.post_with_files(told.client, None, text="", reply_to=None, files=[told.version.id]).seq
        for _ in range(2)
    )
    said = Version.objects.filter(public_id=told.version.id)
    assert said.get().said_seq == first
    chat.delete_message(told.client, None, seq=first)
    assert said.get().said_seq == second
    chat.delete_message(told.client, None, seq=second)
    assert said.get().said_seq == told.version.said
    assert told.judged() == []


def change_without_a_word(told: Told) -> None:
    Version.objects.update(checked_at=told.version.at)


def lose_the_sum(told: Told) -> None:
    Shelf.objects.update(stored_bytes=1)


def draw_what_was_deleted(told: Told) -> None:
    """A race there once was: the tombstone got a preview, and nobody was told."""
    chore = chores.claim(1, ["preview"])[0]
    actions.delete_version(told.client, None, file=told.version.file, number=1)
    told.history.telling.listen()
    told.history.filing.do(chore)
    Version.objects.update(preview="made")


def save_without_a_word(told: Told) -> None:
    Download.objects.create(version=Version.objects.get(), by=told.client.person, at=told.version.at)


def give_up_without_a_word(told: Told) -> None:
    draft = wire.UploadDraft(name="more.pdf", size=10, sha256="0" * 64)
    actions.start_upload(told.client, uuid4(), draft=draft)
    Upload.objects.filter(ended="").update(ended="expired", ended_at=told.version.at)


def milestone(told: Told) -> UUID:
    draft = wire.MilestoneDraft(title="Logo", minor=50_000)
    done: wire.MilestoneDone = deals.propose(told.client, None, draft=draft)
    return done.milestone.id


def raise_the_price_without_a_word(told: Told) -> None:
    milestone(told)
    told.history.telling.listen()
    Milestone.objects.update(minor=60_000)


def take_money_in_without_a_word(told: Told) -> None:
    one, card = milestone(told), card_of(told.client.person, "pays")
    funded = deals.fund(told.client, None, chosen=[one], minor=50_000, card=card)
    assert funded.payment
    payments.driven(funded.payment.id)
    told.history.telling.listen()
    Purse.objects.update(bonuses=1)


BUGS: dict[Callable[[Told], None], str] = {
    change_without_a_word: ".checked_at",
    lose_the_sum: ".files.used",
    draw_what_was_deleted: ".preview",
    save_without_a_word: ".downloads",
    give_up_without_a_word: ".files.used",
    raise_the_price_without_a_word: ".minor",
    take_money_in_without_a_word: ".money.bonuses",
}


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_change_that_no_event_tells_is_noticed(told: Told, bug: Callable[[Told], None]) -> None:
    bug(told)
    found = told.judged()
    assert found
    assert any(BUGS[bug] in each for each in found), found


def test_a_repeat_that_does_more_is_noticed(told: Told) -> None:
    def twice(seat: Member, key: UUID) -> wire.Done:
        return chat.post_with_files(seat, None, text="again", reply_to=None, files=[])

    told.history.chance = Always()
    told.history.take(lambda who: (twice, told.client, {}), "client")
    assert "a repeat answered" in told.tally.differences[0]


def test_lives_of_contracts_are_told_whole() -> None:
    tally = tell(3, "1")
    assert tally.found["histories"] == 3
    assert tally.found["folds"]
    assert tally.differences == []

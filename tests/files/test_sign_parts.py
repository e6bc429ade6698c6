"""Requests for parts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from collab import limits
from collab.accounts.models import Person
from collab.files.models import Upload
from collab.workrooms.models import Room
from tests.files.sending import LARGE, Sender, sent
from tests.workrooms import story

pytestmark = pytest.mark.usefixtures("store")
HASH = "0" * 64


@pytest.fixture
def hers(alice: Person, running: Room, signed_in: Callable[[Person], Client]) -> Sender:
    sender = Sender(signed_in(alice), running)
    sender.start("disk.img", LARGE)
    return sender


def asked(sender: Sender, parts: Any) -> tuple[int, dict[str, Any]]:
    return story.post(sender.browser, f"{sender.path}/{sender.upload}/parts", {"parts": parts})


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "upload.parts"),
        ([{"number": 0, "sha256": HASH}], "upload.parts"),
        ([{"number": -1, "sha256": HASH}], "upload.parts"),
        ([{"number": 4, "sha256": HASH}], "upload.parts"),
        ([{"number": 2**70, "sha256": HASH}], "upload.parts"),
        ([{"number": 1, "sha256": HASH}] * 2, "upload.parts"),
        ([{"number": n, "sha256": HASH} for n in range(1, limits.PARTS_SIGNED + 2)], "upload.parts"),
        ([{"number": 1, "sha256": "x"}], "file.sha256"),
        ([{"number": 1, "sha256": HASH.upper() + "A"}], "file.sha256"),
        ([{"number": "1", "sha256": HASH}], "request.invalid"),
        ([{"number": 1}], "request.invalid"),
        ([{"number": 1, "sha256": HASH, "size": 7}], "request.invalid"),
        ("all", "request.invalid"),
        (None, "request.invalid"),
    ],
)
def test_only_parts_of_the_file_are_signed(parts: Any, code: str, hers: Sender) -> None:
    status, problem = asked(hers, parts)
    assert (status, problem["code"]) == (422, code)
    assert problem["detail"].endswith(".")


def test_a_small_file_has_no_parts(hers: Sender) -> None:
    hers.start("small.txt", b"Hello")
    status, problem = asked(hers, [{"number": 1, "sha256": HASH}])
    assert (status, problem["code"]) == (422, "upload.no_parts")


def test_a_part_is_signed_for_its_bytes_alone(hers: Sender) -> None:
    size = limits.PART_BYTES
    status, signed = hers.sign({1: LARGE[:size], 3: LARGE[2 * size :]})
    assert (status, [part["number"] for part in signed["parts"]]) == (200, [1, 3])
    first, last = (part["request"] for part in signed["parts"])
    assert not sent(first, LARGE[1 : size + 1]).is_success
    assert not sent(first, LARGE[: size - 1]).is_success
    assert not sent(last, LARGE[:size]).is_success
    assert not sent(
        {**last, "url": last["url"].replace("partNumber=3", "partNumber=2")}, LARGE[2 * size :]
    ).is_success
    assert sent(last, LARGE[2 * size :]).is_success


def test_asking_keeps_it_open_and_is_no_news(alice: Person, running: Room, hers: Sender) -> None:
    head = Room.objects.get(pk=running.pk).head
    before = Upload.objects.get().expires_at
    with story.later(hours=1):
        assert asked(hers, [{"number": 1, "sha256": HASH}])[0] == 200
    assert Upload.objects.get().expires_at > before
    assert Room.objects.get(pk=running.pk).head == head

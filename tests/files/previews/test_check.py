"""Files are read back from storage: the browser's word on the SHA-256 of many parts is not enough."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from pytest_django import Settings

from collab import clock
from collab.accounts.models import Person
from collab.files import checking, storage
from collab.files.freezing import freeze
from collab.files.management.commands import verify_files
from collab.files.models import Chore, Pin, Version
from collab.workrooms.models import Room
from tests.files.previews.putting import put, worked
from tests.flush import without_triggers
from tests.workrooms import story

pytestmark = pytest.mark.usefixtures("store")


def verify(capsys: pytest.CaptureFixture[str], **asked: Any) -> tuple[int, str]:
    """The exit code, and what was said."""
    code = 0
    try:
        call_command("verify_files", **asked)
    except SystemExit as end:
        code = int(str(end.code))
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_file_that_is_as_announced_is_noted(alice: Person, running: Room) -> None:
    version = worked(put(alice, running, "notes.txt", b"words"), "check")
    assert version.checked_at is not None
    assert version.damaged_at is None


def test_a_file_of_other_bytes_is_damaged(alice: Person, running: Room) -> None:
    version = put(alice, running, "notes.txt", b"words")
    storage.put(version.key, b"sword", "text/plain")
    assert worked(version, "check").damaged_at is not None
    assert not Chore.objects.filter(verb="check").exists()


def test_a_lost_file_is_damaged(alice: Person, running: Room) -> None:
    version = put(alice, running, "notes.txt", b"words")
    storage.remove(version.key)
    assert worked(version, "check").damaged_at is not None


def test_an_empty_file_is_as_announced(alice: Person, running: Room) -> None:
    assert worked(put(alice, running, "notes.txt", b""), "check").checked_at is not None


def test_files_as_announced_are_counted(
    alice: Person, running: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    put(alice, running, "a.txt", b"words")
    put(alice, running, "b.txt", b"more words")
    assert verify(capsys) == (0, "2 versions, 15 bytes read: all as announced.\n")


def test_each_that_differs_is_named(alice: Person, running: Room, capsys: pytest.CaptureFixture[str]) -> None:
    put(alice, running, "good.txt", b"words")
    other, lost = (put(alice, running, f"{name}.txt", b"words") for name in ("other", "lost"))
    storage.put(other.key, b"sword", "text/plain")
    storage.remove(lost.key)
    code, said = verify(capsys)
    assert code == 1
    assert f"{other.key}: other.txt, version 1: its SHA-256 in storage is" in said
    assert f"{lost.key}: lost.txt, version 1: its bytes are not in storage." in said
    assert "good.txt" not in said
    assert "3 versions, 10 bytes read: 2 not as announced." in said
    assert set(Version.objects.exclude(damaged_at=None)) == {other, lost}


def test_only_the_room_that_was_asked_for_is_read(
    alice: Person, bob: Person, running: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    put(alice, running, "a.txt", b"words")
    assert verify(capsys, room=story.running(alice, bob).public_id)[1].startswith("0 versions")
    assert verify(capsys, room=running.public_id)[1].startswith("1 versions")


def test_what_was_deleted_is_not_missed(
    alice: Person, running: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    version = put(alice, running, "a.txt", b"words")
    Version.objects.filter(pk=version.pk).update(deleted_at=clock.now(), deleted_by=alice)
    storage.remove(version.key)
    assert verify(capsys)[0] == 0


def test_a_pin_that_says_otherwise_is_named(
    alice: Person, running: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    version = put(alice, running, "a.txt", b"words")
    freeze(Room.objects.get(pk=running.pk), alice, [version], "submission", clock.now())
    with without_triggers(connection):
        Pin.objects.update(sha256="0" * 64)
    code, said = verify(capsys)
    assert code == 1
    assert "it was handed in with the SHA-256 000" in said


def test_a_storage_that_does_not_answer_tells_nothing_of_the_files(
    alice: Person, running: Room, settings: Settings
) -> None:
    version = put(alice, running, "a.txt", b"words")
    settings.S3_BUCKET = "another"
    with pytest.raises(CommandError) as why:
        call_command("verify_files")
    assert why.value.returncode == verify_files.UNKNOWN
    version.refresh_from_db()
    assert version.damaged_at is None


class Terminal(list[str]):
    """Collects what is written."""

    def __init__(self, *, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> None:
        self.append(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_tells_the_rate_and_what_is_left(terminal: bool) -> None:
    out = Terminal(terminal=terminal)
    progress = verify_files.Progress(4 * 1024**2, OutputWrapper(out))  # type: ignore[arg-type]
    progress.begin = progress.told = progress.begin - 20
    progress.add(1024**2)
    assert re.search(r"1 MiB of 4 MiB, \d+(\.\d)? KiB/s, 0:0[01]:\d\d left", out[0])
    assert ("█" in out[0]) == terminal
    assert out[0].endswith("\033[K" if terminal else "left\n")


def test_reading_back_tells_how_far_it_is(alice: Person, running: Room) -> None:
    version = put(alice, running, "a.txt", b"words" * 10**6)
    read: list[int] = []
    found = checking.read_back(version, read.append)
    assert (found.size, found.sha256) == (version.size, version.sha256)
    assert sum(read) == version.size
    assert len(read) > 1

"""The worker does one thing after the other, whatever happens to each; and ends when it is told to."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from collab import limits
from collab.accounts.models import Person
from collab.clock import now
from collab.files import chores, storage, work
from collab.files.freezing import freeze
from collab.files.models import Chore, Upload
from collab.workrooms.models import Room
from tests import services
from tests.files.bringing import started
from tests.files.hostile.drawing import noise, saved
from tests.files.previews.putting import lane, put, worked
from tests.servers import CLONE, free_ports
from tests.web import MANAGE
from tests.workrooms.story import kinds, later

pytestmark = pytest.mark.usefixtures("store")


def down() -> str:
    """Where nobody listens."""
    return f"http://127.0.0.1:{free_ports(1)[0]}"


def test_once_does_all_that_is_due(alice: Person, running: Room) -> None:
    version = put(alice, running, "photo.png", saved(noise(), "PNG"))
    upload = started(alice, running, "never.txt")
    with later(hours=limits.UPLOAD_HOURS + 1):
        call_command("work", once=True)
    version.refresh_from_db()
    assert version.preview == "made"
    assert version.checked_at is not None
    assert Upload.objects.get(pk=upload.pk).ended == "expired"
    assert not Chore.objects.filter(due_at__lte=now()).exists()


def test_what_nobody_needs_any_more_is_removed(alice: Person, running: Room) -> None:
    storage.put("files/gone", b"bytes", "text/plain")
    storage.begin("files/gone", "text/plain")
    chores.add("remove", key="files/gone")
    chores.add("remove", key="files/was-never-there")
    assert lane().run_once()
    assert storage.head("files/gone") is None
    assert not Chore.objects.exists()


def test_what_was_handed_in_is_held_by_storage_too(alice: Person, running: Room, store: str) -> None:
    version = put(alice, running, "a.txt", b"words")
    freeze(Room.objects.get(pk=running.pk), alice, [version], "submission", now())
    worked(version)
    held = services.s3_client(store).get_object_legal_hold(Bucket=services.S3_BUCKET, Key=version.key)
    assert held["LegalHold"]["Status"] == "ON"


def test_while_storage_is_down_chores_wait_and_it_says_so_once(
    alice: Person, running: Room, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    versions = [put(alice, running, f"{number}.txt", b"words") for number in range(3)]
    here, settings.S3_ENDPOINT_URL = settings.S3_ENDPOINT_URL, down()
    worker = lane("preview")
    with caplog.at_level(logging.WARNING, "collab.files.work"):
        assert [worker.turn() for _ in range(4)] == [False] * 4
        assert [record.message[:34] for record in caplog.records] == ["The file storage is in trouble, ch"]
        assert set(Chore.objects.filter(verb="preview").values_list("tries", flat=True)) == {0}
        settings.S3_ENDPOINT_URL = here
        assert worker.run_once()
    assert caplog.records[-1].message == "The file storage answers again."
    for version in versions:
        version.refresh_from_db()
        assert version.preview == "made"


def test_once_says_that_storage_is_down(alice: Person, running: Room, settings: Settings) -> None:
    put(alice, running, "a.txt", b"words")
    settings.S3_ENDPOINT_URL = down()
    with pytest.raises(CommandError, match="does not answer"):
        call_command("work", once=True)


def test_what_only_one_file_has_trouble_with_stops_no_other(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = put(alice, running, "held.txt", b"words")
    storage.hold(held.key)
    chores.add("remove", key=held.key)
    monkeypatch.setitem(work.DO, "check", lambda *_: 1 // 0)
    version = worked(put(alice, running, "a.txt", b"words"))
    assert version.preview == "made"
    left = dict(Chore.objects.filter(tries=1).values_list("verb", "trouble"))
    assert left["remove"].startswith("The file storage does not take the keys")
    assert left["check"].startswith("ZeroDivisionError")


def test_a_worker_that_is_ended_leaves_its_chore_to_the_next(alice: Person, running: Room) -> None:
    version = put(alice, running, "a.txt", b"words")
    worker = lane("check")
    [chore] = chores.claim(1, ["check"])
    worker.ending.set()
    worker._do(chore)
    assert Chore.objects.get(pk=chore.pk).tries == 0
    assert worked(version, "check").checked_at is not None


def test_whoever_lost_the_lease_stops(alice: Person, running: Room) -> None:
    version = put(alice, running, "a.txt", b"words")
    [chore] = chores.claim(1, ["check"])
    beat = work.Beat(chore, threading.Event())
    beat.next = time.monotonic()
    beat(1)
    with later(seconds=limits.CHORE_LEASE_SECONDS + 1):
        chores.claim(1, ["check"])
        beat.next = time.monotonic()
        with pytest.raises(work.Taken):
            beat(1)
    assert version.checked_at is None


def wait_until(happened: Callable[[], bool]) -> None:
    patience = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < patience
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_until_it_is_told_to_end(
    alice: Person, running: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CHORE_PAUSE_SECONDS", 0.05)
    ending = threading.Event()
    thread = threading.Thread(target=work.for_ever, args=[ending])
    thread.start()
    try:
        head = Room.objects.get(pk=running.pk).head
        put(alice, running, "a.txt", b"words")
        wait_until(lambda: kinds(running, head).count("file.changed") == 2)
    finally:
        ending.set()
        thread.join(60)
    assert not thread.is_alive()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, s3: str, told: signal.Signals) -> None:
    settings = {**os.environ, **services.s3_settings(s3), "COLLAB_DATA": str(tmp_path)}
    settings.pop("DATABASE_URL", None)
    subprocess.run([*MANAGE, "migrate", "--verbosity=0"], cwd=CLONE, env=settings, check=True)
    worker = subprocess.Popen(
        [*MANAGE, "work"], cwd=CLONE, env=settings, stderr=subprocess.PIPE, stdout=sys.stderr
    )
    try:
        assert worker.stderr is not None
        assert b"This worker" in worker.stderr.readline()
        worker.send_signal(told)
        _, said = worker.communicate(timeout=60)
    finally:
        worker.kill()
    assert (worker.returncode, said) == (0, b"")

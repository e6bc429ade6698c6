"""What an operator hears of storage when something starts, and what `make_bucket` does about it."""

import threading

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from collab.files import checks, storage
from collab.files.connection import server
from tests.files.storage.sending import PDF, new_key
from tests.servers import free_ports


def said() -> str:
    heard: list[str] = []
    checks.look(heard.append)
    return " ".join(heard)


def test_nothing_is_said_of_a_storage_that_is_there() -> None:
    assert said() == ""


def test_each_trouble_has_its_sentence_place_and_hint(settings: Settings) -> None:
    right = settings.S3_SECRET_KEY
    settings.S3_SECRET_KEY = "another"
    assert "does not take the keys" in said()
    assert "S3_ACCESS_KEY and S3_SECRET_KEY" in said()
    settings.S3_SECRET_KEY = right
    settings.S3_BUCKET = "somewhere-else"
    assert "does not have the bucket" in said()
    assert "bucket somewhere-else) Make it with: manage.py make_bucket" in said()
    settings.S3_ENDPOINT_URL = nobody = f"http://127.0.0.1:{free_ports(1)[0]}"
    assert "cannot be reached" in said()
    assert f"({nobody}, bucket somewhere-else) Is it running" in said()
    settings.S3_ENDPOINT_URL = ""
    assert "S3_ENDPOINT_URL is not set" in said()
    assert settings.S3_SECRET_KEY not in said()


def test_make_bucket_makes_it_ready(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.S3_BUCKET = name = new_key("made").replace("/", "-")
    for _ in range(2):
        call_command("make_bucket")
    assert f"Bucket {name} is ready for http://localhost:8000" in capsys.readouterr().out
    assert said() == ""
    key = new_key()
    storage.put(key, b"kept", PDF)
    assert storage.hold(key)


def test_make_bucket_says_what_this_storage_lacks(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.S3_BUCKET = name = new_key("plain").replace("/", "-")
    server().create_bucket(Bucket=name)
    call_command("make_bucket")
    assert "About this storage: It has no object lock for this bucket" in capsys.readouterr().out


def test_make_bucket_says_what_is_wrong(settings: Settings) -> None:
    settings.S3_SECRET_KEY = "another"
    with pytest.raises(CommandError, match="does not take the keys"):
        call_command("make_bucket")


def test_make_bucket_waits_for_a_storage_that_is_starting(settings: Settings) -> None:
    there = settings.S3_ENDPOINT_URL
    settings.S3_ENDPOINT_URL = f"http://127.0.0.1:{free_ports(1)[0]}"
    begun = threading.Timer(1, lambda: setattr(settings, "S3_ENDPOINT_URL", there))
    begun.start()
    call_command("make_bucket", wait=60)
    begun.join()

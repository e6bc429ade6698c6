"""Each trouble of storage has its own words."""

import json
import shutil
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from collab import limits
from collab.errors import Refused
from collab.files import signing, storage
from tests.files.storage.sending import PDF, new_key, sha256, signed
from tests.servers import free_ports

NOWHERE = "files/room/nothing"
USES: dict[str, Callable[[], object]] = {
    "begin": lambda: storage.begin(new_key(), PDF),
    "parts": lambda: storage.parts(NOWHERE, "1"),
    "complete": lambda: storage.complete(NOWHERE, "1", [storage.Part(1, 1, "", '"etag"')]),
    "abort": lambda: storage.abort(NOWHERE),
    "head": lambda: storage.head(NOWHERE),
    "copy": lambda: storage.copy(NOWHERE, new_key(), type=PDF),
    "read": lambda: storage.read(NOWHERE, 1),
    "chunks": lambda: list(storage.chunks(NOWHERE)),
    "fetch": lambda: storage.fetch(NOWHERE, Path("/dev/null")),
    "put": lambda: storage.put(new_key(), b"", PDF),
    "remove": lambda: storage.remove(NOWHERE),
    "hold": lambda: storage.hold(NOWHERE),
}
all_uses = pytest.mark.parametrize("use", USES.values(), ids=USES)


def trouble(use: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        use()
    return refused.value


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """The URL of a server that gives these answers, the last for ever; an empty one takes longer than anybody waits."""

    class Answer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(65536).split(b" ")[0])
            answer = answers[min(len(asked), len(answers)) - 1]
            if not answer:
                over.wait(60)
            self.request.sendall(answer)

    asked: list[bytes] = []
    over = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        over.set()
        server.shutdown()


def said(status: int, body: str = "") -> bytes:
    return f"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def error(status: int, code: str) -> bytes:
    return said(status, f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>no</Message></Error>")


@all_uses
def test_nobody_there_is_down(use: Callable[[], object], settings: Settings) -> None:
    settings.S3_ENDPOINT_URL = f"http://127.0.0.1:{free_ports(1)[0]}"
    why = trouble(use)
    assert (why.code, why.status, why.retry_after) == ("storage.down", 503, 5)
    assert "cannot be reached" in why.message


@all_uses
def test_wrong_keys_are_named(use: Callable[[], object], settings: Settings) -> None:
    settings.S3_SECRET_KEY = "another"
    why = trouble(use)
    assert (why.code, why.status) == ("storage.keys", 503)
    assert "keys of this server" in why.message


@all_uses
def test_a_wrong_bucket_is_named(use: Callable[[], object], settings: Settings) -> None:
    settings.S3_BUCKET = "somewhere-else"
    why = trouble(use)
    assert (why.code, why.status) == ("storage.bucket", 503)
    assert "bucket" in why.message


def test_no_storage_at_all_is_down_even_for_signing(settings: Settings) -> None:
    settings.S3_ENDPOINT_URL = settings.S3_PUBLIC_URL = ""
    assert trouble(lambda: storage.head(NOWHERE)).code == "storage.down"
    assert trouble(lambda: storage.sign_get(NOWHERE, name="x", type=PDF, play=False)).code == "storage.down"


def test_who_takes_too_long_is_slow(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STORAGE_SECONDS", 0.2)
    with answering(b"") as settings.S3_ENDPOINT_URL:
        why = trouble(lambda: storage.head(NOWHERE))
    assert (why.code, why.retry_after) == ("storage.slow", 5)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (error(507, "XMinioStorageFull"), "storage.full"),
        (error(507, "Whatever"), "storage.full"),
        (error(403, "QuotaExceeded"), "storage.full"),
        (error(503, "SlowDown"), "storage.slow"),
        (error(403, "AccessDenied"), "storage.keys"),
        (error(404, "NoSuchBucket"), "storage.bucket"),
        (error(500, "InternalError"), "storage.trouble"),
        (error(418, "Teapot"), "storage.trouble"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nno XML at", "storage.trouble"),
        (b"Good morning!\r\n\r\n", "storage.down"),
    ],
)
def test_what_storage_answers_is_told(answer: bytes, code: str, settings: Settings) -> None:
    with answering(answer) as settings.S3_ENDPOINT_URL:
        assert trouble(lambda: storage.begin(new_key(), PDF)).code == code


def test_an_answer_that_ends_in_the_middle_is_down(settings: Settings) -> None:
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf"
    with answering(half) as settings.S3_ENDPOINT_URL:
        assert trouble(lambda: list(storage.chunks(NOWHERE))).code == "storage.down"
        assert trouble(lambda: storage.read(NOWHERE, 100)).code == "storage.down"


def test_a_disk_of_ours_that_is_full_is_told_before_anything_is_sent(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.S3_FOLDER = tmp_path
    assert signed(new_key(), b"fits")
    monkeypatch.setattr(signing, "RESERVE", shutil.disk_usage(tmp_path).total)
    why = trouble(lambda: signed(new_key(), b"does not"))
    assert (why.code, why.status) == ("storage.full", 503)
    why = trouble(lambda: storage.sign_part(NOWHERE, "1", 1, size=9, sha256=sha256(b"does not")))
    assert why.code == "storage.full"
    settings.S3_FOLDER = tmp_path / "not there, since another store is set"
    assert signed(new_key(), b"fits")


def test_a_storage_that_knows_no_versions_is_asked_to_delete_the_object(settings: Settings) -> None:
    nothing_begun = said(200, "<ListMultipartUploadsResult/>")
    with answering(nothing_begun, error(501, "NotImplemented"), said(204)) as settings.S3_ENDPOINT_URL:
        storage.remove(NOWHERE)
    refused = error(403, "AccessDenied")
    with answering(nothing_begun, error(501, "NotImplemented"), refused) as settings.S3_ENDPOINT_URL:
        assert trouble(lambda: storage.remove(NOWHERE)).code == "storage.keys"


def test_words_tell_no_secrets(settings: Settings) -> None:
    settings.S3_SECRET_KEY = "another"
    why = trouble(lambda: storage.head(NOWHERE))
    told = json.dumps([why.code, why.message])
    assert settings.S3_ACCESS_KEY not in told
    assert settings.S3_ENDPOINT_URL not in told

"""What an operator hears of settings that cannot be; each in a process of its own, as it would be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from collab.environment import Environment

CLONE = Path(__file__).resolve().parent.parent


def run(code: str, folder: Path, **environment: str) -> str:
    """What a fresh Python prints that runs `code` under these settings."""
    plain = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CLONE,
        env={**plain, "COLLAB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "collab.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


SETTINGS = "import collab.settings"
PRODUCTION = {"DATABASE_URL": "postgresql://db.example.com/collab", "SECRET_KEY": "k" * 50}


def test_without_any_setting_all_is_well_and_a_secret_is_made(tmp_path: Path) -> None:
    assert run(SETTINGS, tmp_path) == ""
    kept = tmp_path / "secret_key"
    secret = kept.read_text()
    assert len(secret) > 50
    assert kept.stat().st_mode & 0o777 == 0o600
    run(SETTINGS, tmp_path)
    assert kept.read_text() == secret


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({**PRODUCTION, "SECRET_KEY": ""}, "SECRET_KEY is not set."),
        ({**PRODUCTION, "SECRET_KEY": "short"}, "SECRET_KEY is too short to be secret"),
        (
            {"DATABASE_URL": "mysql://db.example.com/x", "SECRET_KEY": "k" * 50},
            "must name a PostgreSQL database",
        ),
        ({"PUBLIC_URL": "collab.example.com"}, "PUBLIC_URL must be like https://"),
        ({"PUBLIC_URL": "https://collab.example.com/sub"}, "PUBLIC_URL must be like https://"),
        ({"EMAIL_URL": "mail.example.com"}, "EMAIL_URL must be like smtp://"),
        ({"S3_ENDPOINT_URL": "s3.example.com"}, "S3_ENDPOINT_URL must be like https://"),
        ({"S3_ENDPOINT_URL": "https://s3.example.com/collab"}, "S3_ENDPOINT_URL must be like https://"),
        ({"S3_ENDPOINT_URL": "http://s3", "S3_PUBLIC_URL": "files"}, "S3_PUBLIC_URL must be like https://"),
        ({"COLLAB_FILE_BYTES": "much"}, "COLLAB_FILE_BYTES: "),
        ({"PORT": "http"}, "PORT: "),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT: "),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES: "),
    ],
)
def test_each_that_cannot_be_has_its_sentence(
    environment: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    assert sentence in run(SETTINGS, tmp_path, **environment)


def test_unsafe_settings_keep_commands_from_running(tmp_path: Path) -> None:
    check = "import django; django.setup(); from django.core import management as m; m.call_command('check')"
    said = run(check, tmp_path, DEBUG="1", PUBLIC_URL="https://collab.example.com")
    assert "SystemCheckError" in said
    assert "DEBUG is on, and https://collab.example.com is not this machine" in said


def test_logs_can_be_json(tmp_path: Path) -> None:
    words = "import django, logging; django.setup(); logging.getLogger('collab').warning('two\\nlines')"
    line = json.loads(run(words, tmp_path, LOG_FORMAT="json"))
    assert (line["levelname"], line["name"], line["message"]) == ("WARNING", "collab", "two\nlines")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.com", "mail.example.com 25 - - ssl=False tls=False"),
        (
            "smtp://a%40b.c:p%2Fw@mail.example.com?starttls",
            "mail.example.com 587 a@b.c p/w ssl=False tls=True",
        ),
        ("smtps://me:pw@mail.example.com", "mail.example.com 465 me pw ssl=True tls=False"),
        ("smtp://me:pw@mail.example.com:2525", "mail.example.com 2525 me pw ssl=False tls=False"),
    ],
)
def test_mail_goes_where_its_url_says(url: str, expected: str) -> None:
    mail = Environment(email_url=url).mail()
    user, password = mail["EMAIL_HOST_USER"] or "-", mail["EMAIL_HOST_PASSWORD"] or "-"
    security = f"ssl={mail['EMAIL_USE_SSL']} tls={mail['EMAIL_USE_TLS']}"
    assert f"{mail['EMAIL_HOST']} {mail['EMAIL_PORT']} {user} {password} {security}" == expected


STORE = "import collab.settings as s; "
STORE += "print(s.S3_ENDPOINT_URL, s.S3_PUBLIC_URL, s.S3_BUCKET, s.S3_SECRET_KEY, s.S3_FOLDER)"
KEPT = {
    "S3_ENDPOINT_URL": "http://127.0.0.1:8333",
    "S3_ACCESS_KEY": "collab",
    "S3_SECRET_KEY": "kept",
    "ports": {},
}


def test_a_store_that_is_given_is_the_one(tmp_path: Path) -> None:
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "settings.json").write_text(json.dumps(KEPT))
    given = {"S3_ENDPOINT_URL": "https://s3.example.com/", "S3_BUCKET": "deeds", "S3_SECRET_KEY": "given"}
    said = run(STORE, tmp_path, **given)
    assert said == "https://s3.example.com https://s3.example.com deeds given None\n"
    said = run(STORE, tmp_path, **given, S3_PUBLIC_URL="https://files.example.com")
    assert said == "https://s3.example.com https://files.example.com deeds given None\n"


def test_without_one_it_is_the_store_that_was_started_here(tmp_path: Path) -> None:
    folder = tmp_path / "storage"
    assert run(STORE, tmp_path) == f"  collab  {folder}\n"
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps(KEPT))
    assert run(STORE, tmp_path) == f"http://127.0.0.1:8333 http://127.0.0.1:8333 collab kept {folder}\n"
    said = run(STORE, tmp_path, S3_PUBLIC_URL="https://files.example.com")
    assert said == f"http://127.0.0.1:8333 https://files.example.com collab kept {folder}\n"


def test_an_operator_may_allow_more_or_less(tmp_path: Path) -> None:
    sizes = "import collab.settings as s; print(s.FILE_BYTES, s.ROOM_FILES_BYTES, s.PERSON_FILES_BYTES)"
    assert run(sizes, tmp_path).split() == [str(10 * 2**30), str(100 * 2**30), str(200 * 2**30)]
    given = {
        "COLLAB_FILE_BYTES": "1000",
        "COLLAB_ROOM_FILES_BYTES": "20GiB",
        "COLLAB_PERSON_FILES_BYTES": "1GB",
    }
    assert run(sizes, tmp_path, **given).split() == ["1000", str(20 * 2**30), str(10**9)]

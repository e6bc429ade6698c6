"""Which trouble storage is in, looked at before a server starts: a sentence and what to do about it."""

from collections.abc import Callable

from django.conf import settings

from collab.errors import Refused
from collab.files import connection, objects

HINTS = {
    "storage.down": "Is it running, and is S3_ENDPOINT_URL right?",
    "storage.slow": "Is S3_ENDPOINT_URL right, and is there a network in between that swallows connections?",
    "storage.keys": "Set S3_ACCESS_KEY and S3_SECRET_KEY to a pair that may read and write S3_BUCKET.",
    "storage.bucket": "Make it with: manage.py make_bucket. Or set S3_BUCKET to the one that is meant.",
}


def trouble() -> Refused | None:
    """What is wrong with storage, asked with little patience."""
    try:
        with connection.in_a_hurry():
            objects.must_have_bucket()
    except Refused as why:
        return why
    return None


def in_words(why: Refused) -> str:
    """For an operator: what, where, and what to do."""
    where = f"{settings.S3_ENDPOINT_URL or 'S3_ENDPOINT_URL is not set'}, bucket {settings.S3_BUCKET}"
    return " ".join(filter(None, (why.message, f"({where})", HINTS.get(why.code))))


def look(say: Callable[[str], object]) -> None:
    """Say what is wrong, if anything is. It keeps nobody from starting: chat goes on without files."""
    if why := trouble():
        say(f"Files cannot be shared yet. {in_words(why)}")

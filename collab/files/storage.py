"""The port to storage: what Collab asks of any S3-compatible store. Keys are ours, never the names of people's files.

Everything but `sign_*` connects, so none of it belongs into a transaction. What goes wrong is raised as
`errors.Unavailable` with one of the codes `storage.down`, `.slow`, `.full`, `.keys`, `.bucket`, `.trouble`; an object
that has to be there and is not is the `errors.Conflict` `storage.lost`.
"""

from collab.files.multipart import Part, abort, begin, complete, parts
from collab.files.objects import Stored, chunks, copy, fetch, head, hold, put, read, remove_object
from collab.files.signing import sign_get, sign_part, sign_put

__all__ = (
    "Part", "Stored", "abort", "begin", "chunks", "complete", "copy", "fetch", "head", "hold", "parts", "put", "read",
    "remove", "sign_get", "sign_part", "sign_put",
)  # fmt: skip


def remove(key: str) -> None:
    """Take out the object in all its versions, and whatever was begun under this key. Nothing there is fine."""
    abort(key)
    remove_object(key)

"""Why something was refused: a code for machines and a sentence for people, the same at every door."""


class Refused(Exception):
    """An action said no. Nothing was changed.

    `code` is stable (`message.empty`), `message` is a sentence a person understands, `status` is the HTTP status of
    the same answer, and `retry_after` (seconds) is set where waiting helps.
    """

    status = 422

    def __init__(self, code: str, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.retry_after = retry_after


class NotSignedIn(Refused):
    """The door does not know who is asking."""

    status = 401


class Forbidden(Refused):
    """A member of the room whose role may not do this. A stranger gets `NotFound` instead."""

    status = 403


class NotFound(Refused):
    """It does not exist, or it is none of the asker's business: both look the same."""

    status = 404


class Conflict(Refused):
    """The state of things does not allow it now, or no longer."""

    status = 409


class TooMany(Refused):
    """A limit of limits.py was passed; `retry_after` tells when to come back."""

    status = 429


class Unavailable(Refused):
    """A part that is needed does not answer; `retry_after` tells when to try again."""

    status = 503

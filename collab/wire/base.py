"""What the types of every subject are made of."""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictInt

Seq = Annotated[StrictInt, Field(ge=0, le=2**53 - 1)]


class Wire(BaseModel):
    """A shape of the network: nothing missing, nothing extra."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Wire):
    """Somebody, as the others see them."""

    id: UUID
    name: str
    time_zone: str
    """IANA name."""
    avatar: str | None = None
    """Path of the picture, or none."""


class Data(Wire):
    """The content of an event; `kind` is its name in the log."""

    kind: ClassVar[str]


class Event(Wire):
    """One row of the log. `by` is null when the clock did it."""

    seq: Seq
    at: datetime
    by: UUID | None
    kind: str
    data: dict[str, Any]


class Done(Wire):
    """What was asked for has happened, as event `seq` of the room. Given only after the commit."""

    seq: Seq
    at: datetime


class Created(Done):
    """As `Done`, for something new that has an id of its own."""

    id: UUID


class Command(Wire):
    """Params of a JSON-RPC call; `method` is its name."""

    method: ClassVar[str]


class Problem(Wire):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: StrictInt
    detail: str
    code: str
    retry_after: float | None = None
    errors: list[dict[str, Any]] = []
    """For invalid input: where (`loc`) and what (`msg`)."""

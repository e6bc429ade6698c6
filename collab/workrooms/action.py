"""What every action has in common: one transaction, and the first answer again to a repeat (rule 2)."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid5

import orjson
from django.db import IntegrityError, transaction
from pydantic import BaseModel

from collab.accounts.models import Person
from collab.errors import Conflict, Refused
from collab.rows import first, insert
from collab.workrooms.models import Member, Receipt

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=BaseModel)
Who = TypeVar("Who", Member, Person)


def digest(verb: str, asked: dict[str, Any]) -> bytes:
    """16 bytes that stand for what was asked: the same for the same, another for anything else."""
    try:
        words = orjson.dumps([verb, asked], default=_plain, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        # Halves of characters and numbers past 64 bits, which the action will refuse with a sentence.
        words = json.dumps([verb, asked], default=_plain, sort_keys=True).encode()
    return hashlib.blake2b(words, digest_size=16).digest()


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else str(value)


def first_answer(person: Person, key: UUID, asked: bytes) -> dict[str, Any] | None:
    """What was answered under this key, if it was ever used.

    Raises Conflict("key.reused") when it was used for something else.
    """
    receipt = first(Receipt, person_id=person.pk, key=key)
    if receipt is None:
        return None
    if bytes(receipt.digest) != asked:
        raise reused_key()
    answer: dict[str, Any] = receipt.answer
    return answer


def reused_key() -> Conflict:
    return Conflict(
        "key.reused", "This id was already used for something else. Every request needs an id of its own."
    )


def action(run: Callable[Concatenate[Who, P], Answer]) -> Callable[Concatenate[Who, UUID | None, P], Answer]:
    """Make a verb of the domain out of a function `(who, *, …) -> answer`.

    Called as `verb(who, key, …)`: it runs in one durable transaction, and keeps its answer under `key` in that
    same transaction. A repeat gets the first answer. `key=None` is for the clock and the demo, which repeat nothing.
    """
    answer_type: type[Answer] = run.__annotations__["return"]

    @wraps(run)
    def once(who: Who, key: UUID | None, /, *args: P.args, **asked: P.kwargs) -> Answer:
        if key is None:
            with transaction.atomic(durable=True):
                return run(who, *args, **asked)
        person = who.person if isinstance(who, Member) else who
        room = who.room_id if isinstance(who, Member) else None
        body = digest(run.__name__, {**asked, "room": room})
        return _first(person, key, body, answer_type, lambda: run(who, *args, **asked))

    return once


def told_once(person: Person, key: UUID | None, answer: Answer) -> Answer:
    """For a door that asks others once its action is committed, so that what it answers is not what the action kept
    under `key`: the first such answer is kept as well, and a repeat gets that one.
    """
    if key is None:
        return answer
    return _first(person, uuid5(key, "told"), digest("told", {}), type(answer), lambda: answer)


def _first(
    person: Person, key: UUID, body: bytes, answer_type: type[Answer], run: Callable[[], Answer]
) -> Answer:
    try:
        return _run_or_repeat(person, key, body, answer_type, run)
    except (IntegrityError, Refused):
        # Of two at once, the later one meets the receipt of the first, or the state that it left behind.
        before = first_answer(person, key, body)
        if before is None:
            raise
        return answer_type.model_validate(before)


def _run_or_repeat(
    person: Person, key: UUID, body: bytes, answer_type: type[Answer], run: Callable[[], Answer]
) -> Answer:
    with transaction.atomic(durable=True):
        before = first_answer(person, key, body)
        if before is not None:
            return answer_type.model_validate(before)
        answer = run()
        insert([Receipt(person=person, key=key, digest=body, answer=answer.model_dump(mode="json"))])
        return answer

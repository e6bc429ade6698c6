"""Writing messages: the hot path."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import DataError, IntegrityError
from django.db.models import Q

from collab import clock, limits, wire
from collab.chat.append import Line, RoomsHeld, append, free
from collab.chat.models import Message
from collab.errors import Refused, TooMany
from collab.text import clean_text
from collab.workrooms.action import digest, reused_key
from collab.workrooms.hints import Fresh, announce_after_commit
from collab.workrooms.models import Member, Receipt, unknown_room
from collab.workrooms.rules import steps

Outcome = wire.Done | Refused
NO_SECOND_LOOK = -1
"""Instead of a number of tries: whoever asks finds out later why a room took nothing."""


@dataclass(slots=True)
class Post:
    """A message somebody wants to write. `seat` needs `room` and `person` selected; it is renewed."""

    seat: Member
    key: UUID
    text: str
    reply_to: int | None = None


def post_messages(posts: Sequence[Post]) -> list[Outcome]:
    """Write messages of any people into any rooms in one commit; the answer to each, in order.

    A bad message hurts only itself. The same key again gets the first answer again; other words: no.
    """
    answers = _post(posts, tries=4, patience=None)
    return [answers[number] for number in range(len(posts))]


def post_messages_now(posts: Sequence[Post], patience: float) -> list[Outcome | None]:
    """As `post_messages`, but nobody waits for rooms that somebody else holds: None for each message into those.

    They have `patience` seconds, once all others are written, for whoever only writes messages too is soon done.
    """
    answers = _post(posts, tries=NO_SECOND_LOOK if patience else 0, patience=0)
    left = [number for number in range(len(posts)) if number not in answers]
    if left and patience:
        late = _post([posts[number] for number in left], tries=4, patience=patience)
        answers |= {left[place]: outcome for place, outcome in late.items()}
    return [answers.get(number) for number in range(len(posts))]


def _post(posts: Sequence[Post], *, tries: int, patience: float | None) -> dict[int, Outcome]:
    answers: dict[int, Outcome] = {}
    lines: dict[int, Line] = {}
    for number, post in enumerate(posts):
        try:
            lines[number] = _line(post)
        except Refused as why:
            answers[number] = why
    _refuse_lost_replies(lines, answers)
    _write(posts, lines, answers, tries, patience)
    return answers


def _line(post: Post) -> Line:
    seat = post.seat
    text = words_of(post.text)
    # Whether the room is open is for the statement that writes: a seat kept by a socket may not know.
    steps.check("message.post", seat.role, seat.side, "active")
    asked = digest("message.post", {"room": seat.room_id, "text": text, "reply_to": post.reply_to})
    return Line(seat.room_id, seat.room.seats_version, seat.person_id, post.key, asked, text, post.reply_to)


def words_of(text: str) -> str:
    return clean_text(text, most=limits.TEXT_CHARS, code="text", what="The message")


def _refuse_lost_replies(lines: dict[int, Line], answers: dict[int, Outcome]) -> None:
    replies = {n: (line.room, line.reply_to) for n, line in lines.items() if line.reply_to is not None}
    if not replies:
        return
    wanted = Q()
    for room, seq in replies.values():
        wanted |= Q(room_id=room, seq=seq)
    found = set(Message.objects.filter(wanted).values_list("room_id", "seq"))
    for number, place in replies.items():
        if place not in found:
            del lines[number]
            answers[number] = lost_reply()


def lost_reply() -> Refused:
    return Refused("message.reply_unknown", "The message you reply to does not exist.")


def _write(
    posts: Sequence[Post],
    lines: dict[int, Line],
    answers: dict[int, Outcome],
    tries: int,
    patience: float | None,
) -> None:
    """Fill in the answer to each line. What the database refuses as a whole goes one by one."""
    if not lines:
        return
    at = clock.now()
    try:
        numbers = append(list(lines.values()), at, patience=patience)
    except RoomsHeld:
        return
    except (IntegrityError, DataError):
        rest = _answer_repeats(lines, answers)
        if len(rest) < len(lines):
            _write(posts, rest, answers, tries, patience)
        elif len(lines) == 1:
            answers |= dict.fromkeys(lines, Refused("message.refused", "This message could not be stored."))
        else:
            # One after the other they must wait: the second would overtake the first in a room that was held.
            for number, line in lines.items():
                _write(posts, {number: line}, answers, tries, patience=None)
        return
    left = {}
    fresh = []
    for (number, line), seq in zip(lines.items(), numbers, strict=True):
        if seq is None:
            left[number] = line
        else:
            answers[number] = wire.Done(seq=seq, at=at)
            fresh.append(Fresh(line.room, seq, _event(seq, posts[number], line, clock.stamp(at))))
    if fresh:
        announce_after_commit(rooms={each.room for each in fresh}, fresh=fresh)
    if left and patience == 0 and tries != NO_SECOND_LOOK:
        open_to_us = free({line.room for line in left.values()})
        left = {number: line for number, line in left.items() if line.room in open_to_us}
    if left and tries != NO_SECOND_LOOK:
        rest = _renewed(posts, _answer_repeats(left, answers), answers)
        if tries:
            _write(posts, rest, answers, tries - 1, patience)
        elif patience is None:
            busy = TooMany("server.busy", "This room is changing right now. Please try again.", retry_after=1)
            answers |= dict.fromkeys(rest, busy)


def _event(seq: int, post: Post, line: Line, at: str) -> str:
    """As log.Line.json() would tell it."""
    data = {"text": line.text, "reply_to": line.reply_to}
    event = {"seq": seq, "at": at, "by": post.seat.person.public_id, "kind": "message.posted", "data": data}
    return orjson.dumps(event).decode()


def _answer_repeats(lines: dict[int, Line], answers: dict[int, Outcome]) -> dict[int, Line]:
    """Answer those whose key was used before; the others are returned."""
    keys = [line.key for line in lines.values()]
    kept = {(receipt.person_id, receipt.key): receipt for receipt in Receipt.objects.filter(key__in=keys)}
    rest = {}
    for number, line in lines.items():
        receipt = kept.get((line.author, line.key))
        if receipt is None:
            rest[number] = line
        elif bytes(receipt.digest) == line.digest:
            answers[number] = wire.Done.model_validate(receipt.answer)
        else:
            answers[number] = reused_key()
    return rest


def _renewed(posts: Sequence[Post], lines: dict[int, Line], answers: dict[int, Outcome]) -> dict[int, Line]:
    """Lines whose room took nothing, with their seats read again; those that really may not are answered."""
    seats = Member.objects.filter(pk__in={posts[n].seat.pk for n in lines}, removed_at=None)
    held = {seat.pk: seat for seat in seats.select_related("room", "person")}
    again = {}
    for number in lines:
        post = posts[number]
        try:
            if post.seat.pk not in held:
                raise unknown_room()
            post.seat = held[post.seat.pk]
            steps.check("message.post", post.seat.role, post.seat.side, post.seat.room.status)
            again[number] = _line(post)
        except Refused as why:
            answers[number] = why
    return again

"""What each method of the socket does. Posting is the hot path and needs no task; the rest take turns."""

import asyncio
import logging
from uuid import UUID

from pydantic import BaseModel

from collab import clock, limits, wire
from collab.accounts.door import action_rate, message_rate
from collab.chat.actions import Outcome, Post, delete_message, edit_message, mark_read, post_with_files
from collab.errors import Forbidden, Refused, TooMany
from collab.live import frames
from collab.live.batch import Waiting
from collab.live.frames import Call
from collab.live.pool import in_pool
from collab.live.process import Process
from collab.live.replay import catch_up
from collab.live.seats import Wanted
from collab.live.socket import Socket
from collab.workrooms.models import Member

log = logging.getLogger(__name__)
BATCH_LOOK_SECONDS = 0.005
"""How often a message with files looks whether those before it are written."""


def obey(process: Process, socket: Socket, call: Call) -> None:
    """Do what a frame asks for; the answer comes when it is done. Commands of one socket keep their order."""
    if call.key is None:
        process.signals.hear(socket, call.params)
    elif socket.in_flight >= limits.COMMANDS_IN_FLIGHT:
        refuse(
            socket,
            call.id,
            TooMany("socket.busy", "Too many commands at once on this socket.", retry_after=1),
        )
    else:
        socket.in_flight += 1
        params = call.params
        if (
            not socket.lane
            and isinstance(params, wire.MessagePost)
            and not params.files
            and (place := socket.rooms.get(params.room))
        ):
            _post(process, socket, call, place.seat)
        else:
            socket.lane.append(call)
            if len(socket.lane) == 1:
                socket.spawn(_take_turns(process, socket))


def refuse(socket: Socket, id: str, why: Refused) -> None:
    socket.outbox.put(frames.refusal(id, why))


async def _take_turns(process: Process, socket: Socket) -> None:
    while socket.lane:
        call = socket.lane[0]
        try:
            await _run(process, socket, call)
        except Refused as why:
            _answer(socket, call.id, why)
        except Exception:
            log.exception("%s failed", call.params.method)
            busy = TooMany("server.busy", "This could not be done just now. Please try again.", retry_after=1)
            _answer(socket, call.id, busy)
        socket.lane.popleft()


def _answer(socket: Socket, id: str, answer: BaseModel | Refused) -> None:
    socket.in_flight -= 1
    if isinstance(answer, Refused):
        refuse(socket, id, answer)
    else:
        socket.outbox.put(frames.result(id, answer.model_dump_json()))


async def _run(process: Process, socket: Socket, call: Call) -> None:
    params, key, person = call.params, call.key, socket.access.person
    match params:
        case wire.RoomsOpen():
            await _open(process, socket, call.id, params.rooms)
        case wire.RoomsClose():
            for room in params.rooms:
                if listener := socket.rooms.get(room):
                    process.leave_room(listener)
            _answer(socket, call.id, wire.RoomsOpened(epoch=await process.epoch(), rooms={}))
        case wire.MessagePost(files=[_, *_]):
            assert key is not None
            await _written(socket)
            _answer(socket, call.id, await _act(socket, params, key))
        case wire.MessagePost():
            listener = socket.rooms.get(params.room)
            seat = listener.seat if listener else await in_pool(Member.objects.seat, person, params.room)
            _post(process, socket, call, seat)
        case wire.MessageEdit() | wire.MessageDelete() | wire.ReadMark():
            assert key is not None
            _answer(socket, call.id, await _act(socket, params, key))


async def _written(socket: Socket) -> None:
    """Wait for the messages of this socket that are in the batch: what comes after them stays after them."""
    while socket.in_flight > len(socket.lane):
        await asyncio.sleep(BATCH_LOOK_SECONDS)


Change = wire.MessagePost | wire.MessageEdit | wire.MessageDelete | wire.ReadMark


async def _act(socket: Socket, params: Change, key: UUID) -> wire.Done:
    _may_write(socket)
    person = socket.access.person
    (action_rate if isinstance(params, wire.ReadMark) else message_rate).take(person.pk)
    seat = await in_pool(Member.objects.seat, person, params.room)
    match params:
        case wire.MessagePost(text=text, reply_to=reply_to, files=files):
            return await in_pool(post_with_files, seat, key, text=text, reply_to=reply_to, files=files)
        case wire.MessageEdit():
            return await in_pool(edit_message, seat, key, seq=params.seq, text=params.text)
        case wire.MessageDelete():
            return await in_pool(delete_message, seat, key, seq=params.seq)
        case wire.ReadMark():
            return await in_pool(mark_read, seat, key, seq=params.seq)


def _may_write(socket: Socket) -> None:
    if socket.access.scope == "read":
        raise Forbidden("token.read_only", "This API token may only read.")


def _post(process: Process, socket: Socket, call: Call, seat: Member) -> None:
    params, key = call.params, call.key
    assert isinstance(params, wire.MessagePost)
    assert key is not None
    id, room = call.id, params.room

    def answer(post: Post, outcome: Outcome) -> None:
        socket.in_flight -= 1
        if isinstance(outcome, Refused):
            refuse(socket, id, outcome)
        else:
            stamp = clock.stamp(outcome.at)
            socket.outbox.put(frames.result(id, f'{{"seq":{outcome.seq},"at":"{stamp}"}}'))
        if post.seat is not seat and (listener := socket.rooms.get(room)):
            listener.seat = post.seat

    try:
        _may_write(socket)
        message_rate.take(socket.access.person.pk)
        process.batch.put(Waiting(Post(seat, key, params.text, params.reply_to), answer))
    except Refused as why:
        _answer(socket, id, why)


async def _open(process: Process, socket: Socket, id: str, asked: dict[UUID, int]) -> None:
    if len(asked) > limits.ROOMS_OPEN or len(socket.rooms.keys() | asked.keys()) > limits.ROOMS_OPEN:
        raise TooMany("rooms.too_many", f"One socket may have at most {limits.ROOMS_OPEN} rooms open.")
    action_rate.take(socket.access.person.pk)
    seats = await process.seats.wonder(Wanted(socket.access.person, frozenset(asked)))
    opened = {room: _opened(seats.get(room), seq) for room, seq in asked.items()}
    _answer(socket, id, wire.RoomsOpened(epoch=await process.epoch(), rooms=opened))
    for room, answer in opened.items():
        if answer.error is None and not answer.reset:
            listener = process.enter_room(socket, seats[room], asked[room])
            if listener.cursor < listener.feed.cursor:
                socket.spawn(catch_up(process.hub, listener))


def _opened(seat: Member | None, seen: int) -> wire.Opened:
    if seat is None:
        return wire.Opened(error="room.not_found")
    head = seat.room.head
    reset = seen > head or head - seen > limits.REPLAY_EVENTS
    return wire.Opened(head=head, role=seat.role, reset=reset)

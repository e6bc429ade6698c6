"""The HTTP doors of workrooms: rooms, their log, their terms."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from collab import limits, money, wire
from collab.accounts.door import acting, key, who
from collab.workrooms import actions, lists, log, policies
from collab.workrooms.door import acting_seat, seat
from collab.workrooms.people_views import router as people
from collab.workrooms.proposals import history
from collab.workrooms.snapshots import room_of
from collab.workrooms.waiting import waiting_for

router = Router(tags=["workrooms"])
router.add_router("", people)

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/policy", response=wire.Policies)
def policy(request: HttpRequest) -> wire.Policies:
    """What a new contract may be made of: policies, fee profiles, currencies."""
    return wire.Policies(
        policy=policies.DEFAULT.id,
        policies=list(policies.POLICIES.values()),
        fee_profiles=list(policies.FEE_PROFILES.values()),
        currencies=money.CURRENCIES,
    )


@router.get("/waiting", response=wire.Waiting)
def waiting(request: HttpRequest) -> wire.Waiting:
    """What waits for me in all my rooms, the most urgent first, and what happens when if I do not act."""
    return waiting_for(who(request).person)


@router.get("/rooms", response=wire.RoomPage)
def rooms(
    request: HttpRequest,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=limits.PAGE_MOST)] = limits.PAGE,
) -> wire.RoomPage:
    """My rooms, the last active first."""
    return lists.my_rooms(who(request).person, cursor, limit)


@router.post("/rooms", response={201: wire.Created})
def offer(request: HttpRequest, body: wire.Offer) -> Status[wire.Created]:
    """Offer a contract to a person here, or to an address that then signs up."""
    person = acting(request)
    return Status(201, actions.offer(person, key(request), to=body.to, terms=body.terms, note=body.note))


@router.get("/rooms/{room}", response=wire.Room)
def room(request: HttpRequest, room: UUID) -> wire.Room:
    return room_of(seat(request, room))


@router.get("/rooms/{room}/events", response=wire.EventPage)
def events(
    request: HttpRequest,
    room: UUID,
    after: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
    limit: Annotated[int, Query(ge=1, le=limits.REPLAY_PAGE)] = limits.REPLAY_PAGE,
) -> wire.EventPage:
    """What came after event `after`, oldest first. There is more while the last number is less than `head`."""
    return log.page(seat(request, room), after, limit)


@router.get("/rooms/{room}/terms", response=wire.TermsHistory)
def terms(request: HttpRequest, room: UUID) -> wire.TermsHistory:
    return wire.TermsHistory(items=[version.card() for version in history(seat(request, room).room)])


@router.post("/rooms/{room}/terms", response={201: wire.Proposed})
def propose_terms(request: HttpRequest, room: UUID, body: wire.Proposal) -> Status[wire.Proposed]:
    """Ask for changes to an offer (the freelancer), or propose an amendment of a running contract (either side)."""
    here = acting_seat(request, room)
    return Status(201, actions.propose_terms(here, key(request), terms=body.terms, note=body.note))


@router.post("/rooms/{room}/terms/{version}/accept", response=wire.Done)
def accept_terms(request: HttpRequest, room: UUID, version: Number) -> wire.Done:
    """Agree to what the other side proposed. On an offer this opens the workroom."""
    return actions.accept_terms(acting_seat(request, room), key(request), version=version)


@router.post("/rooms/{room}/terms/{version}/decline", response=wire.Done)
def decline_terms(request: HttpRequest, room: UUID, version: Number, body: wire.Reason) -> wire.Done:
    here = acting_seat(request, room)
    return actions.decline_terms(here, key(request), version=version, reason=body.reason)


@router.post("/rooms/{room}/terms/{version}/withdraw", response=wire.Done)
def withdraw_terms(request: HttpRequest, room: UUID, version: Number) -> wire.Done:
    return actions.withdraw_terms(acting_seat(request, room), key(request), version=version)


@router.post("/rooms/{room}/decline", response=wire.Done)
def decline_offer(request: HttpRequest, room: UUID, body: wire.Reason) -> wire.Done:
    return actions.decline_offer(acting_seat(request, room), key(request), reason=body.reason)


@router.post("/rooms/{room}/withdraw", response=wire.Done)
def withdraw_offer(request: HttpRequest, room: UUID, body: wire.Reason) -> wire.Done:
    return actions.withdraw_offer(acting_seat(request, room), key(request), reason=body.reason)


@router.post("/rooms/{room}/pause", response=wire.Done)
def pause(request: HttpRequest, room: UUID, body: wire.Reason) -> wire.Done:
    return actions.pause(acting_seat(request, room), key(request), reason=body.reason)


@router.post("/rooms/{room}/resume", response=wire.Done)
def resume(request: HttpRequest, room: UUID) -> wire.Done:
    return actions.resume(acting_seat(request, room), key(request))


@router.post("/rooms/{room}/end", response=wire.Done)
def end(request: HttpRequest, room: UUID, body: wire.Reason) -> wire.Done:
    return actions.end(acting_seat(request, room), key(request), reason=body.reason)

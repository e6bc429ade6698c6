"""The HTTP doors of workrooms: members and invitations."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from collab import wire
from collab.accounts.door import acting, key, who
from collab.workrooms import actions, lists
from collab.workrooms.door import acting_seat

router = Router(tags=["workrooms"])


@router.post("/rooms/{room}/invites", response={201: wire.Created})
def invite(request: HttpRequest, room: UUID, body: wire.InviteDraft) -> Status[wire.Created]:
    """Ask a manager or an observer to one's own side."""
    here = acting_seat(request, room)
    return Status(201, actions.invite(here, key(request), email=body.email, role=body.role))


@router.delete("/rooms/{room}/invites/{invite}", response=wire.Done)
def withdraw_invite(request: HttpRequest, room: UUID, invite: UUID) -> wire.Done:
    return actions.withdraw_invite(acting_seat(request, room), key(request), invite=invite)


@router.get("/invites", response=wire.MyInvites)
def my_invites(request: HttpRequest) -> wire.MyInvites:
    """The invitations that wait for my answer."""
    return lists.my_invites(who(request).person)


@router.post("/invites/{invite}/accept", response=wire.Joined)
def accept_invite(request: HttpRequest, invite: UUID) -> wire.Joined:
    """Come in, with the history from the start."""
    return actions.accept_invite(acting(request), key(request), invite=invite)


@router.post("/invites/{invite}/decline", response=wire.Done)
def decline_invite(request: HttpRequest, invite: UUID) -> wire.Done:
    return actions.decline_invite(acting(request), key(request), invite=invite)


@router.delete("/rooms/{room}/members/{person}", response=wire.Done)
def remove_member(request: HttpRequest, room: UUID, person: UUID) -> wire.Done:
    """Remove a manager or observer of one's own side; with oneself, leave."""
    return actions.remove_member(acting_seat(request, room), key(request), person=person)

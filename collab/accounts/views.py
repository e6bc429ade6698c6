"""The HTTP doors of accounts. Signing in and what belongs to it are django-allauth's, under /_allauth/."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from collab import wire
from collab.accounts import actions
from collab.accounts.acquaintance import knows
from collab.accounts.door import acting, at_browser, key, who
from collab.accounts.models import ApiToken, Avatar
from collab.errors import NotFound

router = Router(tags=["accounts"])

_binary = {"schema": {"type": "string", "format": "binary"}}
_kinds = {f"image/{kind}": _binary for kind in ("png", "jpeg", "webp")}
UPLOAD: dict[str, Any] = {"requestBody": {"required": True, "content": _kinds}}
PICTURE: dict[str, Any] = {
    "responses": {200: {"description": "The picture", "content": {"image/webp": _binary}}}
}


@router.get("/me", response=wire.Me)
def me(request: HttpRequest) -> wire.Me:
    return who(request).person.me()


@router.patch("/me", response=wire.Me)
def change_profile(request: HttpRequest, body: wire.MeEdit) -> wire.Me:
    return actions.change_profile(acting(request), **body.model_dump()).me()


@router.put("/me/avatar", response=wire.Me, openapi_extra=UPLOAD)
def set_avatar(request: HttpRequest) -> wire.Me:
    return actions.set_avatar(acting(request), upload=request.body).me()


@router.delete("/me/avatar", response=wire.Me)
def remove_avatar(request: HttpRequest) -> wire.Me:
    return actions.remove_avatar(acting(request)).me()


@router.get("/people/{person}/avatar", openapi_extra=PICTURE)
def avatar(request: HttpRequest, person: UUID, v: int | None = None) -> HttpResponse:
    """The picture of somebody one shares a room with. With `v`, the address stands for it for ever."""
    found = Avatar.objects.select_related("person").filter(person__public_id=person).first()
    if found is None or not knows(who(request).person, person):
        raise NotFound("avatar.not_found", "There is no such picture.")
    answer = HttpResponse(bytes(found.webp), content_type="image/webp")
    known = v == found.person.avatar_version
    answer["Cache-Control"] = "private, max-age=31536000, immutable" if known else "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@router.get("/me/tokens", response=wire.Tokens)
def tokens(request: HttpRequest) -> wire.Tokens:
    mine = ApiToken.objects.filter(person=at_browser(request), revoked_at=None).order_by("-pk")
    return wire.Tokens(items=[token.card() for token in mine])


@router.post("/me/tokens", response={201: wire.TokenMade})
def make_token(request: HttpRequest, body: wire.TokenDraft) -> Status[wire.TokenMade]:
    at_browser(request)
    token, secret = actions.make_token(acting(request), name=body.name, scope=body.scope, key=key(request))
    return Status(201, wire.TokenMade(**token.card().model_dump(), token=secret))


@router.delete("/me/tokens/{token}", response={204: None})
def revoke_token(request: HttpRequest, token: UUID) -> Status[None]:
    at_browser(request)
    actions.revoke_token(acting(request), token=token)
    return Status(204, None)

"""The HTTP doors of files. Bytes never pass here: they go straight to storage and come straight from there."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from ninja import Path, Query, Router, Status
from pydantic import AwareDatetime

from collab import limits, wire
from collab.accounts.door import key, upload_rate, who
from collab.files import actions, delivery, lists, storage
from collab.files.actions.files import check_there, version_in
from collab.files.actions.uploads import my_upload, renew
from collab.files.usage import usage_of
from collab.workrooms.door import acting_seat, seat
from collab.workrooms.models import Member
from collab.workrooms.rules import steps

router = Router(tags=["files"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
PREVIEW_SECONDS = limits.LINK_SECONDS - 60
"""How long a browser may remember where a preview is: less than that place is open."""
TEXT_BYTES = 8 * limits.TEXT_PREVIEW_BYTES
"""A preview of a text as JSON: some characters become six."""


def sending_seat(request: HttpRequest, room: UUID) -> Member:
    """The seat of whoever sends files, counted against their rate of that. Raises NotFound, Forbidden, TooMany."""
    person = who(request).person
    upload_rate.take(person.pk)
    here = Member.objects.seat(person, room)
    steps.check_seat("file.upload", here.role, here.side)
    return here


@router.post("/rooms/{room}/uploads", response={201: wire.UploadPlan})
def start(request: HttpRequest, room: UUID, body: wire.UploadDraft) -> Status[wire.UploadPlan]:
    """Say what I will send; the answer says how. Storage takes exactly these bytes and no others."""
    here = sending_seat(request, room)
    created = actions.start_upload(here, key(request), draft=body)
    return Status(201, delivery.plan(my_upload(here, created.id)))


@router.get("/rooms/{room}/uploads", response=wire.MyUploads)
def my_uploads(request: HttpRequest, room: UUID) -> wire.MyUploads:
    """What I have under way here, on whatever device."""
    return lists.uploads_of(seat(request, room))


@router.get("/rooms/{room}/uploads/{upload}", response=wire.UploadPlan)
def plan(request: HttpRequest, room: UUID, upload: UUID) -> wire.UploadPlan:
    """How to go on with an upload of mine: which parts are there."""
    return delivery.plan(my_upload(seat(request, room), upload))


@router.post("/rooms/{room}/uploads/{upload}/parts", response=wire.SignedParts)
def sign_parts(request: HttpRequest, room: UUID, upload: UUID, body: wire.PartsAsked) -> wire.SignedParts:
    """Requests for parts of my upload, which thereby stays open for another day. Changes nothing in the room."""
    mine = my_upload(sending_seat(request, room), upload)
    signed = delivery.sign_parts(mine, body.parts)
    renew(mine)
    return signed


@router.post("/rooms/{room}/uploads/{upload}/finish", response=wire.Uploaded)
def finish(request: HttpRequest, room: UUID, upload: UUID) -> wire.Uploaded:
    """All is sent: let it be a file of the room. May be asked again and again."""
    return delivery.finish(sending_seat(request, room), key(request), upload)


@router.delete("/rooms/{room}/uploads/{upload}", response=wire.Done)
def cancel(request: HttpRequest, room: UUID, upload: UUID) -> wire.Done:
    return actions.cancel_upload(sending_seat(request, room), key(request), upload=upload)


@router.get("/rooms/{room}/files", response=wire.FilePage)
def files(
    request: HttpRequest,
    room: UUID,
    kind: wire.FileKind | None = None,
    by: UUID | None = None,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    q: str = "",
    sort: wire.FileSort = "newest",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=limits.PAGE_MOST)] = limits.PAGE,
) -> wire.FilePage:
    """The files of the room. `since` belongs to what is looked for, `until` does not; `q` is a part of the name."""
    wanted = lists.Wanted(kind, by, since, until, q)
    return lists.files_of(seat(request, room).room, wanted, sort, cursor, limit)


@router.get("/rooms/{room}/files-usage", response=wire.Usage)
def usage(request: HttpRequest, room: UUID) -> wire.Usage:
    """What the room and I take up, and how much that may be."""
    here = seat(request, room)
    return usage_of(here.room, here.person)


@router.get("/rooms/{room}/files/{file}", response=wire.File)
def file(request: HttpRequest, room: UUID, file: UUID) -> wire.File:
    """A file with all its versions."""
    return lists.file_of(seat(request, room).room, file)


@router.delete("/rooms/{room}/files/{file}", response=wire.Done)
def delete_file(request: HttpRequest, room: UUID, file: UUID) -> wire.Done:
    """Remove the bytes of all versions for good; that there was a file stays."""
    return actions.delete_file(acting_seat(request, room), key(request), file=file)


@router.get("/rooms/{room}/files/{file}/downloads", response=wire.Downloads)
def downloads(request: HttpRequest, room: UUID, file: UUID) -> wire.Downloads:
    """Who got links to the file, and when."""
    return lists.downloads_of(seat(request, room).room, file)


@router.delete("/rooms/{room}/files/{file}/versions/{number}", response=wire.Done)
def delete_version(request: HttpRequest, room: UUID, file: UUID, number: Number) -> wire.Done:
    """Remove the bytes of a version for good; that there was one stays."""
    return actions.delete_version(acting_seat(request, room), key(request), file=file, number=number)


@router.post("/rooms/{room}/files/{file}/versions/{number}/link", response=wire.FileLink)
def link(request: HttpRequest, room: UUID, file: UUID, number: Number, body: wire.LinkAsked) -> wire.FileLink:
    """A link to the whole file, for some minutes. Both sides see who asked for one."""
    here = acting_seat(request, room)
    version = version_in(here.room, file, number)
    check_there(version)
    signed = storage.sign_get(version.key, name=version.name, type=version.type, play=body.play)
    done = actions.record_download(here, key(request), file=file, number=number, play=body.play)
    return wire.FileLink(seq=done.seq, at=done.at, url=signed.url, expires_at=signed.expires_at)


@router.get("/rooms/{room}/files/{file}/versions/{number}/preview/{kind}", response=wire.TextPreview)
def preview(
    request: HttpRequest, room: UUID, file: UUID, number: Number, kind: wire.PreviewKind
) -> HttpResponse:
    """Leads to a picture in storage; the beginning of a text comes from here, as JSON."""
    found = lists.preview_of(seat(request, room).room, file, number, kind)
    if kind == "text":
        body = storage.read(found.key, TEXT_BYTES)
        answer = HttpResponse(body, content_type="application/json")
    else:
        signed = storage.sign_get(found.key, name=f"{kind}.webp", type="image/webp", play=True)
        answer = HttpResponseRedirect(signed.url)
    answer["Cache-Control"] = f"private, max-age={PREVIEW_SECONDS}"
    return answer

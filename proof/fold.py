"""What a reader of events makes of a room: old snapshot + events = new snapshot. Pure, from the wire alone.

A view is {"room": wire.Room as JSON, "messages": {seq: wire.Message as JSON}, "files": proof.shelf's or None, "deal":
proof.deals's or None, "hours": proof.hours's or None} but for what no event tells: which steps are open to me, what
reached which device, how long an upload may still take.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from proof.deals import note_deal
from proof.hours import note_hours
from proof.shelf import told_of, versions_in

View = dict[str, Any]
Event = dict[str, Any]

UNTOLD = ("may", "epoch", "role", "side")
UNREAD_MOST = 100


def view_of(
    room: dict[str, Any],
    messages: list[dict[str, Any]],
    files: dict[str, Any] | None = None,
    deal: dict[str, Any] | None = None,
    hours: dict[str, Any] | None = None,
) -> View:
    """A snapshot as far as events tell it; the order of people does not matter. Without `files` nobody looks at them,
    nor without `deal` at milestones and money, nor without `hours` at weeks."""
    kept = {name: value for name, value in room.items() if name not in UNTOLD}
    kept["members"] = {member["person"]["id"]: {**member, "delivered": 0} for member in room["members"]}
    kept["people"] = {person["id"]: person for person in room["people"]}
    kept["invites"] = {invite["id"]: invite for invite in room["invites"]}
    kept["versions"] = {version["version"]: version for version in room["versions"]}
    kept["uploads"] = {upload["id"]: {**upload, "expires_at": None} for upload in room.get("uploads", [])}
    said = {message["seq"]: {**message, "files": message.get("files", [])} for message in messages}
    return {"room": kept, "messages": said, "files": files, "deal": deal, "hours": hours}


def fold(view: View, events: list[Event], me: str) -> View:
    """The view after these events, as `me` sees it; the given one stays as it is."""
    view = deepcopy(view)
    for event in events:
        assert event["seq"] == view["room"]["head"] + 1, f"a gap before {event['seq']}"
        view["room"]["head"] = event["seq"]
        if change := CHANGES.get(event["kind"]):
            change(view["room"], view["messages"], event)
        note_versions(view, event)
        if view["deal"]:
            note_deal(view["deal"], event)
        if view["hours"] is not None:
            note_hours(view["hours"], event, view["room"]["title"])
    view["room"]["unread"] = unread(view, me)
    if view["files"]:
        view["files"] = told_of(view["files"], view["room"]["uploads"], me)
    return view


def note_versions(view: View, event: Event) -> None:
    """Wherever a version that an event brings is shown, it stands as it is now."""
    fresh = {one["id"]: one for one in versions_in(event)}
    if view["files"]:
        view["files"]["versions"].update(fresh)
        if event["kind"] == "file.downloaded":
            view["files"]["downloads"].append([event["data"]["id"], event["by"], event["at"]])
    for message in view["messages"].values() if fresh else ():
        message["files"] = [fresh.get(one["id"], one) for one in message["files"]]


def unread(view: View, me: str) -> int:
    read = view["room"]["members"].get(me, {"read": 0})["read"]
    news = (one for one in view["messages"].values() if one["seq"] > read and one["by"] != me)
    return min(UNREAD_MOST, sum(one["text"] is not None for one in news))


def _proposed(room: View, messages: View, event: Event) -> None:
    version = event["data"]["version"]
    room["versions"][version["version"]] = version


def _decided(state: str) -> Callable[[View, View, Event], None]:
    def change(room: View, messages: View, event: Event) -> None:
        version = room["versions"][event["data"].get("version", 1)]
        version |= {"state": state, "decided_by": event["by"], "decided_at": event["at"]}
        if state == "accepted":
            version["counts_from"] = event["data"]["counts_from"]
            room |= {"terms": version["terms"], "title": version["terms"]["title"]}

    return change


def _moved(status: str) -> Callable[[View, View, Event], None]:
    def change(room: View, messages: View, event: Event) -> None:
        room |= {"status": status, "status_reason": event["data"].get("reason", "")}

    return change


def _opened(room: View, messages: View, event: Event) -> None:
    _decided("accepted")(room, messages, event)
    _moved("active")(room, messages, event)
    room["expires_at"] = None


def _failed(status: str) -> Callable[[View, View, Event], None]:
    def change(room: View, messages: View, event: Event) -> None:
        _decided(status)(room, messages, event)
        _moved(status)(room, messages, event)
        room["expires_at"] = None

    return change


def _invited(room: View, messages: View, event: Event) -> None:
    invite = event["data"]["invite"]
    room["invites"][invite["id"]] = invite


def _invite_closed(room: View, messages: View, event: Event) -> None:
    room["invites"].pop(event["data"]["invite"], None)


def _joined(room: View, messages: View, event: Event) -> None:
    person = event["data"]["person"]
    room["people"][person["id"]] = person
    room["members"][person["id"]] = {**event["data"], "read": 0, "delivered": 0}


def _removed(room: View, messages: View, event: Event) -> None:
    room["members"].pop(event["data"]["person"], None)


def _read(room: View, messages: View, event: Event) -> None:
    member = room["members"][event["by"]]
    member["read"] = max(member["read"], event["data"]["seq"])


def _posted(room: View, messages: View, event: Event) -> None:
    messages[event["seq"]] = {
        "seq": event["seq"], "at": event["at"], "by": event["by"], "text": event["data"]["text"],
        "reply_to": event["data"]["reply_to"], "edited_at": None, "deleted_at": None,
        "files": event["data"].get("files", []),
    }  # fmt: skip


def _edited(room: View, messages: View, event: Event) -> None:
    messages[event["data"]["seq"]] |= {"text": event["data"]["text"], "edited_at": event["at"]}


def _deleted(room: View, messages: View, event: Event) -> None:
    messages[event["data"]["seq"]] |= {"text": None, "deleted_at": event["at"], "files": []}


def _upload_started(room: View, messages: View, event: Event) -> None:
    upload = event["data"]["upload"]
    room["uploads"][upload["id"]] = {**upload, "expires_at": None}


def _upload_ended(room: View, messages: View, event: Event) -> None:
    room["uploads"].pop(event["data"]["upload"])


CHANGES: dict[str, Callable[[View, View, Event], None]] = {
    "contract.offered": _proposed,
    "contract.accepted": _opened,
    "contract.declined": _failed("declined"),
    "contract.withdrawn": _failed("withdrawn"),
    "contract.expired": _failed("expired"),
    "contract.paused": _moved("paused"),
    "contract.resumed": _moved("active"),
    "contract.held": _moved("on_hold"),
    "contract.released": _moved("active"),
    "contract.ended": _moved("ended"),
    "terms.proposed": _proposed,
    "terms.accepted": _decided("accepted"),
    "terms.declined": _decided("declined"),
    "terms.withdrawn": _decided("withdrawn"),
    "terms.expired": _decided("expired"),
    "member.invited": _invited,
    "invite.closed": _invite_closed,
    "member.joined": _joined,
    "member.removed": _removed,
    "message.posted": _posted,
    "message.edited": _edited,
    "message.deleted": _deleted,
    "read.marked": _read,
    "upload.started": _upload_started,
    "upload.ended": _upload_ended,
}

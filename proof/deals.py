"""Milestones and money of a room, as its events tell them. Pure, from the wire alone.

A deal is {"milestones": {id: wire.Milestone as JSON}, "money": wire.RoomMoney as JSON} but for what no event tells:
which steps are open to me.
"""

from copy import deepcopy
from typing import Any

from proof.shelf import versions_in

Deal = dict[str, Any]
Event = dict[str, Any]

UNDER_WAY = ("processing", "needs_confirmation")


def deal_of(listed: dict[str, Any]) -> Deal:
    """Of a wire.MilestoneList as JSON."""
    return {"milestones": {one["id"]: one | {"may": []} for one in listed["items"]}, "money": listed["money"]}


def note_deal(deal: Deal, event: Event) -> None:
    """What this event says of milestones, of their files, and of money. What it leaves out, a later one tells."""
    data, known = event["data"], deal["milestones"]
    if one := data.get("milestone"):
        known[one["id"]] = deepcopy(one)
    if money := data.get("money"):
        deal["money"] = money
    if event["kind"] == "milestones.ordered":
        # One that is not known yet comes with its place, in a later event.
        for position, id in enumerate(data["ids"], 1):
            known.get(id, {})["position"] = position
    if payment := data.get("payment"):
        _pay(known, payment)
    for version in versions_in(event):
        _show(known, version)


def _pay(known: dict[str, Any], payment: Any) -> None:
    """Nothing else is done with what is being paid for; if that fails, it is the client's turn again."""
    if not isinstance(payment, dict) or payment["kind"] != "funding":
        return
    under_way = payment["state"] in UNDER_WAY
    for id in payment["milestones"]:
        if id in known and known[id]["state"] == "draft":
            known[id] |= {"paying": payment["id"] if under_way else None}
            known[id] |= {"whose": None if under_way else "client"}


def _show(known: dict[str, Any], version: dict[str, Any]) -> None:
    """Wherever a version was handed in, it stands as it is now."""
    for milestone in known.values():
        for submission in milestone["submissions"]:
            submission["files"] = [
                version if file["id"] == version["id"] else file for file in submission["files"]
            ]

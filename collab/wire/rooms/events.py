"""What the log tells of a contract, its terms and its members."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import StrictInt

from collab.wire.base import Data, Person
from collab.wire.rooms.state import Invite, Role, Side, TermsVersion
from collab.wire.time.weeks import Week

EndOfInvite = Literal["accepted", "declined", "withdrawn"]


class ContractOffered(Data):
    kind: ClassVar[str] = "contract.offered"
    version: TermsVersion


class ContractAccepted(Data):
    """The terms of this version are agreed and the workroom is open. Whatever else was proposed lapsed just before."""

    kind: ClassVar[str] = "contract.accepted"
    version: StrictInt
    counts_from: dict[str, datetime] = {}
    weeks: list[Week] = []
    """The first week of a contract by the hour, as it stands when the event is read."""


class ContractDeclined(Data):
    """The offer, version 1, is declined; likewise withdrawn or expired below. A request for changes lapsed before."""

    kind: ClassVar[str] = "contract.declined"
    reason: str = ""


class ContractWithdrawn(Data):
    kind: ClassVar[str] = "contract.withdrawn"
    reason: str = ""


class ContractExpired(Data):
    kind: ClassVar[str] = "contract.expired"


class ContractPaused(Data):
    kind: ClassVar[str] = "contract.paused"
    reason: str = ""


class ContractResumed(Data):
    kind: ClassVar[str] = "contract.resumed"


class ContractEnded(Data):
    kind: ClassVar[str] = "contract.ended"
    reason: str = ""


class TermsProposed(Data):
    kind: ClassVar[str] = "terms.proposed"
    version: TermsVersion


class TermsAccepted(Data):
    kind: ClassVar[str] = "terms.accepted"
    version: StrictInt
    counts_from: dict[str, datetime] = {}


class TermsDeclined(Data):
    kind: ClassVar[str] = "terms.declined"
    version: StrictInt
    reason: str = ""


class TermsWithdrawn(Data):
    kind: ClassVar[str] = "terms.withdrawn"
    version: StrictInt


class TermsExpired(Data):
    """A proposal lapsed: out of time, or overtaken by another step, whose event follows."""

    kind: ClassVar[str] = "terms.expired"
    version: StrictInt


class MemberInvited(Data):
    kind: ClassVar[str] = "member.invited"
    invite: Invite


class InviteClosed(Data):
    """The invitation is no longer open: taken (a `member.joined` follows), declined or withdrawn."""

    kind: ClassVar[str] = "invite.closed"
    invite: UUID
    how: EndOfInvite


class MemberJoined(Data):
    kind: ClassVar[str] = "member.joined"
    person: Person
    role: Role
    side: Side


class MemberRemoved(Data):
    """`person` has no seat from here on; when the event is by themselves, they left."""

    kind: ClassVar[str] = "member.removed"
    person: UUID

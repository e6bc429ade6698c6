"""Everything that crosses the network: commands, events and answers. Types only.

HTTP and the socket share them; OpenAPI carries the commands and events of the socket in its components, so that
`frontend/src/wire.ts` is made from this package alone. Unknown event kinds are ignored by both sides (rule 11).
Each subject has a module, a large one a package: what there is (mostly `state`), what the log tells (`events`), what
is asked and answered (`bodies`). All else says `wire.Name`.
"""

from collab.wire.agenda import *
from collab.wire.base import *
from collab.wire.chat import *
from collab.wire.files.bodies import *
from collab.wire.files.events import *
from collab.wire.files.state import *
from collab.wire.live import *
from collab.wire.me import *
from collab.wire.milestones.bodies import *
from collab.wire.milestones.events import *
from collab.wire.milestones.state import *
from collab.wire.money.bodies import *
from collab.wire.money.events import *
from collab.wire.money.state import *
from collab.wire.rooms.bodies import *
from collab.wire.rooms.events import *
from collab.wire.rooms.policies import *
from collab.wire.rooms.state import *
from collab.wire.time.bills import *
from collab.wire.time.bodies import *
from collab.wire.time.events import *
from collab.wire.time.reports import *
from collab.wire.time.weeks import *

EVENTS: tuple[type[Data], ...] = (
    ContractOffered, ContractAccepted, ContractDeclined, ContractWithdrawn, ContractExpired, ContractPaused,
    ContractResumed, ContractEnded, TermsProposed, TermsAccepted, TermsDeclined, TermsWithdrawn, TermsExpired,
    MemberInvited, InviteClosed, MemberJoined, MemberRemoved, MessagePosted, MessageEdited, MessageDeleted, ReadMarked,
    UploadStarted, UploadEnded, FileAdded, FileChanged, FileDownloaded, FileDeleted,
    PaymentStarted, PaymentChanged, PaymentSucceeded, BonusPaid, MoneyAvailable, ReleaseRefunded, EscrowRefunded,
    MilestoneProposed, MilestoneEdited, MilestonesOrdered, MilestoneFunded, MilestoneSubmitted, ReviewMarked,
    ChangesRequested, MilestoneApproved, LessOffered, LessEnded, ChangeProposed, ChangeEnded, CancelWanted, CancelEnded,
    MilestoneCancelled, ContractHeld, ContractReleased, TimerStarted, TimerStopped, TimeReported, TimeCorrected,
    TimeAsked, TimeAnswered, LimitReached, OvertimeAccepted, WeekChanged, WeekEnded, WeekBilled, WeekSettled, BillPaid,
    BillFailed, BillCorrected, BillCardSet,
)  # fmt: skip
"""Every event kind there is. OpenAPI gets a discriminated `Event` made from them (collab/schema.py)."""

COMMANDS: tuple[type[Command], ...] = (
    RoomsOpen, RoomsClose, MessagePost, MessageEdit, MessageDelete, ReadMark, Typing, PresenceSet, Delivered,
)  # fmt: skip

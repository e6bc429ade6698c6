"""Everything that crosses the network: commands, events and answers. Types only.

HTTP and the socket share them; OpenAPI carries the commands and events of the socket in its components, so that
`frontend/src/wire.ts` is made from this package alone. Unknown event kinds are ignored by both sides (rule 11).
Each subject has a module; all else says `wire.Name`.
"""

from collab.wire.agenda import *
from collab.wire.base import *
from collab.wire.chat import *
from collab.wire.files import *
from collab.wire.live import *
from collab.wire.me import *
from collab.wire.milestones import *
from collab.wire.money import *
from collab.wire.rooms import *
from collab.wire.time import *

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

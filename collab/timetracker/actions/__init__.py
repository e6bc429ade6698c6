"""What a person may want of the time of a contract: one verb each, one transaction each."""

from collab.timetracker.actions.asking import accept_ask, decline_ask, withdraw_ask
from collab.timetracker.actions.bills import choose_card, pay_bill, take_back
from collab.timetracker.actions.correcting import correct
from collab.timetracker.actions.manual import add_manual_time
from collab.timetracker.actions.overtime import accept_overtime
from collab.timetracker.actions.reporting import report_time
from collab.timetracker.actions.timers import beat, start_timer, stop_timer

__all__ = [
    "accept_ask",
    "accept_overtime",
    "add_manual_time",
    "beat",
    "choose_card",
    "correct",
    "decline_ask",
    "pay_bill",
    "report_time",
    "start_timer",
    "stop_timer",
    "take_back",
    "withdraw_ask",
]

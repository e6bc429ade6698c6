"""What a person may want of the time of a contract: one verb each, one transaction each."""

from collab.timetracker.actions.timers import beat, start_timer, stop_timer

__all__ = ["beat", "start_timer", "stop_timer"]

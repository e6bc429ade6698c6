from django.apps import AppConfig


class TimetrackerConfig(AppConfig):
    name = "collab.timetracker"

    def ready(self) -> None:
        # They register themselves: with steps of contracts, payments, the agenda, the log and the list of rooms. A
        # contract runs before its first week is foretold.
        from collab.timetracker import running  # noqa: F401, I001
        from collab.timetracker import calendar, cards, charging, deadlines, halting, lapsing  # noqa: F401
        from collab.timetracker import appendix, sums, waiting  # noqa: F401

        sums.register()

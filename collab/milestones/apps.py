from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    name = "collab.milestones"

    def ready(self) -> None:
        # They register themselves: with payments, the agenda, the log and the list of rooms.
        from collab.milestones import cards, deadlines, sums, waiting  # noqa: F401
        from collab.milestones.actions import funding  # noqa: F401

        sums.register()

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "collab.live"

    def ready(self) -> None:
        from collab.agenda.lanes import lane

        lane("collab.live.worker")

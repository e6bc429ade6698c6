from django.apps import AppConfig


class WorkroomsConfig(AppConfig):
    name = "collab.workrooms"

    def ready(self) -> None:
        from collab.workrooms import acquaintance, arrivals  # noqa: F401  (register themselves)

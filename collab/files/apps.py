from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "collab.files"

    def ready(self) -> None:
        from collab.agenda.lanes import lane
        from collab.files import cards, lists  # noqa: F401  (register who knows what files there are)

        lane("collab.files.work")

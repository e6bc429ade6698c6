from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "collab.chat"

    def ready(self) -> None:
        from collab.chat import lists, words  # noqa: F401  (register who knows what was said)

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "collab.accounts"

    def ready(self) -> None:
        from collab import checks  # noqa: F401  (registers itself)
        from collab.accounts import sessions  # noqa: F401  (registers itself)

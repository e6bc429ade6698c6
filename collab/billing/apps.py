from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "collab.billing"

    def ready(self) -> None:
        from collab.billing import events, holds, hooks, payments, sums, waiting  # noqa: F401  (register what they do)

        sums.register()

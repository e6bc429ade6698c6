from django.apps import AppConfig


class TimetrackerConfig(AppConfig):
    name = "collab.timetracker"

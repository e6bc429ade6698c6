from django.apps import AppConfig


class WorkroomsConfig(AppConfig):
    name = "collab.workrooms"

"""Where django-allauth asks us; named in the settings."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.adapter import DefaultHeadlessAdapter
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from collab.accounts.addresses import address
from collab.accounts.forms import ruled
from collab.accounts.models import Ended, Person


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:
        """Someone signed up."""
        user.name = form.cleaned_data["name"]
        user.time_zone = form.cleaned_data["time_zone"]
        super().save_user(request, user, form, commit)
        return user

    def clean_email(self, email: str) -> str:
        return ruled(address, email)

    @transaction.atomic
    def set_password(self, user: Person, password: str) -> None:
        """Changed or reset: whoever is in, with whatever, has to come in again."""
        super().set_password(user, password)
        Ended.record(user.pk)


class Doors(DefaultHeadlessAdapter):  # type: ignore[misc]  # allauth has no types
    def serialize_user(self, user: Person) -> dict[str, Any]:
        """As allauth does, but with the id and the name that everybody else sees."""
        return {**super().serialize_user(user), "id": str(user.public_id), "display": user.name}

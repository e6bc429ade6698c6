"""Where django-allauth asks us; named in the settings."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.adapter import DefaultHeadlessAdapter
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest

from collab.accounts.addresses import address
from collab.accounts.forms import ruled
from collab.accounts.models import Ended, Person
from collab.errors import Conflict, Unavailable

log = logging.getLogger(__name__)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:
        """Someone signed up. Of two with the same address at the same instant, one is told to start again."""
        user.name = form.cleaned_data["name"]
        user.time_zone = form.cleaned_data["time_zone"]
        try:
            with transaction.atomic():
                super().save_user(request, user, form, commit)
        except IntegrityError:
            again = "This address was used to sign up at this very moment. Please start again."
            raise Conflict("signup.at_once", again) from None
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as why:
            log.exception("No mail could be sent.")
            later = "The e-mail could not be sent just now. Please try again in a minute."
            raise Unavailable("mail.failed", later, retry_after=60) from why

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

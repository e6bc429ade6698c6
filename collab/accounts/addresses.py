"""Whom an e-mail address belongs to. Only verified addresses count: anybody can claim any other."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from collab.accounts.models import Person
from collab.errors import Refused


def address(text: str) -> str:
    """An e-mail address as we keep it, in lower case. Raises Refused("email.invalid")."""
    text = text.strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Refused("email.invalid", "This is not an e-mail address.") from None
    if len(text) > 254 or not text.isascii():
        raise Refused("email.invalid", "This is not an e-mail address that mail could be sent to.")
    return text


def owner(of: str) -> Person | None:
    """Who proved that this address is theirs."""
    found = EmailAddress.objects.select_related("user").filter(email=of, verified=True, user__is_active=True)
    first = found.first()
    return None if first is None else first.user


def addresses(person: Person) -> list[str]:
    """The addresses that the person proved to be theirs."""
    return list(EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True))

"""The people of the demo. Everybody knows their password."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from collab.accounts.models import Person

PASSWORD = "demo"
CLIENT, FREELANCER, OUTSIDER = "client@example.com", "freelancer@example.com", "outsider@example.com"
PEOPLE = {
    CLIENT: ("Clara Jensen", "Europe/Copenhagen"),
    FREELANCER: ("Femi Adeyemi", "Africa/Lagos"),
    OUTSIDER: ("Otto Lindqvist", "Europe/Stockholm"),
}
"""By address: name and time zone."""


@transaction.atomic
def come_in(email: str) -> Person:
    """Past the rules for passwords: this one is meant to be known."""
    name, zone = PEOPLE[email]
    person = Person.objects.create(email=email, name=name, time_zone=zone, password=make_password(PASSWORD))
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def is_here() -> bool:
    """Whether any of the demo is."""
    return Person.objects.filter(email__in=PEOPLE).exists()


def is_whole() -> bool:
    """Whether all of it is: the outsider comes in when everything has been told."""
    return Person.objects.filter(email=OUTSIDER).exists()

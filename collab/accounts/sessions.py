"""What happens around Django's sessions."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from collab.accounts.access import session_credential
from collab.accounts.models import Ended, Person
from collab.errors import TooMany
from collab.rate import Rate

_seen = Rate(per_minute=1 / 5, burst=1)


@receiver(post_delete, sender=Session)
def note_end(sender: type[Session], instance: Session, **_: object) -> None:
    """A session ended: logged out, thrown out, or replaced by one with a new key."""
    person = instance.get_decoded().get(SESSION_KEY)
    if person is not None and Person.objects.filter(pk=person).exists():
        Ended.record(int(person), session_credential(instance.session_key))


class LastSeen:
    """Middleware that keeps when and from where each session was used, to five minutes.

    django-allauth's own writes at every request, and so makes every reader wait for the database's writer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session.session_key
        if session and request.user.is_authenticated:
            try:
                _seen.take(session)
            except TooMany:
                pass
            else:
                UserSession.objects.create_from_request(request)
        return self.get_response(request)

"""The page that is the front end, and what is answered where nothing else answers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from collab.accounts.door import CSRF_FAILED
from collab.problems import problem

INDEX = settings.FRONTEND / "index.html"
NOT_BUILT = "The front end is not built yet. Start it with `make run`, or use its development server."


@require_safe
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The front end; it finds out by itself what its address means. Not cached: it names the newest files."""
    try:
        answer = HttpResponse(INDEX.read_bytes())
    except FileNotFoundError:
        answer = HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(400, "request.invalid", "This server cannot make sense of the request.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(403, "request.forbidden", "This is not allowed.")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(403, "csrf.failed", CSRF_FAILED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(404, "not_found", "There is nothing here.")


def broken(request: HttpRequest) -> HttpResponse:
    return problem(500, "server.broken", "Something went wrong on our side. Please try again in a moment.")

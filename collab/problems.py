"""Refusals as RFC 9457 problem details, at the HTTP door."""

import json
import logging
import math
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from collab.errors import Refused
from collab.wire import Problem

log = logging.getLogger(__name__)


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, code=code, **more)
    # In ASCII: what is quoted of the request may hold halves of characters, which UTF-8 cannot.
    words = json.dumps(body.model_dump(mode="json", exclude_none=True))
    answer = HttpResponse(words, content_type="application/problem+json", status=status)
    if body.retry_after is not None:
        answer["Retry-After"] = str(math.ceil(body.retry_after))
    return answer


def refusal(why: Refused) -> HttpResponse:
    return problem(why.status, why.code, why.message, retry_after=why.retry_after)


class RefusalsAnywhere:
    """Middleware that answers refusals outside the API, where django-allauth calls us."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, why: Exception) -> HttpResponse | None:
        return refusal(why) if isinstance(why, Refused) else None


def answer_in_problems(api: NinjaAPI) -> None:
    """Make every refusal of this API a problem document."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, why: Refused) -> HttpResponse:
        return refusal(why)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, why: ValidationError) -> HttpResponse:
        errors = [{"loc": list(e["loc"]), "msg": e["msg"]} for e in why.errors]
        where = ", ".join(str(e["loc"][-1]) for e in errors)
        return problem(
            422, "request.invalid", f"Some of what was sent cannot be understood: {where}.", errors=errors
        )

    @api.exception_handler(AuthenticationError)
    def not_signed_in(request: HttpRequest, why: AuthenticationError) -> HttpResponse:
        return problem(401, "not_signed_in", "Please sign in, or send an API token.")

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, why: RequestDataTooBig) -> HttpResponse:
        return problem(413, "request.too_big", "This is more than can be sent at once.")

    @api.exception_handler(OperationalError)
    @api.exception_handler(InterfaceError)
    def busy(request: HttpRequest, why: Exception) -> HttpResponse:
        log.error("The database could not do what was asked.", exc_info=why)
        return problem(
            503, "server.busy", "This could not be done just now. Please try again.", retry_after=1
        )

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, why: HttpError) -> HttpResponse:
        return problem(why.status_code, "request.invalid", str(why))

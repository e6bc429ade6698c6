"""What browsers are told to refuse, on every answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def policy() -> str:
    """The Content-Security-Policy; browsers send files to storage and show them from there, another origin."""
    sockets = ("ws" + origin.removeprefix("http") for origin in settings.ORIGINS)
    storage = settings.S3_PUBLIC_URL or settings.S3_ENDPOINT_URL
    sources = {
        "default-src": ["'self'"],
        # Checksums of files are reckoned in WebAssembly.
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        # Mantine writes its theme into style elements and attributes.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", storage],
        "media-src": ["'self'", storage],
        "frame-src": [storage or "'none'"],
        "connect-src": ["'self'", *sockets, storage],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join((name, *filter(None, allowed))) for name, allowed in sources.items())


class SecurityHeaders:
    """Middleware; before all others, so that files and refusals carry the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer["Content-Security-Policy"] = self.policy
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        answer["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        return answer

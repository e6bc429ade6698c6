"""Wiring of the HTTP doors."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from ninja import NinjaAPI

from collab import __version__, pages
from collab.accounts.door import SIGNED_IN
from collab.accounts.views import router as accounts
from collab.answers import Answers
from collab.billing.views import router as billing
from collab.chat.views import router as chat
from collab.files.views import router as files
from collab.milestones.views import router as milestones
from collab.problems import answer_in_problems
from collab.schema import with_events
from collab.timetracker.views import router as time
from collab.workrooms.views import router as workrooms

api = NinjaAPI(
    title="Collab", version=__version__, auth=SIGNED_IN, docs_url="/docs", openapi_url="/openapi.json",
    urls_namespace="api", description="Contract workrooms: chat, files, terms, members. The socket is at /ws.",
    renderer=Answers(),
)  # fmt: skip
api.add_router("/v1", accounts)
api.add_router("/v1", workrooms)
api.add_router("/v1", chat)
api.add_router("/v1", files)
api.add_router("/v1", milestones)
api.add_router("/v1", billing)
api.add_router("/v1", time)
answer_in_problems(api)
with_events(api)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("_allauth/", include("allauth.headless.urls")),
    re_path(r"^(?!(?:api|_allauth|static|assets|ws)(?:/|$))", pages.page),
]
handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.broken

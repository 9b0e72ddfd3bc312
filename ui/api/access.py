"""Which role each route demands: the one table, for the interface and for what Gradio adds.

What is not in a table is not served: Gradio's own surface (file serving, proxying, monitoring,
recordings, code editing) is closed except for what the pages need.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ui.api.principals import Role

ROUTE_ROLES: Mapping[str, Role | None] = {
    "GET /health": None,
    "GET /ready": None,
    "GET /api/v1/openapi.json": Role.READER,
    "POST /api/v1/ask": Role.READER,
    "POST /api/v1/search": Role.READER,
    "GET /api/v1/documents": Role.READER,
    "POST /api/v1/documents": Role.EDITOR,
    "DELETE /api/v1/documents/{document_id}": Role.EDITOR,
    "GET /api/v1/documents/{document_id}/excerpt": Role.READER,
    "GET /api/v1/concepts": Role.READER,
    "GET /api/v1/concepts/{term}": Role.READER,
    "POST /api/v1/concepts/verify": Role.READER,
    "POST /api/v1/check": Role.READER,
    "GET /api/v1/accepted": Role.READER,
    "POST /api/v1/accepted": Role.EDITOR,
    "DELETE /api/v1/accepted": Role.EDITOR,
    "GET /v2/languages": Role.READER,
    "POST /v2/check": Role.READER,
    "GET /profil/{profile}/v2/languages": Role.READER,
    "POST /profil/{profile}/v2/check": Role.READER,
    "POST /api/v1/draft": Role.READER,
    "GET /api/v1/drafts": Role.EDITOR,
    "POST /api/v1/drafts": Role.EDITOR,
    "DELETE /api/v1/drafts/{name}": Role.EDITOR,
    "GET /api/v1/slides": Role.READER,
    "GET /api/v1/approved": Role.EDITOR,
    "POST /api/v1/approved": Role.EDITOR,
    "DELETE /api/v1/approved/{approval_id}": Role.EDITOR,
    "GET /api/v1/gaps": Role.EDITOR,
    "DELETE /api/v1/gaps": Role.EDITOR,
    "POST /api/v1/feedback": Role.READER,
    "GET /api/v1/feedback": Role.EDITOR,
    "DELETE /api/v1/feedback": Role.EDITOR,
    "GET /api/v1/changes": Role.EDITOR,
    "DELETE /api/v1/changes/{digest_id}": Role.EDITOR,
    "GET /web/utdrag/{document_id}": Role.READER,
    "GET /web/sida/{document_id}": Role.READER,
    "GET /svar/{answer_id}": Role.READER,
    "GET /svar/{answer_id}/word": Role.READER,
    "POST /svar/{answer_id}/dela": Role.READER,
    "POST /svar/{answer_id}/ta-bort": Role.READER,
    "GET /web/{name}": Role.READER,
    "GET /begrepp": Role.READER,
    "POST /begrepp/kontrollera": Role.READER,
    "GET /begrepp/{term:path}": Role.READER,
    "GET /granska/fil": Role.READER,
    "POST /granska/fil": Role.READER,
    "GET /kallor": Role.READER,
    "POST /kallor/ny": Role.EDITOR,
    "POST /kallor/spara": Role.EDITOR,
    "POST /kallor/angra": Role.EDITOR,
    "GET /kallor/arbete/{nyckel}": Role.EDITOR,
    "GET /kallor/arbete/{nyckel}/lage": Role.EDITOR,
    "GET /kallor/{document_id}": Role.READER,
    "POST /kallor/{document_id}/radera": Role.EDITOR,
    "GET /ny-har": Role.READER,
    "GET /ny-har/sammanfattning": Role.READER,
    "GET /ny-har/{stop_id}": Role.READER,
    "GET /utbilda": Role.READER,
    "GET /utbilda/bildspel/{document_id}": Role.READER,
    "GET /utbilda/underlag": Role.READER,
    "POST /utbilda/underlag": Role.READER,
    "GET /utbilda/underlag/fil": Role.READER,
    "GET /redaktion": Role.EDITOR,
    "POST /redaktion/genomgangen": Role.EDITOR,
    "POST /redaktion/godkann": Role.EDITOR,
    "POST /redaktion/aterkalla": Role.EDITOR,
    "POST /redaktion/tom-luckor": Role.EDITOR,
    "POST /redaktion/tom-omdomen": Role.EDITOR,
    "GET /skriv": Role.READER,
    "POST /skriv": Role.READER,
    "POST /skriv/fil": Role.READER,
    "POST /skriv/spara": Role.EDITOR,
    "POST /skriv/oppna": Role.EDITOR,
    "POST /skriv/radera": Role.EDITOR,
    "GET /om": Role.READER,
    "GET /tillganglighet": Role.READER,
}
"""Method and path of every own route; None for the probes, which anyone may call."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """A part of Gradio's surface that is open, and to whom."""

    methods: frozenset[str]
    path: re.Pattern[str]
    least: Role


def _rule(methods: str, path: str, least: Role) -> PageRule:
    return PageRule(frozenset(methods.split()), re.compile(path), least)


PAGE_RULES = (
    _rule("GET HEAD", r"/", Role.READER),
    _rule("GET HEAD", r"/granska", Role.READER),
    _rule("GET HEAD", r"/(assets|static|svelte)/.+", Role.READER),
    _rule("GET HEAD", r"(/gradio_api)?/theme\.css", Role.READER),
    _rule("GET", r"/config", Role.READER),
    _rule("GET", r"/gradio_api/(startup-events|queue/data|heartbeat/[^/]+)", Role.READER),
    _rule("POST", r"/gradio_api/(queue/join|cancel|reset)/?", Role.READER),
)
"""The first rule that fits decides; no rule means 404."""


def page_role(method: str, path: str) -> Role | None:
    """Return the least role for a page or a Gradio address; None when it is not served.

    >>> page_role("GET", "/assets/index.js").name
    'READER'
    >>> page_role("GET", "/gradio_api/file=/etc/passwd") is None
    True
    """
    fitting = (rule for rule in PAGE_RULES if method in rule.methods and rule.path.fullmatch(path))
    return next((rule.least for rule in fitting), None)


def served_methods(path: str) -> tuple[str, ...]:
    """Return the methods that own routes and pages serve under a path.

    >>> served_methods("/api/v1/documents"), served_methods("/api/v1/nothing")
    (('GET', 'POST'), ())
    """
    own = (route.split(" ", 1) for route in ROUTE_ROLES)
    fitting = [method for method, template in own if _fits(template, path)]
    pages = [method for rule in PAGE_RULES if rule.path.fullmatch(path) for method in rule.methods]
    return tuple(sorted({*fitting, *pages}))


def _fits(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) is not None

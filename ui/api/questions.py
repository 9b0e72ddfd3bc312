"""Routes that ask and search."""

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.answers import Answer, Question
from ui.api import sse
from ui.api.errors import Problem, error_responses
from ui.api.models import AskBody, SearchBody, SearchResult
from ui.api.principals import Gate, Role
from ui.ports import Answerer
from ui.settings import AppSettings
from ui.trouble import steady

_ERRORS = error_responses("The body, or the profile, is wrong.", too_large="The body is over the limit.")

_STREAM_EXAMPLE = (
    'event: found\ndata: {"evidence": []}\n\n'
    'event: wrote\ndata: {"text": "Nära vård är …"}\n\n'
    'event: finished\ndata: {"id": "", "outcome": "answered"}\n\n'
)


def question_routes(*, answerer: Answerer, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes that only read: ask and search."""
    router = APIRouter(prefix="/api/v1", tags=["Frågor"], responses=_ERRORS)

    @router.post(
        "/ask",
        summary="Answer a question with verified citations",
        response_model=Answer,
        responses={
            200: {
                "description": "The answer, whatever its outcome; or its events as they happen.",
                "content": {sse.MEDIA_TYPE: {"schema": {"type": "string"}, "example": _STREAM_EXAMPLE}},
            }
        },
        dependencies=[gate.require(Role.READER)],
    )
    def ask(body: AskBody, accept: Annotated[str, Header()] = "") -> Response:
        """Answer in JSON, or as the events `found`, `wrote`, `finished` and `failed` when they are accepted."""
        profile = known_profile(body.profile, settings)
        question = Question(text=body.question, history=tuple(body.history), profile=profile, id=body.id)
        if sse.MEDIA_TYPE in accept.lower():
            return StreamingResponse(
                sse.frames(steady(answerer.stream(question))),
                media_type=sse.MEDIA_TYPE,
                headers={"X-Accel-Buffering": "no"},
            )
        return JSONResponse(answerer.ask(question).to_json())

    @router.post("/search", summary="Find the best passages", dependencies=[gate.require(Role.READER)])
    def search(body: SearchBody) -> SearchResult:
        """Return the passages that fit best, with title and place."""
        profile = known_profile(body.profile, settings)
        return SearchResult(evidence=list(answerer.search(body.text, profile=profile, limit=body.limit)))

    return router


def known_profile(profile: str | None, settings: AppSettings) -> str:
    """Return the profile to use, or raise the Problem that names those there are."""
    if profile is None:
        return settings.default_profile
    known = [choice.id for choice in settings.profiles]
    if profile in known:
        return profile
    raise Problem(
        422,
        code="unknown_profile",
        message=f"Profilen {profile[:60]!r} finns inte.",
        remedy=f"Välj någon av {', '.join(known)}.",
    )

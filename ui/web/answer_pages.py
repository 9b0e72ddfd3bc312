"""An answer taken along: as a Word file, or by an address that holds nothing of the question."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from markupsafe import Markup

from ui.api.errors import Problem
from ui.api.principals import Gate, Role
from ui.ports import ShareRefused, Sharing
from ui.settings import AppSettings
from ui.web.frame import Frame
from ui.web.markup import body
from ui.web.recent import RecentAnswers

_PREFIX = "/svar"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADERS = {
    "Content-Disposition": "attachment; filename=svar-om-nara-vard.docx; filename*=UTF-8''svar-om-n%C3%A4ra-v%C3%A5rd.docx",
    "Cache-Control": "no-store",
}

AnswerId = Annotated[str, Path(min_length=8, max_length=64, pattern=r"^[\w-]+$")]


def answer_pages(
    *, recent: RecentAnswers, sharing: Sharing, settings: AppSettings, frame: Frame, gate: Gate
) -> APIRouter:
    """Return the pages.

    Args:
        recent: The answers of the last hour.
        sharing: Keeps questions under an address.
        settings: What the profiles are called.
        frame: Renders pages.
        gate: Says who may read.
    """
    router = APIRouter(prefix=_PREFIX, include_in_schema=False, dependencies=[gate.require(Role.READER)])

    @router.get("/{answer_id}")
    def shared(request: Request, answer_id: AnswerId) -> Response:
        """Show what a shared address leads to, answered anew."""
        opened = sharing.opened(answer_id)
        if opened is None:
            return frame.page("answer_gone.html", request, status=404, taken_back=False)
        told = body(opened.answer, settings, may_share=False)
        return frame.page("answer.html", request, opened=opened, told=Markup(told))  # noqa: S704  escaped where it was made

    @router.post("/{answer_id}/ta-bort")
    def take_back(request: Request, answer_id: AnswerId) -> Response:
        """Forget a shared question; one that is gone already is gone."""
        sharing.take_back(answer_id)
        return frame.page("answer_gone.html", request, taken_back=True)

    _add_taking(router, recent=recent, sharing=sharing, frame=frame)
    return router


def _add_taking(router: APIRouter, *, recent: RecentAnswers, sharing: Sharing, frame: Frame) -> None:
    """Add what takes an answer along."""

    @router.get("/{answer_id}/word")
    def word(request: Request, answer_id: AnswerId) -> Response:
        """Hand an answer of the last hour, or what a shared address leads to, over as a Word file."""
        from assistant.answer_word import word  # noqa: PLC0415  python-docx is only needed here

        found = recent.look(answer_id) or sharing.opened(answer_id)
        if found is None:
            return frame.page("answer_gone.html", request, status=404, taken_back=False)
        return Response(word(found.answer), media_type=_WORD, headers=_HEADERS)

    @router.post("/{answer_id}/dela")
    def share(answer_id: AnswerId) -> Response:
        """Keep an answer's question and say under which address."""
        kept = recent.look(answer_id)
        if kept is None:
            raise Problem(
                404, code="no_such_answer", message="Svaret finns inte kvar.",
                remedy="Ett svar kan laddas ned och delas i en timme. Ställ frågan igen.",
            )  # fmt: skip
        try:
            shared = sharing.share(kept.answer, kept.history)
        except ShareRefused as refused:
            raise Problem(
                422, code="not_shared", message=str(refused), remedy="Kopiera svaret i stället."
            ) from refused
        told = {
            "address": frame.link(f"{_PREFIX}/{shared.id}", shared.profile),
            "expires_on": shared.expires_on,
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

"""The pages Utbilda: slides with speaker notes by topic and deck, questions to talk about, and a hand-out of both."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from assistant.onboarding import ROLES
from assistant.teaching.files import WRITERS
from assistant.teaching.handout import LEAD, OWN, QUESTIONS, TITLE, WORDLESS
from assistant.teaching.slides import lines, told_source
from ui.api.documents import DocumentId
from ui.api.errors import Problem
from ui.api.principals import Gate, Role
from ui.ports import FoundSlides, Handout, OpenedTopic, Teaching, TopicRefused
from ui.web.frame import TEACH, Frame

_MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_MOST_CHOSEN = 100
_Ids = Annotated[list[str], Query(max_length=_MOST_CHOSEN, default_factory=list)]
_SentIds = Annotated[list[str], Form(max_length=_MOST_CHOSEN, default_factory=list)]


def _ids(bild: _Ids, fraga: _Ids) -> tuple[Sequence[str], Sequence[str]]:
    """Return the ids of the chosen slides, and of the chosen questions."""
    return tuple(dict.fromkeys(bild)), tuple(dict.fromkeys(fraga))


_Chosen = Annotated[tuple[Sequence[str], Sequence[str]], Depends(_ids)]


def teaching_pages(*, teaching: Teaching, frame: Frame, gate: Gate) -> APIRouter:
    """Return the pages.

    Args:
        teaching: Knows slides and questions.
        frame: Renders pages.
        gate: Says who may read them.
    """
    view = _View(teaching, frame)
    router = APIRouter(prefix=TEACH.path, include_in_schema=False, dependencies=[gate.require(Role.READER)])

    @router.get("")
    def slides(
        request: Request, chosen: _Chosen, amne: Annotated[str, Query(max_length=1_000)] = ""
    ) -> Response:
        """Show the slides that concern a topic; without one, every deck and every question."""
        return view.sought(request, amne, chosen)

    @router.get("/bildspel/{document_id}")
    def deck(request: Request, document_id: DocumentId, chosen: _Chosen) -> Response:
        """Show a deck's slides in order."""
        found = teaching.slides_of(document_id)
        if not found:
            return frame.page("gone.html", request, status=404)
        return view.page("deck.html", request, chosen, slides=found, deck=found[0].document)

    @router.post("/underlag")
    def choose(request: Request, bild: _SentIds, fraga: _SentIds) -> Response:
        """Lead to the hand-out's own address, which holds ids and nothing that was typed."""
        return frame.to(f"{TEACH.path}/underlag", request, bild=bild, fraga=fraga)

    @router.get("/underlag")
    def handout(request: Request, chosen: _Chosen) -> Response:
        """Show what was chosen, to print or to take along as a file."""
        return view.page("handout.html", request, chosen, handout=view.chosen(request, chosen))

    @router.get("/underlag/fil")
    def file(
        request: Request,
        chosen: _Chosen,
        format_: Annotated[str, Query(alias="format", max_length=10)] = ".docx",
    ) -> Response:
        """Hand the chosen over as a file."""
        return _as_file(view.chosen(request, chosen), format_)

    return router


def _as_file(handout: Handout, format_: str) -> Response:
    if format_ not in WRITERS:
        raise Problem(
            422, code="unknown_format", message=f"Formatet ”{format_}” finns inte.", remedy=f"Välj något av {', '.join(WRITERS)}."
        )  # fmt: skip
    headers = {"Content-Disposition": f'attachment; filename="underlag{format_}"'}
    return Response(WRITERS[format_](handout), media_type=_MEDIA_TYPES[format_], headers=headers)


class _View:
    """Asks for what a page shows, and shows it."""

    def __init__(self, teaching: Teaching, frame: Frame) -> None:
        self._teaching = teaching
        self._frame = frame

    def sought(self, request: Request, given: str, chosen: tuple[Sequence[str], Sequence[str]]) -> Response:
        """Show what there is on a topic, or everything."""
        profile = self._frame.profile_in(request.query_params)
        topics, found, refused = self._teaching.topics(profile=profile), None, ""
        try:
            found = self._teaching.about(given, profile=profile) if given.strip() else None
        except TopicRefused as refusal:
            refused = str(refusal)
        shown = tuple(one for one in topics if one.concerns(found.topic)) if found is not None else topics
        earlier = self._earlier(request, chosen, found, shown)
        return self.page(
            "teaching.html", request, chosen, status=422 if refused else 200,
            sought="" if refused else given, refused=refused, found=found, decks=self._teaching.decks(profile=profile),
            topics=topics, shown_topics=shown, earlier=earlier,
        )  # fmt: skip

    def chosen(self, request: Request, chosen: tuple[Sequence[str], Sequence[str]]) -> Handout:
        """Return the hand-out of what was chosen."""
        profile = self._frame.profile_in(request.query_params)
        return self._teaching.handout(*chosen, profile=profile)

    def page(
        self,
        template: str,
        request: Request,
        chosen: tuple[Sequence[str], Sequence[str]],
        *,
        status: int = 200,
        **values: object,
    ) -> Response:
        """Show a page with what is chosen."""
        slides, questions = chosen
        return self._frame.page(
            template, request, status=status, chosen_slides=slides, chosen_questions=questions, told_source=told_source,
            lines=lines, roles=ROLES, lead=LEAD, own=OWN, questions_title=QUESTIONS, title=TITLE,
            wordless=WORDLESS, **values,
        )  # fmt: skip

    def _earlier(
        self,
        request: Request,
        chosen: tuple[Sequence[str], Sequence[str]],
        found: FoundSlides | None,
        shown: Sequence[OpenedTopic],
    ) -> Handout:
        """Return what was chosen before and is not on the page itself: it stays chosen while one goes on searching."""
        slides, questions = chosen
        on_page = {one.id for one in (found.slides if found is not None else ())}
        asked = {one.question.id for topic in shown for one in topic.questions}
        left = (
            tuple(one for one in slides if one not in on_page),
            tuple(one for one in questions if one not in asked),
        )
        return self.chosen(request, left)

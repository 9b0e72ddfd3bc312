"""The page Skriv: an order in, a draft out with the origin of every sentence, to copy, download or keep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from assistant.drafting.exports.files import WRITERS
from assistant.drafting.exports.marks import change, guides, label, verdict
from assistant.drafting.forms import Forms
from assistant.drafting.saved import reopened
from ui.api.drafting import MOST_VARIANTS
from ui.api.principals import Gate, Principal, Role
from ui.editor_ports import Brief, Draft, DraftRefused, UnknownChoice, Writing
from ui.web.frame import DRAFT, Frame

_MEDIA_TYPES = {
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_LENGTH_NAMES = {"kort": "kort", "medel": "medel", "lang": "lång"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was filled in."""

    topic: str = ""
    audience: str = "medarbetare"
    channel: str = "intranat"
    length: str = "medel"
    variant: int = 1

    def brief(self, profile: str) -> Brief:
        """Return it as the desk takes it."""
        return Brief(
            topic=self.topic, audience=self.audience, channel=self.channel, length=self.length, profile=profile,
            variant=self.variant,
        )  # fmt: skip


def _order(
    amne: Annotated[str, Form(max_length=1_000)] = "",
    malgrupp: Annotated[str, Form(max_length=60)] = "medarbetare",
    kanal: Annotated[str, Form(max_length=60)] = "intranat",
    langd: Annotated[str, Form(max_length=20)] = "medel",
    variant: Annotated[int, Form(ge=1, le=MOST_VARIANTS)] = 1,
) -> Order:
    return Order(topic=amne, audience=malgrupp, channel=kanal, length=langd, variant=variant)


def draft_pages(*, desk: Writing, frame: Frame, gate: Gate) -> APIRouter:
    """Return the page and what its buttons lead to.

    Args:
        desk: Writes and keeps drafts.
        frame: Renders pages.
        gate: Says who may write, and who may keep.
    """
    view = _View(desk, frame)
    router = APIRouter(prefix=DRAFT.path, include_in_schema=False)
    reader, editor = gate.require(Role.READER), gate.require(Role.EDITOR)
    ordered = Depends(_order)

    @router.get("")
    def blank(request: Request, principal: Annotated[Principal, reader]) -> Response:
        """Show the empty order, and what is kept."""
        return view.page(request, principal, Order())

    @router.post("")
    def write(
        request: Request, principal: Annotated[Principal, reader], order: Annotated[Order, ordered]
    ) -> Response:
        """Write a draft and show it under the order."""
        return view.written(
            request, principal, order, lambda draft: view.page(request, principal, order, draft)
        )

    @router.post("/fil")
    def file(
        request: Request,
        principal: Annotated[Principal, reader],
        order: Annotated[Order, ordered],
        format_: Annotated[str, Form(alias="format", max_length=10)] = ".docx",
    ) -> Response:
        """Write the draft anew and hand it over as a file."""
        return view.written(request, principal, order, lambda draft: _as_file(draft, format_))

    @router.post("/spara")
    def save(
        request: Request,
        principal: Annotated[Principal, editor],
        order: Annotated[Order, ordered],
        namn: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        """Keep the draft under a name."""
        return view.written(
            request, principal, order, lambda draft: view.kept(request, principal, order, draft, namn)
        )

    @router.post("/radera")
    def remove(
        request: Request,
        principal: Annotated[Principal, editor],
        namn: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        """Delete a kept draft; one that is gone already is gone."""
        desk.remove(namn)
        return view.page(request, principal, Order(), told=f"Utkastet ”{namn}” är raderat.")

    @router.post("/oppna")
    def open_again(
        request: Request,
        principal: Annotated[Principal, editor],
        namn: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        """Show a kept draft with its order."""
        return view.opened(request, principal, namn)

    return router


def _as_file(draft: Draft, format_: str) -> Response:
    if format_ not in WRITERS:
        raise UnknownChoice("Formatet", format_, tuple(WRITERS))
    headers = {"Content-Disposition": f'attachment; filename="utkast{format_}"'}
    return Response(WRITERS[format_](draft), media_type=_MEDIA_TYPES[format_], headers=headers)


class _View:
    """Writes drafts and shows the page."""

    def __init__(self, desk: Writing, frame: Frame) -> None:
        self._desk = desk
        self._frame = frame
        self._forms = Forms.load()

    def written(
        self, request: Request, principal: Principal, order: Order, then: Callable[[Draft], Response]
    ) -> Response:
        """Write a draft and go on with it; show why where there is none."""
        try:
            return then(self._desk.draft(order.brief(self._frame.profile_in(request.query_params))))
        except (DraftRefused, UnknownChoice) as refused:
            return self.page(request, principal, order, refused=str(refused))

    def opened(self, request: Request, principal: Principal, name: str) -> Response:
        """Show a kept draft; say so where it is gone."""
        kept = next((one.saved for one in self._desk.drafts() if one.saved.name == name), None)
        if kept is None:
            told = f"Utkastet ”{name}” finns inte kvar."
            return self.page(request, principal, Order(), refused=told)
        draft = reopened(kept)
        order = Order(
            topic=draft.brief.topic, audience=draft.brief.audience, channel=draft.brief.channel,
            length=draft.brief.length, variant=draft.brief.variant,
        )  # fmt: skip
        return self.page(request, principal, order, draft)

    def kept(self, request: Request, principal: Principal, order: Order, draft: Draft, name: str) -> Response:
        """Keep a draft under a name and show it; show why where the name does not do."""
        try:
            self._desk.save(draft, name)
        except DraftRefused as refused:
            return self.page(request, principal, order, draft, refused=str(refused))
        told = f"Utkastet är sparat som ”{' '.join(name.split())}”."
        return self.page(request, principal, order, draft, told=told)

    def page(
        self,
        request: Request,
        principal: Principal,
        order: Order,
        draft: Draft | None = None,
        *,
        refused: str = "",
        told: str = "",
    ) -> Response:
        """Show the order, the draft under it, and for editors what is kept."""
        return self._frame.page(
            "draft.html", request, status=422 if refused else 200,
            order=order, draft=draft, refused=refused, told=told, audiences=self._forms.audiences,
            channels=self._forms.channels, lengths=_LENGTH_NAMES, most_variants=MOST_VARIANTS,
            saved=self._desk.drafts() if principal.may(Role.EDITOR) else (), **_marks(draft, self._frame.profile_name),
        )  # fmt: skip


def _marks(draft: Draft | None, profile_name: Callable[[str], str]) -> dict[str, object]:
    """Return what the template says of sentences: the same words as in every export."""
    guided = guides(draft) if draft is not None else frozenset()
    return {
        "label": lambda sentence: label(sentence, guided=guided),
        "change": change,
        "cited": {one.number: one for one in draft.citations} if draft is not None else {},
        "verdict": verdict(draft, profile=profile_name(draft.brief.profile)) if draft is not None else "",
    }

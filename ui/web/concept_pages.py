"""The pages Begrepp: every term, one with all sources side by side, and a definition compared word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from ui.api.principals import Gate, Role
from ui.ports import Concept, Definition, Glossary, Match, TooShort, Verification
from ui.web.frame import CONCEPTS, Frame


def concept_pages(
    *, glossary: Glossary, frame: Frame, advice: Mapping[str, Sequence[str]], gate: Gate
) -> APIRouter:
    """Return the pages.

    Args:
        glossary: Looks terms up.
        frame: Renders pages.
        advice: What the wording rules of a number ask for, in words.
        gate: Says who may read them.
    """
    router = APIRouter(prefix="/begrepp", include_in_schema=False, dependencies=[gate.require(Role.READER)])

    @router.get("", response_class=HTMLResponse)
    def every(request: Request, sok: Annotated[str, Query(max_length=200)] = "") -> Response:
        """Show all terms, or those that are like what is sought; one that is meant is shown itself."""
        sought = " ".join(sok.split())
        profile = frame.profile_in(request.query_params)
        known = glossary.concepts(profile=profile)
        if not sought:
            return page("concepts.html", request, {"concepts": known, "sought": "", "nearest": ()})
        like = [one for one in known if _is_like(one, sought)]
        meant = glossary.define(sought, profile=profile)
        if meant.definitions and len(like) <= 1:
            return frame.to(f"{CONCEPTS.path}/{meant.term}", request)
        shown = {"concepts": like, "sought": sought, "nearest": meant.nearest}
        return page("concepts.html", request, shown)

    @router.post("/kontrollera", response_class=HTMLResponse)
    def verify(
        request: Request,
        definition: Annotated[str, Form(max_length=5_000)] = "",
        begrepp: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        """Compare a definition with every source."""
        shown: dict[str, object] = {"definition": definition, "term": begrepp, "refused": None}
        try:
            found = glossary.verify(definition, term=begrepp.strip() or None)
        except TooShort as short:
            return page("verified.html", request, {**shown, "refused": str(short)}, status=422)
        shown |= {"verification": found, "opposite": _is_opposite(found)}
        return page("verified.html", request, shown)

    @router.get("/{term:path}", response_class=HTMLResponse)
    def one(request: Request, term: str) -> Response:
        """Show a term with every source's words; the nearest ones where no source explains it."""
        concept = glossary.define(term[:200], profile=frame.profile_in(request.query_params))
        numbers = (concept.recommended or "").split(", ")
        asked = dict.fromkeys(title for number in numbers for title in advice.get(number, ()))
        shown: dict[str, object] = {
            "concept": concept, "groups": tuple(_by_source(concept)), "advice": tuple(asked), "term": concept.term,
        }  # fmt: skip
        status = 200 if concept.definitions else 404
        return page("concept.html", request, shown, status=status)

    def page(
        template: str,
        request: Request,
        shown: Mapping[str, object],
        *,
        status: int = 200,
    ) -> HTMLResponse:
        values: dict[str, object] = {"definition": "", "term": "", "sources": _sources, **shown}
        return frame.page(template, request, status=status, **values)

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one source says of a term."""

    title: str
    publisher: str
    dated: str
    region: str
    guide: bool
    definitions: tuple[tuple[int, Definition], ...]
    """With their numbers on the page."""


def _by_source(concept: Concept) -> Iterator[Voice]:
    """Yield the sources in the glossary's order, their definitions numbered through."""
    for _, numbered in groupby(enumerate(concept.definitions, 1), key=lambda one: one[1].document_id):
        every = tuple(numbered)
        first = every[0][1]
        yield Voice(
            title=first.title, publisher=first.publisher, dated=first.dated, region=first.region, guide=first.guide,
            definitions=every,
        )  # fmt: skip


def _is_like(concept: Concept, sought: str) -> bool:
    return any(sought.lower() in name.lower() for name in (concept.term, *concept.variants))


def _sources(concept: Concept) -> int:
    return len({one.document_id for one in concept.definitions})


def _is_opposite(found: Verification) -> bool:
    """Tell whether the text denies what a source says, or the other way round, and stands so nowhere."""
    return found.status is Match.NEAR and any(one.negation for one in found.sources)

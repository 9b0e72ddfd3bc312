"""Routes for concepts: every term, one term with its definitions side by side, and a definition to verify."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.concepts.values import Agreement
from ui.api.errors import ErrorBody, Problem, error_responses
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.ports import Concept, Glossary, TooShort, Verification
from ui.settings import AppSettings


def _with_words(term: str) -> str:
    """Refuse a term without a letter or figure."""
    if not any(map(str.isalnum, term)):
        raise ValueError("no words")
    return term


TermWords = Annotated[Words, AfterValidator(_with_words)]
Term = Annotated[
    TermWords,
    Path(min_length=1, max_length=200, description="The term, in any form.", examples=["nära vård"]),
]
ProfileId = Annotated[
    Words | None, Query(description="Id of the profile whose sources come first; the default when left out.")
]

_ERRORS = error_responses("The request, or the profile, is wrong.")
_UNKNOWN: Mapping[int | str, dict[str, Any]] = {
    404: {
        "model": ErrorBody,
        "description": "No source explains the term; the remedy names the nearest ones.",
    }
}


class ConceptSummary(BaseModel):
    """A term as it stands in the list."""

    term: str
    variants: list[str] = Field(description="Other names and abbreviations.")
    agreement: Agreement = Field(description="Whether the sources say the same.")
    definitions: int = Field(description="How many definitions there are.")
    sources: int = Field(description="How many documents they stand in, the handbook not counted.")


class ConceptList(BaseModel):
    """Every term that a source explains, in alphabetical order."""

    concepts: list[ConceptSummary]


class DefinitionModel(BaseModel):
    """What one source says, word for word, and where."""

    text: str = Field(description="A run of the stored document, nothing added.")
    document: str = Field(description="File name.")
    document_id: str
    title: str
    publisher: str
    originator: str | None = Field(description="Who first said it, where that is not the publisher.")
    region: str = Field(description="The profile that the document belongs to.")
    year: int | None
    dated: str = Field(description="The year as shown, or “odaterat”.")
    standing: str | None = Field(examples=["i andra hand"])
    locator: str = Field(examples=["bild 38, talmanus"])
    passage_id: str
    start: int = Field(description="Code points from the start of the document.")
    end: int
    guide: bool = Field(description="True for the starter handbook: a guide to the sources, not a source.")
    second_hand: bool = Field(description="True where the publisher passes on another's words.")


class ConceptModel(BaseModel):
    """A term with every source's words side by side, the own region first, the handbook last."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "term": "samordnad individuell plan",
                    "variants": ["SIP"],
                    "agreement": "single",
                    "definitions": [],
                    "related": ["patientkontrakt"],
                    "recommended": None,
                    "nearest": [],
                }
            ]
        }
    )

    term: str
    variants: list[str]
    agreement: Agreement
    definitions: list[DefinitionModel]
    related: list[str]
    recommended: str | None = Field(description="Ids of the wording rules for the term.")
    nearest: list[str] = Field(description="Empty for a term that a source explains.")


class VerifyBody(BaseModel):
    """A definition to compare with the sources."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "Samverkan är en grundsten för nära vård.", "term": "samverkan"}]
        }
    )

    text: Words = Field(
        min_length=1,
        max_length=5_000,
        description="The definition, with or without its term. 250 words are read.",
    )
    term: TermWords | None = Field(
        default=None, max_length=200, description="What it defines; found in the text when left out."
    )


def concept_routes(*, glossary: Glossary, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes of the concept pages."""
    router = APIRouter(
        prefix="/api/v1/concepts",
        tags=["Begrepp"],
        responses=_ERRORS,
        dependencies=[gate.require(Role.READER)],
    )

    @router.get("", summary="List the terms")
    def concepts(profile: ProfileId = None) -> ConceptList:
        """Return every term that a source explains, in alphabetical order."""
        every = glossary.concepts(profile=known_profile(profile, settings))
        return ConceptList(concepts=[_summary(one) for one in every])

    @router.get("/{term}", summary="Show a term", responses=dict(_UNKNOWN))
    def define(term: Term, profile: ProfileId = None) -> ConceptModel:
        """Return every source's definition of a term, word for word, side by side."""
        found = glossary.define(term, profile=known_profile(profile, settings))
        if not found.definitions:
            raise _unexplained(found)
        return ConceptModel.model_validate(found.to_json())

    @router.post("/verify", summary="Verify a definition")
    def verify(body: VerifyBody) -> Verification:
        """Say for each source whether the definition stands there, and what differs word by word."""
        try:
            return glossary.verify(body.text, term=body.term)
        except TooShort as short:
            raise Problem(
                422, code="too_short", message=str(short), remedy="Skicka en hel mening."
            ) from short

    return router


def _summary(concept: Concept) -> ConceptSummary:
    return ConceptSummary(
        term=concept.term,
        variants=list(concept.variants),
        agreement=concept.agreement,
        definitions=len(concept.definitions),
        sources=len({one.document_id for one in concept.definitions if not one.guide}),
    )


def _unexplained(concept: Concept) -> Problem:
    nearest = (
        f"Närmast: {', '.join(concept.nearest)}."
        if concept.nearest
        else "Alla begrepp finns på /api/v1/concepts."
    )
    return Problem(
        404, code="unexplained_term", message=f"Ingen källa förklarar ”{concept.term}”.", remedy=nearest
    )

"""Routes for the wording check: findings and a corrected text, and the organisation's accept list."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from ui.api.errors import Problem, error_responses
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.editor_ports import PhraseRefused
from ui.ports import Ignored, TextTooLong, Wording, WordingCheck
from ui.settings import AppSettings

_ERRORS = error_responses("The body, or the profile, is wrong.", too_large="The text is over the limit.")


class IgnoredWords(BaseModel):
    """Words that a rule leaves alone in this text."""

    rule: Words = Field(max_length=100, description="Id of the rule.", examples=["N1-benämning"])
    words: Words = Field(max_length=500, description="The marked words.", examples=["närvård"])


class CheckBody(BaseModel):
    """A text to check."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"text": "SKL och landstinget inför närvården.", "profile": "orebro", "corrected": True}
            ]
        }
    )

    text: Words = Field(description="The text, in Swedish. At most 300 000 characters.")
    profile: Words | None = Field(
        default=None, description="Id of the profile whose rules hold; the server's default when left out."
    )
    ignored_findings: list[Words] = Field(
        default_factory=list, max_length=1_000, description="Ids of single findings to leave out."
    )
    ignored_words: list[IgnoredWords] = Field(
        default_factory=list, max_length=1_000, description="Words to leave alone in this text."
    )
    corrected: bool = Field(default=False, description="Return the text with the first suggestions in place.")


class Replacement(BaseModel):
    """What may stand instead."""

    value: str


class FindingContext(BaseModel):
    """The words around a finding."""

    text: str
    offset: int
    length: int


class RuleCategory(BaseModel):
    """What kind of rule it is."""

    id: str
    name: str


class RuleModel(BaseModel):
    """The rule that found it."""

    id: str
    description: str
    issueType: str  # noqa: N815  # LanguageTool's spelling
    category: RuleCategory


class SourceModel(BaseModel):
    """What the rule rests on, with the sentence itself where the source is loaded."""

    document: str
    locator: str
    quote: str | None
    document_id: str | None = Field(description="Of the loaded document, for its excerpt.")
    start: int = Field(description="Offset of the quotation in the document; -1 without one.")
    end: int


class FindingModel(BaseModel):
    """One thing to look at, in LanguageTool's shape and ours. Offsets are Unicode code points."""

    id: str
    message: str
    shortMessage: str  # noqa: N815  # LanguageTool's spelling
    offset: int
    length: int
    replacements: list[Replacement]
    context: FindingContext
    sentence: str
    rule: RuleModel
    severity: str = Field(description="fel, varning or tips.")
    reason: str
    source: SourceModel


class ReadabilityModel(BaseModel):
    """How heavy the text is to read."""

    lix: int | None = Field(description="Läsbarhetsindex; null for a text without words.")
    level: str
    words: int
    sentences: int


class CheckResult(BaseModel):
    """What the check says of the text."""

    matches: list[FindingModel]
    profile: str
    summary: str = Field(description="One Swedish line.")
    note: str | None = Field(description="Why nothing was checked; null when it was.")
    readability: ReadabilityModel
    faults: list[str] = Field(description="Rules that could not be used, with file and line.")
    corrected: str | None = Field(default=None, description="Null unless asked for.")


class PhraseBody(BaseModel):
    """A word or name that nothing is to be marked in."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"phrase": "Närvårdsteam Norr"}]})

    phrase: Words = Field(min_length=1, max_length=120)


class PhraseList(BaseModel):
    """The organisation's accept list."""

    phrases: list[str]


def wording_routes(*, wording: Wording, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes that check texts and keep the accept list."""
    checker, accepted = wording.checker, wording.accepted
    router = APIRouter(prefix="/api/v1", tags=["Ordval"], responses=_ERRORS)

    @router.post(
        "/check",
        summary="Check a text's wording",
        response_model=CheckResult,
        dependencies=[gate.require(Role.READER)],
    )
    def check(body: CheckBody) -> JSONResponse:
        """Return what is off in a text according to a profile, and the corrected text when asked for."""
        profile = known_rules(checker, known_profile(body.profile, settings))
        ignored = Ignored(
            ids=frozenset(body.ignored_findings),
            words=frozenset((one.rule, one.words.lower()) for one in body.ignored_words),
        )
        try:
            report = checker.check(body.text, profile=profile, ignored=ignored)
            corrected = (
                checker.corrected(body.text, profile=profile, ignored=ignored) if body.corrected else None
            )
        except TextTooLong as error:
            raise text_too_long(error) from error
        return JSONResponse({**report.to_json(), "corrected": corrected})

    @router.get(
        "/accepted", summary="List the words that are left alone", dependencies=[gate.require(Role.READER)]
    )
    def phrases() -> PhraseList:
        """Return the organisation's accept list."""
        return PhraseList(phrases=list(accepted.phrases()))

    @router.post("/accepted", summary="Leave a word alone", dependencies=[gate.require(Role.EDITOR)])
    def accept(body: PhraseBody) -> PhraseList:
        """Add a word or name to the accept list and return the list."""
        try:
            return PhraseList(phrases=list(accepted.add(body.phrase)))
        except PhraseRefused as refused:
            raise Problem(
                422, code="phrase_refused", message="Ordet sparades inte.", remedy=str(refused)
            ) from refused

    @router.delete("/accepted", summary="Mark a word again", dependencies=[gate.require(Role.EDITOR)])
    def unaccept(phrase: Annotated[str, Query(min_length=1, max_length=120)]) -> PhraseList:
        """Take a word off the accept list and return the list."""
        if not accepted.remove(phrase):
            raise Problem(
                404,
                code="unknown_phrase",
                message="Ordet finns inte i listan.",
                remedy="Hämta listan med GET /api/v1/accepted.",
            )
        return PhraseList(phrases=list(accepted.phrases()))

    return router


def known_rules(checker: WordingCheck, profile: str) -> str:
    """Return the profile whose rules hold: a profile without rules of its own has the national ones."""
    return profile if profile in checker.profiles else checker.profiles[0]


def text_too_long(error: TextTooLong) -> Problem:
    """Return the problem for a text over the limit."""
    return Problem(413, code="text_too_long", message="Texten är för lång.", remedy=str(error))

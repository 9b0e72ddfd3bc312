"""Routes for drafts: write one, and keep those that are saved."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from assistant.answers import Citation, Origin
from assistant.approved import State
from ui.api.errors import ErrorBody, Problem, error_responses
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.editor_ports import Brief, Draft, DraftRefused, ReviewedDraft, UnknownChoice, Writing
from ui.settings import AppSettings

MOST_VARIANTS = 20
_NO_SUCH_DRAFT: Mapping[int | str, dict[str, Any]] = {
    404: {"model": ErrorBody, "description": "No such saved draft."}
}
DraftName = Annotated[str, Path(min_length=1, max_length=80, description="Name of a saved draft.")]

_ERRORS = error_responses(
    "The body, a choice or the profile is wrong, or the sources do not carry the topic: the remedy names the choices, "
    "or what is nearest."
)


class DraftBody(BaseModel):
    """What is to be written, for whom and where."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "topic": "varför vi ställer om till nära vård",
                    "audience": "medarbetare",
                    "channel": "intranat",
                    "length": "kort",
                    "profile": "orebro",
                }
            ]
        }
    )

    topic: Words = Field(
        min_length=1, max_length=1_000, description="What the text is about, in a few words."
    )
    audience: Words = Field(max_length=60, description="invanare, medarbetare, chef or politiker.")
    channel: Words = Field(
        max_length=60,
        description="intranat, webb, nyhetsbrev, pressmeddelande, presentation or sociala-medier.",
    )
    length: Words = Field(default="medel", max_length=20, description="kort, medel or lang.")
    profile: Words | None = Field(
        default=None,
        description="Id of the profile whose sources and wording hold; the default when left out.",
    )
    variant: int = Field(
        default=1, ge=1, le=MOST_VARIANTS, description="Another choice of sentences that are as good."
    )


class SaveBody(DraftBody):
    """A draft to write and keep."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "nyhet om omställningen",
                    "topic": "varför vi ställer om till nära vård",
                    "audience": "medarbetare",
                    "channel": "intranat",
                    "profile": "orebro",
                }
            ]
        }
    )

    name: Words = Field(min_length=1, max_length=80, description="What it is kept as; no person's name.")


class DraftSentenceModel(BaseModel):
    """One sentence, and where its words come from."""

    text: str
    origin: Origin
    citations: list[int] = Field(description="Numbers of the citations; none for our own words.")
    original: str | None = Field(description="The source's words, where the sentence differs from them.")
    item: bool = Field(description="True for an item of a list.")
    voice: str | None = Field(description="Publisher, where another than the profile's own speaks.")


class DraftBlockModel(BaseModel):
    """A part of the draft: lead, section, call to action, or a slide with its notes."""

    heading: str
    sentences: list[DraftSentenceModel]
    notes: list[DraftSentenceModel]


class LeftOutModel(BaseModel):
    """A sentence about the topic that is not told."""

    text: str
    reason: str = Field(description="Swedish.")
    citation: Citation


class DraftModel(BaseModel):
    """A draft: every sentence with its origin, what was left out and why, and a clean copy."""

    title: str
    titled: bool = Field(description="False for a post, whose title is a working name.")
    blocks: list[DraftBlockModel]
    citations: list[Citation]
    findings: list[dict[str, Any]] = Field(
        description="Advice of the wording check; nothing weightier remains."
    )
    left_out: list[LeftOutModel]
    lix: int | None
    words: int
    notes: list[str] = Field(description="Swedish remarks on the draft as a whole.")
    clean: str = Field(description="The text without marks.")


class SavedDraftModel(BaseModel):
    """A saved draft, and whether its sources still say the same."""

    name: str
    topic: str
    profile: str
    saved_on: str = Field(description="ISO 8601 day.")
    state: State
    changed: list[str] = Field(description="File names of the sources that no longer say the same.")


class DraftList(BaseModel):
    """Every saved draft, by name."""

    drafts: list[SavedDraftModel]


class RemovedDraft(BaseModel):
    """The draft that was deleted."""

    removed: str


def drafting_routes(*, desk: Writing, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the routes of the drafting desk."""
    router = APIRouter(prefix="/api/v1", tags=["Utkast"], responses=_ERRORS)

    @router.post("/draft", summary="Write a draft", dependencies=[gate.require(Role.READER)])
    def draft(body: DraftBody) -> DraftModel:
        """Compose a draft from the message guide and the sources, each sentence with its origin; nothing is kept."""
        return DraftModel.model_validate(_written(desk, _brief(body, settings)).to_json())

    @router.get("/drafts", summary="List the saved drafts", dependencies=[gate.require(Role.EDITOR)])
    def drafts() -> DraftList:
        """Return every saved draft; one whose source has changed is flagged."""
        return DraftList(drafts=[_saved_model(one) for one in desk.drafts()])

    @router.post(
        "/drafts",
        summary="Write a draft and keep it",
        status_code=201,
        dependencies=[gate.require(Role.EDITOR)],
    )
    def save(body: SaveBody) -> DraftModel:
        """Compose a draft and keep it under a name; one of the same name is replaced."""
        written = _written(desk, _brief(body, settings))
        _keep(desk, written, body.name)
        return DraftModel.model_validate(written.to_json())

    @router.delete(
        "/drafts/{name}",
        summary="Delete a saved draft",
        dependencies=[gate.require(Role.EDITOR)],
        responses=dict(_NO_SUCH_DRAFT),
    )
    def remove(name: DraftName) -> RemovedDraft:
        """Delete a saved draft."""
        if not desk.remove(name):
            raise _missing()
        return RemovedDraft(removed=name)

    return router


def _brief(body: DraftBody, settings: AppSettings) -> Brief:
    return Brief(
        topic=body.topic, audience=body.audience, channel=body.channel, length=body.length,
        profile=known_profile(body.profile, settings), variant=body.variant,
    )  # fmt: skip


def _written(desk: Writing, brief: Brief) -> Draft:
    try:
        return desk.draft(brief)
    except UnknownChoice as unknown:
        message, _, remedy = str(unknown).partition(". ")
        raise Problem(422, code="unknown_choice", message=f"{message}.", remedy=remedy) from unknown
    except DraftRefused as refused:
        raise _refusal(refused) from refused


def _keep(desk: Writing, draft: Draft, name: str) -> None:
    try:
        desk.save(draft, name)
    except DraftRefused as refused:
        raise _refusal(refused) from refused


def _refusal(refused: DraftRefused) -> Problem:
    message, _, remedy = str(refused).partition(". ")
    return Problem(
        422, code="draft_refused", message=f"{message.rstrip('.')}.", remedy=remedy or "Skriv ett annat ämne."
    )


def _missing() -> Problem:
    return Problem(
        404, code="no_such_draft", message="Det sparade utkastet finns inte.",
        remedy="Hämta listan igen för aktuella namn.",
    )  # fmt: skip


def _saved_model(one: ReviewedDraft) -> SavedDraftModel:
    return SavedDraftModel(
        name=one.saved.name, topic=one.saved.topic, profile=one.saved.profile, saved_on=one.saved.saved_on,
        state=one.state, changed=list(one.changed),
    )  # fmt: skip

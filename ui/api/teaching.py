"""The route for trainers: slides that concern a topic, with their speaker notes."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from assistant.teaching.slides import SlideBlock, told_source
from ingest.documents import BlockKind
from ui.api.concepts import ProfileId
from ui.api.errors import Problem, error_responses
from ui.api.models import Words
from ui.api.principals import Gate, Role
from ui.api.questions import known_profile
from ui.ports import Slide, Teaching, TopicRefused
from ui.settings import AppSettings

_ERRORS = error_responses("The topic, or the profile, is wrong.")


class SlideLine(BaseModel):
    """A run of a slide's or its notes' words, word for word."""

    kind: BlockKind
    level: int = Field(description="List depth from 0.")
    text: str

    @classmethod
    def of(cls, block: SlideBlock) -> Self:
        """Copy a block into its JSON form."""
        return cls(kind=block.kind, level=block.level, text=block.text)


class SlideModel(BaseModel):
    """A slide with its speaker notes, and where it stands."""

    id: str = Field(description="The document's id and the slide's number.")
    document: str = Field(description="File name.")
    document_id: str
    title: str = Field(description="Of the slide; empty for one without a title.")
    number: int = Field(description="From 1.")
    lines: list[SlideLine] = Field(description="What stands on it below the title; empty for a picture.")
    notes: list[SlideLine] = Field(description="What is to be said: spoken, not decided.")
    deck: str = Field(description="Title of the deck.")
    publisher: str
    originators: list[str] = Field(description="Who first said it, where that is not the publisher.")
    year: int | None
    dated: str = Field(description="The year as shown, or “odaterat”.")
    profile: str = Field(description="The profile that the deck belongs to.")
    standings: list[str] = Field(examples=[["målbild 2035"]])
    notes_standings: list[str] = Field(examples=[["exempel"]])
    source: str = Field(description="All of that in one line.")

    @classmethod
    def of(cls, slide: Slide) -> Self:
        """Copy a slide into its JSON form."""
        origin = slide.document.provenance
        return cls(
            id=slide.id,
            document=slide.document.name,
            document_id=slide.document.id,
            title=slide.title,
            number=slide.number,
            lines=list(map(SlideLine.of, slide.shown)),
            notes=list(map(SlideLine.of, slide.notes)),
            deck=origin.title,
            publisher=origin.publisher,
            originators=list(slide.originators),
            year=origin.year,
            dated=origin.dated,
            profile=origin.profile,
            standings=list(slide.worth.standings),
            notes_standings=list(slide.notes_worth.standings),
            source=told_source(slide),
        )


class SlideList(BaseModel):
    """The slides that concern a topic, the own region's first, then the best first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"topic": "kontinuitet", "slides": [], "nearest": []}]}
    )

    topic: str = Field(description="As it was searched: å, ä and ö put back where they were left out.")
    slides: list[SlideModel]
    nearest: list[SlideModel] = Field(description="What comes closest where no slide takes the topic up.")


def teaching_routes(*, teaching: Teaching, settings: AppSettings, gate: Gate) -> APIRouter:
    """Return the route."""
    router = APIRouter(
        prefix="/api/v1/slides", tags=["Utbilda"], responses=_ERRORS, dependencies=[gate.require(Role.READER)]
    )

    @router.get("", summary="Find slides by topic")
    def slides(
        topic: Annotated[Words, Query(min_length=1, max_length=200, examples=["kontinuitet"])],
        profile: ProfileId = None,
    ) -> SlideList:
        """Return the slides that concern a topic, each with its speaker notes and its source."""
        try:
            found = teaching.about(topic, profile=known_profile(profile, settings))
        except TopicRefused as refused:
            raise Problem(
                422, code="refused_topic", message=str(refused), remedy="Skriv ämnet i några ord."
            ) from refused
        return SlideList(
            topic=found.topic,
            slides=list(map(SlideModel.of, found.slides)),
            nearest=list(map(SlideModel.of, found.nearest)),
        )

    return router

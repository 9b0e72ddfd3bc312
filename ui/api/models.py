"""The bodies of the HTTP interface, as far as they are not values of the assistant itself."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.answers import Evidence
from ingest.documents import MediaType
from ingest.records import Role as DocumentRole
from ingest.records import StoredDocument
from ui.ports import Excerpt


def _encodable(value: str) -> str:
    """Refuse half a surrogate pair: JSON can carry it, no text can."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("half a surrogate pair")
    return value


Words = Annotated[str, AfterValidator(_encodable)]


class AskBody(BaseModel):
    """A question and what surrounds it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "Vad är nära vård?", "profile": "orebro"},
                {
                    "question": "Och vem följer upp dem?",
                    "history": ["Vem beslutar om gemensamma satsningar?"],
                    "profile": "sormland",
                },
            ]
        }
    )

    question: Words = Field(description="The question, in Swedish. Up to 2 000 characters are read.")
    history: list[Words] = Field(
        default_factory=list, max_length=200, description="Earlier questions of the same user, oldest first."
    )
    profile: Words | None = Field(
        default=None, description="Id of the profile that answers; the server's default when left out."
    )
    id: Words = Field(default="", max_length=200, description="Handed back in the answer.")


class SearchBody(BaseModel):
    """Words to search the passages for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "fast vårdkontakt", "limit": 5}]})

    text: Words = Field(description="What to search for.")
    profile: Words | None = Field(
        default=None, description="Id of the profile whose sources come first; the default when left out."
    )
    limit: int = Field(default=10, ge=1, le=100, description="The most passages to return.")


class SearchResult(BaseModel):
    """The best passages, best first."""

    evidence: list[Evidence]


class DocumentModel(BaseModel):
    """A stored document."""

    id: str
    name: str = Field(description="File name.")
    title: str
    publisher: str
    profile: str = Field(description="The layer that the document belongs to.")
    year: int | None = Field(description="First year; null when undated.")
    dated: str = Field(description="The year as shown, or “odaterat”.")
    kind: str
    status: str
    address: str | None = Field(description="Where the publisher keeps it.")
    guide: bool = Field(description="True for the starter handbook: a guide to the sources, not a source.")
    media_type: MediaType
    role: DocumentRole = Field(description="Whether the document takes part in search, and if not, why.")
    twin: str | None = Field(description="Id of the document that speaks for this one.")
    added_at: str = Field(description="UTC, ISO 8601.")
    characters: int
    passages: int
    slides: int
    masked: int = Field(description="Pieces of personal data masked while reading.")
    removed: int = Field(description="Pieces of noise that cleaning took away.")

    @classmethod
    def of(cls, document: StoredDocument) -> Self:
        """Flatten a stored document."""
        origin = document.provenance
        return cls(
            id=document.id,
            name=document.name,
            title=origin.title,
            publisher=origin.publisher,
            profile=origin.profile,
            year=origin.year,
            dated=origin.dated,
            kind=origin.kind,
            status=origin.status,
            address=origin.address,
            guide=origin.guide,
            media_type=document.media_type,
            role=document.role,
            twin=document.twin,
            added_at=document.added_at,
            characters=document.characters,
            passages=document.passages,
            slides=document.slides,
            masked=document.masked,
            removed=len(document.removals),
        )


class DocumentList(BaseModel):
    """Every visible document, by title."""

    documents: list[DocumentModel]


class MarkModel(BaseModel):
    """A run of a block's text to highlight, in code points."""

    start: int
    end: int


class BlockModel(BaseModel):
    """A block of an excerpt."""

    kind: str = Field(description="title, heading, paragraph, item, row, instruction or metadata.")
    level: int
    text: str
    notes: bool = Field(description="True for speaker notes.")
    marks: list[MarkModel]


class ExcerptModel(BaseModel):
    """A cited place in its surroundings: the slide with its notes, or the section."""

    document: DocumentModel
    locator: str = Field(description="The place in Swedish.", examples=["bild 38, talmanus"])
    slide: int | None
    page: int | None
    blocks: list[BlockModel]

    @classmethod
    def of(cls, excerpt: Excerpt) -> Self:
        """Copy an excerpt into its JSON form."""
        return cls(
            document=DocumentModel.of(excerpt.document),
            locator=excerpt.locator,
            slide=excerpt.slide,
            page=excerpt.page,
            blocks=[
                BlockModel(
                    kind=block.kind,
                    level=block.level,
                    text=block.text,
                    notes=block.notes,
                    marks=[MarkModel(start=start, end=end) for start, end in block.marks],
                )
                for block in excerpt.blocks
            ],
        )


class Health(BaseModel):
    """The process answers."""

    status: str = Field(examples=["ok"])

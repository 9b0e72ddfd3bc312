"""The values an answer is made of; their JSON form is the contract with other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How a question ended. Each has its own Swedish heading on screen."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    UNANSWERED = "unanswered"
    DISAGREEMENT = "disagreement"
    CLARIFY = "clarify"
    BLOCKED = "blocked"

    @property
    def heading(self) -> str:
        """The words shown to users."""
        return _HEADINGS[self]


_HEADINGS: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "Svar ur källorna",
    Outcome.PARTIAL: "Delvis svar",
    Outcome.UNANSWERED: "Finns inte i källorna",
    Outcome.DISAGREEMENT: "Källorna är inte eniga",
    Outcome.CLARIFY: "Precisera frågan",
    Outcome.BLOCKED: "Kan inte besvaras här",
}


class QuoteStatus(StrEnum):
    """How a quotation compares with the stored source."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    """The same letters; white space, line breaks, dashes or quotation marks differ."""
    NEAR = "near"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The words shown to users."""
        return _QUOTE_LABELS[self]


_QUOTE_LABELS: Mapping[QuoteStatus, str] = {
    QuoteStatus.EXACT: "Ordagrant",
    QuoteStatus.TYPOGRAPHIC: "Ordagrant, radbrytning skiljer",
    QuoteStatus.NEAR: "Nästan ordagrant, visa skillnaden",
    QuoteStatus.MISSING: "Hittas inte i källan",
}


class Origin(StrEnum):
    """Where a statement's words come from."""

    QUOTE = "quote"
    CORRECTED = "corrected"
    ADAPTED = "adapted"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing an answer says, with the numbers of the citations that carry it."""

    text: str
    origin: Origin
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A verified quotation and where it stands."""

    number: int
    document: str
    """File name."""
    title: str
    publisher: str
    year: int | None
    dated: str
    """The year as shown: “2022–2023” or “odaterat”."""
    originator: str | None
    standing: str | None
    profile: str
    """The layer that speaks: nationell, orebro, sormland, oxelosund or an organisation's own."""
    locator: str
    quote: str
    status: QuoteStatus
    passage_id: str
    document_id: str
    start: int
    """Offset of the quotation in the document's text, in code points; -1 when missing."""
    end: int
    guide: bool = False
    """True for the starter handbook, which is a guide to the sources and not a source."""
    rests_on: str | None = None
    """For the handbook: the source and place that the paragraph names."""

    @property
    def shown_standing(self) -> str | None:
        """The standing as shown: left out where the place already says it, as “bild 3, talmanus”."""
        return None if self.standing and self.locator.endswith(self.standing) else self.standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A ranked passage, shown whether or not the answer uses it."""

    document: str
    locator: str
    text: str
    score: float
    passage_id: str
    title: str
    profile: str
    document_id: str = ""
    start: int = -1
    """Offset of the passage in the document's text, in code points; -1 where it is not known."""
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """That an editor has approved an answer."""

    id: str
    role: str
    approved_on: str
    """ISO 8601 day, as the next."""
    expires_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to a question."""

    id: str
    question: str
    """As asked, personal data masked."""
    profile: str
    outcome: Outcome
    answer: str
    """Swedish Markdown with [1] marks; no list of sources at its end."""
    short: str
    """The lead and one quotation, for a small screen."""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Mapping[str, object], ...] = ()
    missing: str | None = None
    """What the sources do not say; None when nothing asked for is missing."""
    nearest: tuple[Evidence, ...] = ()
    """For a refusal: the nearest documents, best first."""
    read_as: str | None = None
    """How a follow-up was understood; None when the question stands alone."""
    approved: Approved | None = None
    """Who approved it and until when; None for an answer that nobody has."""
    confidence: float | None = None
    """How likely the evidence was judged to answer, 0–1; None where it was not judged."""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """What is shown above it: that it is approved, or its outcome."""
        return "Godkänt svar" if self.approved is not None else self.outcome.heading

    def to_json(self) -> dict[str, Any]:
        """Return the answer object of the contract, ready for `json.dumps`."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Stream event: the evidence is ranked."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """Stream event: a further verified piece of the answer's Markdown, to be appended."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Stream event: the whole answer."""

    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Stream event: nothing more will come. The message is Swedish."""

    message: str


Event = Found | Wrote | Finished | Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and what surrounds it."""

    text: str
    history: Sequence[str] = ()
    """Earlier questions of the same user, oldest first."""
    profile: str = "nationell"
    id: str = ""

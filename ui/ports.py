"""What the faces need from the parts that answer, explain and check; `ui.editor_ports` has what is kept and changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answers import Answer, Event, Evidence, Question
from assistant.concepts.values import Concept, Definition
from assistant.excerpts import Excerpt, ExcerptBlock
from assistant.onboarding import OpenedStop
from assistant.readiness import Readiness
from assistant.sharing import OpenedShare, ShareRefused
from assistant.teaching.discussion import OpenedQuestion, OpenedTopic
from assistant.teaching.handout import Handout
from assistant.teaching.slides import Slide
from assistant.teaching.trainer import FoundSlides, TopicRefused
from assistant.verified import Match, TooShort, Verification
from assistant.wording.checking import Ignored, TextTooLong
from assistant.wording.findings import Finding, Report
from assistant.wording.rules import Rule, RuleFault, Severity
from ingest.records import StoredDocument
from ingest.shared import SharedQuestion

__all__ = [
    "AcceptedWords",
    "Answerer",
    "Concept",
    "Definition",
    "Excerpt",
    "ExcerptBlock",
    "Finding",
    "FoundSlides",
    "Glossary",
    "Handout",
    "Ignored",
    "Match",
    "Onboarding",
    "OpenedQuestion",
    "OpenedShare",
    "OpenedStop",
    "OpenedTopic",
    "Pictures",
    "Pulse",
    "Readiness",
    "Report",
    "Rule",
    "Severity",
    "ShareRefused",
    "SharedQuestion",
    "Sharing",
    "Slide",
    "Teaching",
    "TextTooLong",
    "TooShort",
    "TopicRefused",
    "Verification",
    "Wording",
    "WordingCheck",
]


class Answerer(Protocol):
    """Answers questions from the record."""

    def ask(self, question: Question) -> Answer:
        """Answer one question. Bad input gives an answer with its own outcome, never an exception."""
        ...

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield Found, then Wrote pieces, then Finished; or Failed."""
        ...

    def search(self, text: str, *, profile: str = "nationell", limit: int = 10) -> tuple[Evidence, ...]:
        """Return the best passages, best first."""
        ...

    def excerpt(self, document_id: str, *, start: int, end: int) -> Excerpt | None:
        """Return the cited run in its surroundings; None when the document is gone."""
        ...


class Glossary(Protocol):
    """What the sources say that terms mean."""

    def concepts(self, *, profile: str = "nationell") -> Sequence[Concept]:
        """Return every term that a source explains, in alphabetical order."""
        ...

    def define(self, term: str, *, profile: str = "nationell") -> Concept:
        """Return a term's definitions, own region first; none, and the nearest terms, where no source explains it."""
        ...

    def verify(self, text: str, *, term: str | None = None) -> Verification:
        """Compare a definition with every source; raise TooShort when it has too few words."""
        ...


class WordingCheck(Protocol):
    """Checks texts against the wording rules of a profile."""

    @property
    def profiles(self) -> Sequence[str]:
        """Return the profiles that have rules, the national one first."""
        ...

    @property
    def faults(self) -> Sequence[RuleFault]:
        """Return the rules that could not be used."""
        ...

    @property
    def rules(self) -> Sequence[Rule]:
        """Every profile's rules, each once."""
        ...

    def check(self, text: str, *, profile: str, ignored: Ignored = ...) -> Report:
        """Return what is off in a text; raise TextTooLong, or UnknownProfile when the profile has no rules."""
        ...

    def corrected(self, text: str, *, profile: str, ignored: Ignored = ...) -> str:
        """Return the text with the first suggestion of every finding that has one."""
        ...


class AcceptedWords(Protocol):
    """The organisation's accept list."""

    def phrases(self) -> Sequence[str]:
        """Return the words and names that nothing is marked in."""
        ...

    def add(self, phrase: str) -> Sequence[str]:
        """Accept a phrase and return all; raise PhraseRefused when it cannot be."""
        ...

    def remove(self, phrase: str) -> bool:
        """Take a phrase off; False when it is not there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The wording check and the accept list that it heeds."""

    checker: WordingCheck
    accepted: AcceptedWords


class Onboarding(Protocol):
    """The stops for whoever is new."""

    def opened(self, *, profile: str) -> Sequence[OpenedStop]:
        """Return every stop with its source's words, the profile's own source first."""
        ...


class Sharing(Protocol):
    """Addresses to share, which hold nothing of the question."""

    def share(self, answer: Answer, history: Sequence[str]) -> SharedQuestion:
        """Keep an answer's question; raise ShareRefused when it cannot be kept."""
        ...

    def opened(self, id_: str) -> OpenedShare | None:
        """Answer a shared question anew; None when its address leads nowhere."""
        ...

    def take_back(self, id_: str) -> bool:
        """Forget a shared question; False when there is none with that id."""
        ...


class Pictures(Protocol):
    """Pictures of the pages of sources."""

    def has(self, document_id: str, *, start: int) -> bool:
        """Tell whether the page with this place can be shown."""
        ...

    def of(self, document_id: str, *, start: int, end: int) -> bytes | None:
        """Return a picture (WebP) of the page, the run marked; None when there is none."""
        ...


class Teaching(Protocol):
    """Slides by topic and deck, questions to talk about, and a hand-out of both."""

    def decks(self, *, profile: str) -> Sequence[StoredDocument]:
        """Return the decks, the profile's own first."""
        ...

    def slides_of(self, document_id: str) -> Sequence[Slide]:
        """Return a deck's slides in order; none when there is no such deck."""
        ...

    def about(self, topic: str, *, profile: str) -> FoundSlides:
        """Return the slides that concern a topic; raise TopicRefused when it is not to be searched."""
        ...

    def topics(self, *, profile: str) -> Sequence[OpenedTopic]:
        """Return the questions to talk about, by topic."""
        ...

    def handout(self, slides: Sequence[str], questions: Sequence[str], *, profile: str) -> Handout:
        """Return what was chosen by id, in that order; what is gone is counted."""
        ...


class Pulse(Protocol):
    """Answers readiness probes quickly."""

    def readiness(self) -> Readiness:
        """Return the present state without touching Chroma."""
        ...

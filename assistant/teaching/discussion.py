"""Questions to talk about: our own words by topic, the source's quotation cut at run time, and how to lead the talk."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from assistant.onboarding import Ground, Grounds, Place
from assistant.teaching.slides import SPOKEN
from assistant.thesaurus import further
from assistant.wording.findings import RuleSource
from ingest.documents import Sentence
from ingest.language import content_lemmas
from ingest.library import Library

_EVERYWHERE = frozenset(content_lemmas("nära vård hälsa omsorg vad hur varför"))
"""Lemmas that set no topic apart from the others."""


class _Part(BaseModel):
    """A part of the file; an unknown key is a slip of the pen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TalkQuestion(_Part):
    """An open question as the file holds it."""

    id: str
    ask: str
    """Our own words: the handbook's, not a source's."""
    lead: str
    """How to lead the talk."""
    roles: Mapping[str, str] = {}
    """What to add for some, by role."""
    places: tuple[Place, ...]
    """Where sources say what it rests on, the best first."""


class TalkTopic(_Part):
    """Questions on one matter."""

    id: str
    title: str
    words: tuple[str, ...]
    """What is searched for by those whom the questions concern, beside the title."""
    question: tuple[TalkQuestion, ...]


class _File(_Part):
    topic: tuple[TalkTopic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedQuestion:
    """A question with what its source says now."""

    question: TalkQuestion
    ground: Ground
    source: RuleSource | None
    """With its quotation; None unless the question holds."""
    standing: str | None = None
    """What the quotation is worth: målbild 2035, exempel …; None for plain running text."""
    originator: str | None = None
    """Who first said it, where that is not the publisher."""

    @property
    def told_source(self) -> str:
        """The source of the quotation in one line; empty where there is none."""
        source = self.source
        parts = () if source is None else (source.document, source.locator, self.credit, self.standing)
        return " · ".join(part for part in parts if part)

    @property
    def credit(self) -> str:
        """Whom the words come from, where that is not the publisher; else empty."""
        return f"från {self.originator}" if self.originator else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTopic:
    """A topic with its questions: those that hold, and the others apart."""

    id: str
    title: str
    questions: tuple[OpenedQuestion, ...]
    """Those whose source is loaded and says the same: to be shown."""
    resting: tuple[OpenedQuestion, ...]
    """Those that wait for a source or for an editor."""
    lemmas: frozenset[str]
    """What the topic is searched by."""

    def concerns(self, sought: str) -> bool:
        """Tell whether the topic is what somebody searches for."""
        asked = frozenset(content_lemmas(sought))
        telling = asked - _EVERYWHERE
        if not telling:
            return bool(asked & self.lemmas)
        return bool({*telling, *further(tuple(telling))} & (self.lemmas - _EVERYWHERE))


def load_topics() -> tuple[TalkTopic, ...]:
    """Read the questions that come with the product."""
    text = files("corpus").joinpath("teaching", "discussion.toml").read_text(encoding="utf-8")
    return _File.model_validate(tomllib.loads(text)).topic


class Discussion:
    """The questions over a record.

    Args:
        library: The record.
        topics: Those of the product when left out.
    """

    def __init__(self, library: Library, topics: Sequence[TalkTopic] | None = None) -> None:
        self._library = library
        self._grounds = Grounds(library)
        self._topics = tuple(topics) if topics is not None else load_topics()

    def opened(self, *, profile: str) -> tuple[OpenedTopic, ...]:
        """Return every topic, each question with its quotation, the profile's own source first."""
        return tuple(self._open(topic, profile) for topic in self._topics)

    def _open(self, topic: TalkTopic, profile: str) -> OpenedTopic:
        every = [self._opened(one, profile) for one in topic.question]
        return OpenedTopic(
            id=topic.id,
            title=topic.title,
            questions=tuple(one for one in every if one.ground is Ground.HOLDS),
            resting=tuple(one for one in every if one.ground is not Ground.HOLDS),
            lemmas=frozenset(content_lemmas(" ".join((topic.title, *topic.words)))),
        )

    def _opened(self, question: TalkQuestion, profile: str) -> OpenedQuestion:
        ground, source = self._grounds.opened(question.places, profile=profile)
        quoted = self._quoted(source) if source is not None else None
        return OpenedQuestion(
            question=question,
            ground=ground,
            source=source,
            standing=quoted.standing if quoted is not None and quoted.standing != SPOKEN else None,
            originator=quoted.originator if quoted is not None else None,
        )

    def _quoted(self, source: RuleSource) -> Sentence | None:
        """Return the sentence that a quotation was cut from."""
        passages = self._library.passages_of(source.document_id) if source.document_id is not None else ()
        every = (sentence for passage in passages for sentence in passage.sentences)
        return next((one for one in every if one.start == source.start), None)

"""What trainers ask of a record: slides by topic and by deck, questions to talk about, and a hand-out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.desk import layers
from assistant.privacy import guard
from assistant.ranking import Ranked
from assistant.searching import Retriever
from assistant.teaching.discussion import Discussion, OpenedTopic, TalkTopic
from assistant.teaching.handout import Handout
from assistant.teaching.slides import Slide, Slides
from assistant.wiring import Owner
from ingest.catalogue import NATIONAL
from ingest.library import Library
from ingest.records import StoredDocument

MOST_CHARACTERS = 200
MOST_SLIDES = 12
"""Slides shown for a topic, at most."""
_DEPTH = 100
"""Passages looked through: most are no slides."""
_HOLDS = 0.5
"""Least share of the topic's information that a slide must hold."""
_NEAREST = 3


class TopicRefused(ValueError):
    """A topic that is not searched; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSlides:
    """What a topic was answered with."""

    topic: str
    """As it was searched."""
    own: tuple[Slide, ...]
    """Of the profile's own region, the best first; all of them where the profile is national."""
    others: tuple[Slide, ...]
    """Of other regions."""
    nearest: tuple[Slide, ...]
    """What comes closest where no slide takes the topic up; empty otherwise."""

    @property
    def slides(self) -> tuple[Slide, ...]:
        """All that concern the topic, the own region's first."""
        return (*self.own, *self.others)


class Trainer:
    """Reads a record for trainers.

    Args:
        library: The record.
        retriever: Ranks its passages.
        layers: Names a profile and the layers around it.
        topics: The questions to talk about; those of the product when left out.
    """

    def __init__(
        self,
        *,
        library: Library,
        retriever: Retriever,
        layers: Callable[[str], Sequence[str]],
        topics: Sequence[TalkTopic] | None = None,
    ) -> None:
        self._retriever = retriever
        self._layers = layers
        self._slides = Slides(library)
        self._discussion = Discussion(library, topics)

    def decks(self, *, profile: str) -> tuple[StoredDocument, ...]:
        """Return the decks, the profile's own first."""
        own = self._layers(profile)
        return tuple(sorted(self._slides.decks(), key=lambda one: one.provenance.profile not in own))

    def slides_of(self, document_id: str) -> tuple[Slide, ...]:
        """Return a deck's slides in order; none when there is no such deck."""
        return self._slides.of(document_id)

    def about(self, topic: str, *, profile: str) -> FoundSlides:
        """Return the slides that concern a topic.

        Raises:
            TopicRefused: When the topic is empty, too long, or holds personal data.
        """
        searched = self._understood(topic)
        ranked = self._retriever.retrieve(searched, profile=profile, limit=_DEPTH)
        on_slides = [
            one for one in ranked if one.passage.place.slide is not None and not one.passage.instruction
        ]
        ids = list(_ids(one for one in on_slides if _concerns(one)))[:MOST_SLIDES]
        nearest = () if ids else tuple(_ids(on_slides))[:_NEAREST]
        found = self._slides.chosen(ids)
        own = (
            set(self._layers(profile))
            if profile != NATIONAL
            else {one.document.provenance.profile for one in found}
        )
        return FoundSlides(
            topic=searched,
            own=tuple(one for one in found if one.document.provenance.profile in own),
            others=tuple(one for one in found if one.document.provenance.profile not in own),
            nearest=self._slides.chosen(nearest),
        )

    def topics(self, *, profile: str) -> tuple[OpenedTopic, ...]:
        """Return the questions to talk about, by topic."""
        return self._discussion.opened(profile=profile)

    def handout(self, slides: Sequence[str], questions: Sequence[str], *, profile: str) -> Handout:
        """Return what was chosen by id, in that order; what is gone is counted."""
        wanted = list(dict.fromkeys(questions))
        known = {one.question.id: one for topic in self.topics(profile=profile) for one in topic.questions}
        found = self._slides.chosen(slides)
        held = tuple(known[one] for one in wanted if one in known)
        return Handout(
            slides=found, questions=held, lost=len(set(slides)) - len(found) + len(wanted) - len(held)
        )

    def _understood(self, topic: str) -> str:
        text = " ".join("".join(one if one.isprintable() else " " for one in topic).split())
        if not text:
            raise TopicRefused("Skriv vad utbildningen ska handla om.")
        if len(text) > MOST_CHARACTERS:
            raise TopicRefused(f"Ämnet är längre än {MOST_CHARACTERS} tecken. Skriv det i några ord.")
        vocabulary = self._retriever.vocabulary()
        if guard(text, vocabulary.names).pieces:
            raise TopicRefused(
                "Ämnet ser ut att innehålla personuppgifter. Skriv det utan dem. Inget har sparats."
            )
        return vocabulary.restored(text)


def trainer_of(owner: Owner, topics: Sequence[TalkTopic] | None = None) -> Trainer:
    """Return the trainer of the process that owns a data folder; the owner closes the record."""
    return Trainer(
        library=owner.library,
        retriever=owner.retriever,
        layers=lambda profile: layers(profile, owner.catalogue),
        topics=topics,
    )


def _concerns(one: Ranked) -> bool:
    """Tell whether a passage holds half of what is sought, or stands on a slide that was asked for by its number."""
    return one.cover >= _HOLDS or one.channels.get("slide", 0.0) > 0


def _ids(ranked: Sequence[Ranked] | Iterator[Ranked]) -> Iterator[str]:
    """Yield the slides that passages stand on, each once: a long one is several passages."""
    yield from dict.fromkeys(f"{one.document.id}-{one.passage.place.slide}" for one in ranked)

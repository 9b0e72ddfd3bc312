"""What drafts are built by: channels, audiences, our own words and reading rules, read from `corpus/drafting.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.drafting.values import UnknownChoice
from assistant.settings import SettingsFault

Length = Literal["kort", "medel", "lang"]
LENGTHS: tuple[Length, ...] = ("kort", "medel", "lang")
FILE = "drafting.toml"


def _expression(source: str) -> str:
    try:
        re.compile(source)
    except re.error as error:
        raise ValueError(f"not an expression: {error.msg}") from error
    return source


Expression = Annotated[str, AfterValidator(_expression)]


class _Part(BaseModel):
    """A part of the file; an unknown key is a slip of the pen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(_Part):
    """Where a draft is to stand."""

    id: str
    name: str
    form: Literal["text", "slides", "post"]
    headings: Literal["kort", "medel", "lang", "never"]
    """The least length at which sections have headings."""
    lengths: Mapping[Length, tuple[int, int]]
    """Most sentences and most words taken from sources."""
    most_characters: int | None = None
    """Of the whole text; None where there is no limit."""
    opening: str = ""
    """Stands first in the text."""
    note: str = ""
    """Told beside the draft."""

    def has_headings(self, length: Length) -> bool:
        """Tell whether sections have headings in a draft of this length."""
        return self.headings != "never" and LENGTHS.index(length) >= LENGTHS.index(self.headings)


class Audience(_Part):
    """Whom a draft is for."""

    id: str
    name: str
    address: Literal["du", "ni", "vi"]
    longest: int
    """Words in a sentence."""
    prefer: tuple[str, ...] = ()
    """Beginnings of words, as the next three."""
    avoid: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    call_heading: str
    calls: Mapping[str, tuple[str, ...]]
    """Calls to action by channel id; the empty id is for all others."""

    def call(self, channel: str, variant: int) -> str:
        """Return the call to action of a variant, counted from 1."""
        every = self.calls.get(channel) or self.calls[""]
        return every[(variant - 1) % len(every)]


class Words(_Part):
    """Our own words."""

    neutral_title: str
    contact_heading: str
    more_heading: str
    core_heading: str
    others_heading: str
    others_opening: str
    title_opening: str
    told_heading: str
    told_opening: str
    talk_heading: str
    talk_note: str
    opening_note: str


class SourceRules(_Part):
    """Which sources come first, and what is told only where it is asked for."""

    guides: tuple[str, ...]
    messages: tuple[str, ...]
    next_steps: tuple[str, ...]
    next_steps_for: tuple[str, ...]
    past: tuple[str, ...]
    told: Mapping[str, tuple[str, ...]]
    untold: Mapping[str, str]


class ReadingRules(_Part):
    """Sentences that only work where they stand."""

    pointing: tuple[Expression, ...]
    leaning: tuple[Expression, ...]
    standing_alone: tuple[Expression, ...]
    fragments: tuple[Expression, ...]
    unfinished: Expression
    to_residents: Expression
    figures: Expression
    undated: Expression


class Frame(_Part):
    """How the items under a heading are made sentences."""

    heading: Expression
    item: Expression
    first: str
    listed: str
    further: str
    joined: str


class Topics(_Part):
    """What a topic's words are worth."""

    generic: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


class Headline(_Part):
    """How a topic is made a headline."""

    topic: Expression
    title: str


class _File(_Part):
    channel: tuple[Channel, ...] = Field(min_length=1)
    audience: tuple[Audience, ...] = Field(min_length=1)
    words: Words
    sources: SourceRules
    reading: ReadingRules
    frame: tuple[Frame, ...] = ()
    topics: Topics
    headline: tuple[Headline, ...] = ()
    searched_as: Mapping[Expression, str] = Field(default_factory=dict)
    misprints: Mapping[str, str] = Field(default_factory=dict)


_Choice = TypeVar("_Choice", Channel, Audience)


class Forms:
    """The whole file, as the drafting desk uses it."""

    def __init__(self, content: _File) -> None:
        self.channels = content.channel
        self.audiences = content.audience
        self.words = content.words
        self.sources = content.sources
        self.frames = content.frame
        self.misprints = content.misprints
        self.topics = content.topics
        self._headlines = content.headline
        self._searched_as = content.searched_as
        self.reading = content.reading

    @classmethod
    def load(cls) -> Self:
        """Read the file that comes with the program.

        Raises:
            SettingsFault: When it cannot be used; the Swedish message names the place.
        """
        try:
            text = files("corpus").joinpath(FILE).read_text(encoding="utf-8")
            return cls(_File.model_validate(tomllib.loads(text)))
        except tomllib.TOMLDecodeError as error:
            raise SettingsFault(f"corpus/{FILE} kan inte läsas som TOML ({error}). Rätta raden.") from error
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"]))
            raise SettingsFault(f"corpus/{FILE}: {place} saknas eller har fel värde. Rätta det.") from error

    def channel(self, id_: str) -> Channel:
        """Return a channel; raise UnknownChoice when there is none with that id."""
        return _choice("Kanalen", id_, self.channels)

    def audience(self, id_: str) -> Audience:
        """Return an audience; raise UnknownChoice when there is none with that id."""
        return _choice("Målgruppen", id_, self.audiences)

    def headline(self, topic: str) -> str:
        """Return a topic as a headline: put as a question where it reads like one, a capital first, no full stop."""
        bare = topic.strip().rstrip(".!?: ")
        for one in self._headlines:
            found = re.fullmatch(one.topic, bare)
            if found is not None:
                bare = one.title.format(**found.groupdict())
                break
        return bare[:1].upper() + bare[1:]

    def searched(self, topic: str) -> str:
        """Return a topic in the words that it is searched with."""
        for said, noun in self._searched_as.items():
            topic = re.sub(said, noun, topic, flags=re.IGNORECASE)
        return topic

    @property
    def own_texts(self) -> tuple[str, ...]:
        """Every text of our own words, names in braces left as they are."""
        calls = (call for one in self.audiences for every in one.calls.values() for call in every)
        openings = (one.opening for one in self.channels if one.opening)
        return (*self.words.model_dump().values(), *calls, *openings)

    @property
    def adapting_texts(self) -> tuple[str, ...]:
        """The words that adapting a sentence may add: those of the frames, and what misprints are mended to."""
        framing = (text for one in self.frames for text in (one.first, one.listed, one.further, one.joined))
        return (*framing, *self.misprints.values())

    @cached_property
    def pointing(self) -> re.Pattern[str]:
        """What points at something that the reader does not see."""
        return re.compile("|".join(self.reading.pointing), re.IGNORECASE)

    @cached_property
    def leaning(self) -> re.Pattern[str]:
        """What begins by leaning on the sentence before."""
        alone = "".join(f"(?!{one})" for one in self.reading.standing_alone)
        return re.compile(rf"{alone}(?:{'|'.join(self.reading.leaning)})", re.IGNORECASE)

    @cached_property
    def fragments(self) -> re.Pattern[str]:
        """What begins like a sentence and is none."""
        return re.compile("|".join(self.reading.fragments), re.IGNORECASE)


def length_of(given: str) -> Length:
    """Return a length, å and a both taken; raise UnknownChoice when there is none such."""
    plain = given.strip().lower().replace("å", "a")
    found = next((one for one in LENGTHS if one == plain), None)
    if found is not None:
        return found
    raise UnknownChoice("Längden", given, ("kort", "medel", "lång"))


def _choice(what: str, id_: str, known: tuple[_Choice, ...]) -> _Choice:
    plain = id_.strip().lower().translate(_PLAIN)
    for one in known:
        if plain in {one.id, one.name.translate(_PLAIN)}:
            return one
    raise UnknownChoice(what, id_, tuple(one.id for one in known))


_PLAIN = str.maketrans({"å": "a", "ä": "a", "ö": "o", " ": "-"})

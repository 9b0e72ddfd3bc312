"""The values of a draft: what is ordered, the sentences it is made of, what was left out; their JSON form is a contract."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answers import Citation, Origin

QUOTED = "”{}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is to be written, for whom and where."""

    topic: str
    audience: str
    """Id of one of the audiences in `corpus/drafting.toml`, as the next two of theirs."""
    channel: str
    length: str = "medel"
    profile: str = "nationell"
    variant: int = 1
    """From 1: another one takes other sentences that are as good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """One sentence of a draft, and where its words come from."""

    text: str
    """As it is to be read; for a quotation the source's own characters, white space folded."""
    origin: Origin
    citations: tuple[int, ...] = ()
    """Numbers of the citations that carry it; none for our own words."""
    original: str | None = None
    """The source's words before a misprint was mended or the sentence was adapted; None for the others."""
    item: bool = False
    """True for an item of a list."""
    voice: str | None = None
    """Publisher, where another than the profile's own speaks: then the clean copy keeps the quotation marks."""

    @property
    def clean(self) -> str:
        """The sentence without marks."""
        return (
            QUOTED.format(self.text)
            if self.voice is not None and self.origin is not Origin.OWN
            else self.text
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBlock:
    """A part of a draft: lead, section, call to action, or a slide."""

    heading: str
    """Empty for what stands right under the title."""
    sentences: tuple[DraftSentence, ...]
    notes: tuple[DraftSentence, ...] = ()
    """Speaker notes; empty outside presentations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A sentence about the topic that is not told, and why."""

    text: str
    reason: str
    """Swedish."""
    citation: Citation
    """Where it stands; numbered 0, as no sentence refers to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with the origin of every sentence."""

    brief: Brief
    title: str
    titled: bool
    """False for a post: there the title is a working name and no part of the text."""
    blocks: tuple[DraftBlock, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Mapping[str, Any], ...]
    """What the wording check says of the clean copy: advice only, as what is off is left out."""
    left_out: tuple[LeftOut, ...]
    lix: int | None
    """Of the clean copy; None for a text without words."""
    words: int
    notes: tuple[str, ...] = ()
    """Swedish remarks on the draft as a whole: that it is shorter than ordered, or what is still to be added."""

    @property
    def sentences(self) -> Iterator[DraftSentence]:
        """Every sentence in reading order, speaker notes after the slide they belong to."""
        for block in self.blocks:
            yield from (*block.sentences, *block.notes)

    def clean(self) -> str:
        """Return the text without marks, ready to be pasted: headings on lines of their own, lists with bullets."""
        return clean_copy(self.title if self.titled else "", self.blocks)

    def to_json(self) -> dict[str, Any]:
        """Return the draft as the contract has it, ready for `json.dumps`."""
        return {**asdict(self), "clean": self.clean()}


class DraftRefused(Exception):
    """There is nothing to write a draft from. The message is Swedish and names what the sources do carry."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class UnknownChoice(LookupError):
    """An audience, channel or length does not exist. The message is Swedish and names those there are."""

    def __init__(self, what: str, given: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{what} ”{given[:60]}” finns inte. Välj bland {', '.join(known)}.")


def clean_copy(title: str, blocks: tuple[DraftBlock, ...]) -> str:
    """Return title and blocks as plain text, a blank line between parts."""
    parts = [title] if title else []
    for block in blocks:
        parts += [block.heading] if block.heading and block.heading != title else []
        parts += list(paragraphs(block.sentences))
        parts += [f"Talmanus: {one}" for one in paragraphs(block.notes)]
    return "\n\n".join(parts) + "\n"


def paragraphs(sentences: tuple[DraftSentence, ...]) -> Iterator[str]:
    """Yield the paragraphs of clean text: sentences run on, items stand on lines of their own."""
    run: list[str] = []
    listed: list[str] = []
    for sentence in sentences:
        if sentence.item:
            listed.append(f"• {sentence.clean}")
            continue
        if listed:
            yield _joined(run, listed)
            run, listed = [], []
        run.append(sentence.clean)
    if run or listed:
        yield _joined(run, listed)


def _joined(run: list[str], listed: list[str]) -> str:
    return "\n".join([*([" ".join(run)] if run else []), *listed])

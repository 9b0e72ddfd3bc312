"""The searched passages as definitions are looked for in them: sentences with their words, line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.concepts.names import Name, Token, tokens
from assistant.structure import lines
from ingest.documents import Passage, Sentence
from ingest.library import Library
from ingest.masking import MASK
from ingest.records import Role, StoredDocument, StoredGeneration


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A stored sentence and its words."""

    sentence: Sentence
    text: str
    words: tuple[Token, ...]

    @property
    def is_question(self) -> bool:
        """True for a question: it explains nothing."""
        return self.text.rstrip("”\"’') ").endswith("?")


Row = tuple[Said, ...]
"""The sentences of one block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A passage of a searched document, its sentences gathered block by block."""

    document: StoredDocument | StoredGeneration
    passage: Passage
    text: str
    """The whole document's."""
    rows: tuple[Row, ...]

    @property
    def sentences(self) -> Iterator[Said]:
        """Every sentence in reading order."""
        return (said for row in self.rows for said in row)


class Shelf:
    """Everything that is searched, at one version of the record, with an index of its words.

    Args:
        leaves: The passages, document by document, in reading order.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = tuple(leaves)

    @classmethod
    def of(cls, library: Library) -> "Shelf":
        """Read the searched documents of a record; other formats of a publication and superseded ones are left out."""
        return cls([leaf for document in library.documents() for leaf in _searched(document, library)])

    @classmethod
    def of_generation(cls, generation: StoredGeneration) -> "Shelf":
        """Read one generation of a document, searched or not."""
        return cls(list(_leaves(generation, generation.text, generation.passages)))

    @cached_property
    def _by_lemma(self) -> Mapping[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, leaf in enumerate(self.leaves):
            for token in (*_heading_words(leaf), *(token for said in leaf.sentences for token in said.words)):
                found.setdefault(token.lemma, set()).add(number)
        return {lemma: frozenset(numbers) for lemma, numbers in found.items()}

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every lemma that stands in what is searched."""
        return frozenset(self._by_lemma)

    def holding(self, name: Name) -> Iterator[Leaf]:
        """Yield the passages that hold every word of a name, headings and title counted, in reading order."""
        held = [self._by_lemma.get(lemma, frozenset()) for lemma in name]
        numbers = frozenset.intersection(*held) if held else frozenset()
        return (self.leaves[number] for number in sorted(numbers))


def _heading_words(leaf: Leaf) -> tuple[Token, ...]:
    return tokens(f"{leaf.passage.title} {leaf.passage.heading}")


def _searched(document: StoredDocument, library: Library) -> Iterable[Leaf]:
    stored = library.text(document.id) if document.role is Role.SEARCHED else None
    return _leaves(document, stored.text, library.passages_of(document.id)) if stored is not None else ()


def _leaves(
    document: StoredDocument | StoredGeneration, text: str, passages: Iterable[Passage]
) -> Iterator[Leaf]:
    for passage in passages:
        if not passage.instruction:
            rows = (_row(line, text) for line in lines(passage.sentences, text))
            kept = tuple(row for row in rows if not any(MASK in said.text for said in row))
            yield Leaf(document=document, passage=passage, text=text, rows=kept)


def _row(line: Sequence[Sentence], text: str) -> Row:
    own = ((sentence, text[sentence.start : sentence.end]) for sentence in line)
    return tuple(Said(sentence=sentence, text=told, words=tokens(told)) for sentence, told in own)

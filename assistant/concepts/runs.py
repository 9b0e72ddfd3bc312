"""How far an explanation reaches: the sentence that defines, what goes on from it, and the list that it announces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.concepts.names import Name, places
from assistant.concepts.patterns import Reach
from assistant.concepts.reading import Leaf, Row, Said
from assistant.concepts.values import Strength
from assistant.structure import is_label
from ingest.documents import BlockKind

MOST_WORDS = 75
"""Words at most of sentences that are read as one explanation."""
MOST_OF_A_LIST = 120
"""The same for a list with the line that announces it."""

_LEANING = re.compile(
    r"(?:exempelvis|till\s+exempel|därför|därmed|dessutom|samtidigt|alltså|uppdraget)\b|"
    r"(?:[\w-]+\s+){0,4}?(?:de|det|den|detta|denna|dessa|han|hon)\b",
    re.IGNORECASE,
)
"""“För att förebygga detta krävs …”: it points back at what was said."""
_AGAIN = re.compile(r"(?:en|ett)\s+(?P<word>\w+)\s+som\b", re.IGNORECASE)
"""“En vård som …”: it takes up the sentence before."""
_CREDIT = re.compile(r"\s*[-–—]\s*[\w\s.]{2,40}")
"""“- Folkhälsomyndigheten” below what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Adjacent sentences of one passage in which one voice explains a term."""

    leaf: Leaf
    said: tuple[Said, ...]
    strength: Strength

    @property
    def start(self) -> int:
        """Offset in the document's text."""
        return self.said[0].sentence.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.said[-1].sentence.end

    @property
    def text(self) -> str:
        """The stored characters."""
        return self.leaf.text[self.start : self.end]


def same_voice(one: Said, other: Said) -> bool:
    """Tell whether two sentences are the same speaker's, stand at the same place and are worth the same.

    A block that opens with whose words it holds is stored with that name first, then with all that the place names.
    """
    mine, theirs = one.sentence, other.sentence
    speaks = mine.originator == theirs.originator or (mine.originator or "\0") in (theirs.originator or "")
    return speaks and (mine.standing, mine.place) == (theirs.standing, theirs.place)


def explained(leaf: Leaf, row: int, column: int, *, names: Sequence[Name], reach: Reach) -> tuple[Said, ...]:
    """Return the sentence at a place with what goes on from it.

    Args:
        leaf: The passage.
        row: Number of the block in it.
        column: Number of the sentence in the block.
        names: Every name of the term.
        reach: How much of what follows belongs to it.
    """
    line = leaf.rows[row]
    kept = [line[column]]
    for said in line[column + 1 :]:
        goes_on = reach is not Reach.SENTENCE or said.text.endswith(":") or _continues(said, kept, names)
        most = MOST_OF_A_LIST if reach is Reach.ROW else MOST_WORDS
        if not (goes_on and adjoins(kept, said, leaf) and count((*kept, said)) <= most):
            break
        kept.append(said)
    if kept[-1] is line[-1] and _announces(kept, line):
        kept += _listed(leaf, row + 1, kept)
    return tuple(kept)


def told_next(leaf: Leaf, row: int) -> tuple[Said, ...]:
    """Return the opening of the block after one that only brings a term up: “Här är fyra …”, and then which."""
    following = leaf.rows[row + 1] if row + 1 < len(leaf.rows) else ()
    kept = [said for said in following[:1] if same_voice(leaf.rows[row][0], said) and not is_label(said.text)]
    for said in following[1:] if kept else ():
        if not adjoins(kept, said, leaf) or count((*kept, said)) > MOST_WORDS:
            break
        kept.append(said)
    return tuple(kept)


def adjoins(kept: Sequence[Said], said: Said, leaf: Leaf, *, listed: bool = False) -> bool:
    """Tell whether a sentence follows on what is kept: the same voice, no words between them.

    The standing of a line that announces a list is that of the list: “… är beslutade och är:”.
    """
    between = leaf.text[kept[-1].sentence.end : said.sentence.start]
    first = kept[0]
    if listed and said.sentence.standing is None:
        first = replace(first, sentence=replace(first.sentence, standing=None))
    return same_voice(first, said) and re.search(r"\w", between) is None


def count(said: Sequence[Said]) -> int:
    """Return how many words sentences have together."""
    return sum(len(one.text.split()) for one in said)


def without_credit(said: Sequence[Said]) -> tuple[Said, ...]:
    """Return sentences without the line below them that only says whose they are."""
    kept = list(said)
    while len(kept) > 1 and _is_credit(kept[-1]):
        kept.pop()
    return tuple(kept)


def _is_credit(said: Said) -> bool:
    return said.text == said.sentence.originator or _CREDIT.fullmatch(said.text) is not None


def _announces(kept: Sequence[Said], line: Row) -> bool:
    """Tell whether what is kept ends in a line that a list follows: a colon, or a heading in running text."""
    return kept[-1].text.endswith(":") or (len(kept) == len(line) == 1 and is_label(kept[-1].text))


def _listed(leaf: Leaf, first: int, kept: Sequence[Said]) -> list[Said]:
    """Return what stands under an announcing line: the rows of one kind after it."""
    rows = leaf.rows[first:]
    found: list[Said] = []
    for row in rows:
        kind = row[0].sentence.kind
        alike = kind is rows[0][0].sentence.kind and (kind is BlockKind.ITEM or kept[0].sentence.kind is kind)
        fits = count((*kept, *found, *row)) <= MOST_OF_A_LIST
        ends = _is_credit(row[0]) or (kind is not BlockKind.ITEM and is_label(row[0].text))
        if ends or not (alike and fits and adjoins([*kept, *found], row[0], leaf, listed=True)):
            break
        found += row
    return found


def _continues(said: Said, kept: Sequence[Said], names: Sequence[Name]) -> bool:
    """Tell whether a sentence goes on with the explanation: it points back, or speaks of the same."""
    if said.is_question:
        return False
    again = _AGAIN.match(said.text)
    words = {token.word for one in kept for token in one.words}
    opens = [token.lemma for token in kept[0].words[:1]]
    return (
        _LEANING.match(said.text) is not None
        or (again is not None and again["word"].lower() in words)
        or [token.lemma for token in said.words[:1]] == opens
        or any(True for name in names for _ in places(name, said.words))
    )

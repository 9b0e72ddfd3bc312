"""What was run together or torn apart in extraction: glued sentences and goals, lost characters, broken lines."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.documents import BlockKind, RawBlock
from ingest.layout import goes_on, is_dangling, is_ended, join_lines
from ingest.reading import Reading

_GLUED_SENTENCE = re.compile(r"(?<=[a-zåäö]{4}\.)(?=[a-zåäö]{5,} \w+|[A-ZÅÄÖ][a-zåäö]{2,} \w+)")
_ADDRESS_BEFORE = re.compile(r"\S*[./:@]\S*\.$")
_GOAL = re.compile(r"(?:^|(?<=[a-zåäö.]))(\d{1,3})\. (?=[A-ZÅÄÖ])")
_LOST = "\ufffd"
_LONG_LINE = 60


def split_glued(text: str) -> tuple[str, ...]:
    """Part sentences that stand together without a space; addresses and abbreviations are left whole.

    >>> split_glued("och digitalisering.översiktsbild principer för vården")
    ('och digitalisering.', 'översiktsbild principer för vården')
    >>> split_glued("Läs på www.sormland.webbplatsen nu, bl.a. om vård")
    ('Läs på www.sormland.webbplatsen nu, bl.a. om vård',)
    """
    cuts = [m.start() for m in _GLUED_SENTENCE.finditer(text)]
    cuts = [cut for cut in cuts if not _ADDRESS_BEFORE.search(text[: cut - 1] + ".") or _is_plain(text, cut)]
    return _cut(text, cuts)


def _is_plain(text: str, cut: int) -> bool:
    word = text[:cut].rsplit(" ", 1)[-1]
    return not re.search(r"[/:@]|\.\w", word)


def split_goals(text: str) -> tuple[str, ...]:
    """Part numbered goals that run together: the numbers grow, and the first opens the text.

    >>> split_goals("34. SKL ska bidra till välfärden61. SKL ska verka för hälsa")
    ('34. SKL ska bidra till välfärden', '61. SKL ska verka för hälsa')
    >>> split_goals("Under covid19. Regionen ställde om")
    ('Under covid19. Regionen ställde om',)
    """
    found = list(_GOAL.finditer(text))
    numbers = [int(match.group(1)) for match in found]
    growing = all(first < second for first, second in pairwise(numbers))
    if len(found) < 2 or found[0].start() or not growing:  # noqa: PLR2004  # one number is no list
        return (text,)
    return _cut(text, [match.start() for match in found[1:]])


def split_lost(text: str) -> tuple[str, ...]:
    r"""Make U+FFFD a break where a sentence ends before it, else a space; inside a word it stays.

    >>> split_lost("under den. \ufffdNämnden ska"), split_lost("\ufffdIndivid"), split_lost("v\ufffdrd")
    (('under den.', 'Nämnden ska'), ('Individ',), ('v\ufffdrd',))
    """
    marked = re.sub(rf"(?<!\w){_LOST}+|{_LOST}+(?!\w)", "\n", text)
    parts: list[str] = []
    for part in marked.split("\n"):
        plain = part.strip()
        if plain and parts and not is_ended(parts[-1]):
            parts[-1] = f"{parts[-1]} {plain}"
        elif plain:
            parts.append(plain)
    return tuple(parts)


def _cut(text: str, cuts: list[int]) -> tuple[str, ...]:
    edges = [0, *cuts, len(text)]
    return tuple(part for start, end in pairwise(edges) if (part := text[start:end].strip()))


def part_glued(reading: Reading) -> Reading:
    """Part every block that holds several: goals stay items, what follows a glued sentence is a paragraph."""
    return replace(reading, blocks=tuple(part for block in reading.blocks for part in _parted(block)))


def _parted(block: RawBlock) -> Iterator[RawBlock]:
    for piece in split_lost(block.text):
        goals = split_goals(piece)
        for goal in goals:
            first, *rest = split_glued(goal)
            kind = BlockKind.ITEM if len(goals) > 1 else block.kind
            yield replace(block, text=first, kind=kind)
            for text in rest:
                yield RawBlock(text=text, place=block.place)


def join_broken(reading: Reading) -> Reading:
    """Join paragraphs that a line break tore apart in the middle of a sentence."""
    joined: list[RawBlock] = []
    for block in reading.blocks:
        if joined and _is_torn(joined[-1], block):
            joined[-1] = replace(joined[-1], text=join_lines(joined[-1].text, block.text))
        else:
            joined.append(block)
    return replace(reading, blocks=tuple(joined))


def _is_torn(first: RawBlock, second: RawBlock) -> bool:
    running = first.kind is second.kind is BlockKind.PARAGRAPH and first.place == second.place
    if not running or not goes_on(second.text) or is_ended(first.text):
        return False
    return is_dangling(first.text) or (len(first.text) >= _LONG_LINE and first.text[:1].isupper())

"""A document cut into passages that follow its structure: a section, or a slide with its notes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from ingest import sentences
from ingest.documents import Block, BlockKind, Passage, Place, Sentence, SourceDocument

LIMIT = 1200
"""Most characters in a passage; part of the contract with other programs."""

_NAMING = frozenset({BlockKind.TITLE, BlockKind.HEADING})
"""Kinds that name what follows: found with it, no passage of their own."""
_SILENT = _NAMING | {BlockKind.INSTRUCTION, BlockKind.METADATA}
"""Kinds that are never quoted as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a statement is worth: its standing and who first said it; each None when nothing is known."""

    standing: str | None = None
    originator: str | None = None


class StandingRule(Protocol):
    """Finds the standing of a piece of a document."""

    def __call__(self, place: Place, text: str) -> Standing:
        """Return the standing of the text at that place."""
        ...


def _plain(place: Place, text: str) -> Standing:  # noqa: ARG001  # the protocol's shape
    return Standing()


def cut(
    document: SourceDocument,
    *,
    document_id: str,
    title: str,
    standing: StandingRule = _plain,
    limit: int = LIMIT,
) -> tuple[Passage, ...]:
    """Cut a document into passages.

    Args:
        document: The cleaned document.
        document_id: Id of the document's generation; passages are numbered after it.
        title: Title to search along with every passage.
        standing: Rule that says what the text at a place is worth.
        limit: Most characters in a passage.

    Returns:
        Passages in reading order, each inside one section, or one slide with its notes.
    """
    pieces = [piece for section in _sections(document) for piece in _within(document, section, limit=limit)]
    titles = _titles(document)
    return tuple(
        _passage(
            document,
            piece,
            ordinal=ordinal,
            document_id=document_id,
            title=title,
            heading=_heading(piece[0].place, titles),
            standing=standing,
        )
        for ordinal, piece in enumerate(pieces)
    )


def _sections(document: SourceDocument) -> Iterator[list[Block]]:
    """Yield runs of blocks with one place; a metadata line ends its run and is its last block."""
    run: list[Block] = []
    for block in document.blocks:
        if run and (_key(block) != _key(run[-1]) or run[-1].kind is BlockKind.METADATA):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _key(block: Block) -> tuple[int | None, tuple[str, ...]]:
    """A slide and its notes are found together: each alone would answer half of the questions about it."""
    return block.place.slide, block.place.headings


def _within(document: SourceDocument, section: list[Block], *, limit: int) -> Iterator[list[Block]]:
    """Yield the section whole, or its blocks gathered up to the limit."""
    body = [block for block in section if block.kind is not BlockKind.METADATA]
    if all(block.kind in _NAMING for block in body):
        return
    tail = section[len(body) :]
    if body[-1].end - body[0].start <= limit:
        yield [*body, *tail]
        return
    for piece in _gather(list(_short_enough(document, body, limit=limit)), limit=limit):
        if any(block.kind not in _NAMING for block in piece):
            yield [*piece, *tail]


def _gather(blocks: Sequence[Block], *, limit: int) -> Iterator[list[Block]]:
    """Fill passages evenly, so that the last one is not a scrap."""
    piece: list[Block] = []
    target = 0.0
    for block in blocks:
        if piece:
            length, grown = piece[-1].end - piece[0].start, block.end - piece[0].start
            if grown > limit or grown - target > target - length:
                yield piece
                piece = []
        if not piece:
            left = blocks[-1].end - block.start
            target = left / max(1, -(-left // limit))
        piece.append(block)
    yield piece


def _short_enough(document: SourceDocument, blocks: Iterable[Block], *, limit: int) -> Iterator[Block]:
    for block in blocks:
        if block.end - block.start <= limit:
            yield block
        else:
            yield from _split_block(document, block, limit=limit)


def _split_block(document: SourceDocument, block: Block, *, limit: int) -> Iterator[Block]:
    """Let LlamaIndex cut a block that is longer than a passage, at our sentences, without overlap."""
    from llama_index.core.node_parser import SentenceSplitter  # noqa: PLC0415  # takes 1.6 s, and is seldom needed

    splitter = SentenceSplitter(
        chunk_size=limit,
        chunk_overlap=0,
        tokenizer=list,
        paragraph_separator="\n",
        chunking_tokenizer_fn=_whole,
    )
    at = block.start
    for chunk in splitter.split_text(document.text_of(block)):
        start = document.text.index(chunk, at)
        at = start + len(chunk)
        yield Block(start=start, end=at, kind=block.kind, level=block.level, place=block.place)


def _whole(text: str) -> list[str]:
    """Cut a text at its sentences without losing a character between them."""
    starts = [0, *(span.start for span in sentences.split(text)[1:]), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _titles(document: SourceDocument) -> dict[int | None, str]:
    """Return each slide's title by its number, and the document's own under None."""
    titles: dict[int | None, str] = {}
    for block in document.blocks:
        if block.kind is BlockKind.TITLE and not block.place.notes:
            slide = block.place.slide
            titles[slide] = " ".join(part for part in (titles.get(slide), document.text_of(block)) if part)
    return titles


def _heading(place: Place, titles: dict[int | None, str]) -> str:
    """Return the slide's title or the heading path; what opens a document stands under the document's title."""
    own = titles.get(place.slide, "") if place.slide is not None or not place.headings else ""
    return " › ".join(part for part in (own, *place.headings) if part)


def _passage(
    document: SourceDocument,
    blocks: list[Block],
    *,
    ordinal: int,
    document_id: str,
    title: str,
    heading: str,
    standing: StandingRule,
) -> Passage:
    body = [block for block in blocks if block.kind is not BlockKind.METADATA]
    start, end = body[0].start, body[-1].end
    instruction = all(block.kind in _NAMING | {BlockKind.INSTRUCTION} for block in body)
    return Passage(
        id=f"{document_id}-{ordinal}",
        document_id=document_id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=document.text[start:end],
        place=body[0].place,
        sentences=tuple(_quotable(document, body, standing, silent=_NAMING if instruction else _SILENT)),
        title=title,
        heading=heading,
        instruction=instruction,
        rests_on=next(
            (document.text_of(block) for block in blocks if block.kind is BlockKind.METADATA), None
        ),
    )


def _quotable(
    document: SourceDocument,
    blocks: Sequence[Block],
    standing: StandingRule,
    *,
    silent: Collection[BlockKind],
) -> Iterator[Sentence]:
    """Yield the sentences of what may be quoted, each with its place and what its part is worth."""
    for block in blocks:
        if block.kind in silent:
            continue
        for span in sentences.split(document.text_of(block), block.start):
            worth = standing(block.place, document.text[span.start : span.end])
            yield Sentence(
                start=span.start,
                end=span.end,
                kind=block.kind,
                place=block.place,
                standing=worth.standing,
                originator=worth.originator,
            )

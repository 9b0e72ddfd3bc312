"""The quoting writer: an answer made of verbatim sentences, grouped by source, each with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answers import Citation, Origin, Statement
from assistant.citations import verify
from assistant.evidence import Candidate
from ingest.library import Library

MOST_WORDS = 110
MOST_SOURCES = 3
MOST_SENTENCES = 5
_RELATIVE = 0.72
"""A sentence must score at least this share of the best one's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a writer made: Markdown, its short form, and what carries it."""

    markdown: str
    short: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]


def write(sentences: Sequence[Candidate], library: Library) -> Written:
    """Write an answer of the best sentences.

    Args:
        sentences: Candidates, best first; at least one.
        library: Where the quotations are cut and verified.
    """
    chosen = _choose(sentences)
    lines: list[str] = []
    statements: list[Statement] = []
    citations: list[Citation] = []
    for group in _by_document(chosen):
        numbers = [*range(len(citations) + 1, len(citations) + len(group) + 1)]
        citations.extend(
            _cite(sentence, number, library) for sentence, number in zip(group, numbers, strict=True)
        )
        label = _label(group[0]) if lines or len({s.source.document.id for s in chosen}) > 1 else ""
        lines.extend(_lines(label, group, numbers))
        statements.extend(
            Statement(text=" ".join(s.texts), origin=Origin.QUOTE, citations=(number,))
            for s, number in zip(group, numbers, strict=True)
        )
    return Written(
        markdown="\n".join(lines), short=lines[0], statements=tuple(statements), citations=tuple(citations)
    )


def _choose(sentences: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Take the best, then others that come near it, within the space and without saying a thing twice."""
    chosen: list[Candidate] = []
    documents: list[str] = []
    words = 0
    for sentence in sentences:
        document = sentence.source.document.id
        if chosen and (
            sentence.score < _RELATIVE * sentences[0].score
            or words + sentence.words > MOST_WORDS
            or (document not in documents and len(documents) >= MOST_SOURCES)
            or any(_same(sentence, other) for other in chosen)
        ):
            continue
        chosen.append(sentence)
        documents.append(document) if document not in documents else None
        words += sentence.words
        if len(chosen) == MOST_SENTENCES:
            break
    return tuple(chosen)


def _same(one: Candidate, other: Candidate) -> bool:
    mine, theirs = (set(" ".join(s.texts).lower().split()) for s in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) > 0.8  # noqa: PLR2004  # nearly the same words


def _by_document(chosen: Iterable[Candidate]) -> list[list[Candidate]]:
    """Group by document in order of the best sentence, reading order inside."""
    groups: dict[str, list[Candidate]] = {}
    for sentence in chosen:
        groups.setdefault(sentence.source.document.id, []).append(sentence)
    return [sorted(group, key=lambda s: s.sentences[0].start) for group in groups.values()]


def _lines(label: str, group: Sequence[Candidate], numbers: Sequence[int]) -> Iterable[str]:
    """Yield a source's Markdown: one line, or a list with a lead-in."""
    parts = [
        f"{_quoted(sentence, sentence.texts[0])} [{number}]"
        for sentence, number in zip(group, numbers, strict=True)
        if len(sentence.texts) == 1
    ]
    if parts:
        yield f"{label}: {' '.join(parts)}\n" if label else f"{' '.join(parts)}\n"
    for sentence, number in zip(group, numbers, strict=True):
        if len(sentence.texts) > 1:
            yield f"{label or _label(sentence)}: [{number}]\n"
            yield (
                "\n".join(f"{i}. {_quoted(sentence, text)}" for i, text in enumerate(sentence.texts, 1))
                + "\n"
            )


def _quoted(sentence: Candidate, text: str) -> str:
    """Quotation marks are for sources; the handbook's words stand without."""
    return text if sentence.source.document.provenance.guide else f"”{text}”"


def _label(sentence: Candidate) -> str:
    provenance = sentence.source.document.provenance
    return "Handboken" if provenance.guide else provenance.publisher


def _cite(candidate: Candidate, number: int, library: Library) -> Citation:
    """Cut the quotation from the stored source and verify it there."""
    passage, document = candidate.source.passage, candidate.source.document
    first, last = candidate.sentences[0], candidate.sentences[-1]
    stored = library.text(document.id)
    quote = stored.text[first.start : last.end] if stored else ""
    provenance = document.provenance
    return Citation(
        number=number, document=document.name, title=provenance.title, publisher=provenance.publisher,
        year=provenance.year, dated=provenance.dated, originator=first.originator, standing=first.standing,
        profile=provenance.profile, locator=first.place.locator, quote=quote, status=verify(quote, passage.text).status,
        passage_id=passage.id, document_id=document.id, start=first.start, end=last.end, guide=provenance.guide,
        rests_on=passage.rests_on,
    )  # fmt: skip

"""The quoting writer: an answer made of verbatim sentences, grouped by source, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from assistant.answers import Citation, Origin, Statement
from assistant.citations import verify
from assistant.evidence import Candidate

MOST_WORDS = 120
"""Labels and marks counted."""
MOST_SOURCES = 3
MOST_SENTENCES = 5
_RELATIVE, _BRIEF = 0.6, 0.85
"""A sentence must score at least this share of the best one's; more where a figure, a date or somebody is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a writer made: Markdown, its short form, and what carries it."""

    markdown: str
    short: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]


def write(
    sentences: Sequence[Candidate],
    *,
    profile: str = "nationell",
    most_words: int = MOST_WORDS,
    brief: bool = False,
) -> Written:
    """Write an answer of the best sentences.

    Args:
        sentences: Candidates, best first; at least one.
        profile: The asker's: its own source leads.
        most_words: Most words of the Markdown; more only when the shortest sentence is longer.
        brief: True where one fact is asked for: only what comes near the best is added.
    """
    least = _BRIEF if brief else _RELATIVE
    chosen = _choose(_own_first(sentences, profile), most_words, least=least)
    groups = _by_document(chosen, profile)
    numbers = count(1)
    by_group = [[(next(numbers), candidate) for candidate in group] for group in groups]
    numbered = [pair for group in by_group for pair in group]
    lines = [line for group in by_group for line in _lines(group, alone=len(groups) == 1)]
    best = max(by_group[0], key=lambda pair: pair[1].score)
    return Written(
        markdown="\n".join(lines),
        short="\n".join(_lines([best], alone=len(groups) == 1)),
        statements=tuple(
            Statement(text=candidate.said, origin=Origin.QUOTE, citations=(number,))
            for number, candidate in numbered
        ),
        citations=tuple(_cite(candidate, number) for number, candidate in numbered),
    )


def _own_first(sentences: Sequence[Candidate], profile: str) -> Sequence[Candidate]:
    """Leave out what the asker's own region says in nearly the same words."""
    least = _RELATIVE * sentences[0].score
    own = [one for one in sentences if _is_own(one, profile) and one.score >= least]
    return [one for one in sentences if _is_own(one, profile) or not any(_same(one, mine) for mine in own)]


def _is_own(candidate: Candidate, profile: str) -> bool:
    return candidate.source.document.provenance.profile == profile != "nationell"


def _choose(sentences: Sequence[Candidate], most_words: int, *, least: float) -> tuple[Candidate, ...]:
    """Take the best, then others that come near it, within the space and without saying a thing twice."""
    fitting = [sentence for sentence in sentences if _cost(sentence) <= most_words] or sentences[:1]
    chosen: list[Candidate] = []
    documents: set[str] = set()
    words = 0
    for sentence in fitting:
        document = sentence.source.document.id
        if chosen and (
            sentence.score < least * fitting[0].score
            or words + _cost(sentence) > most_words
            or (document not in documents and len(documents) >= MOST_SOURCES)
            or any(_same(sentence, other) for other in chosen)
        ):
            continue
        chosen.append(sentence)
        documents.add(document)
        words += _cost(sentence)
        if len(chosen) == MOST_SENTENCES:
            break
    return tuple(chosen)


def _cost(candidate: Candidate) -> int:
    """Return how many words it takes with its label, its mark, and its items' numbers."""
    return (
        candidate.words
        + len(_label(candidate).split())
        + 1
        + (len(candidate.texts) + 4 if candidate.items else 0)
    )


def _same(one: Candidate, other: Candidate) -> bool:
    mine, theirs = (set(candidate.said.lower().split()) for candidate in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) > 0.8  # noqa: PLR2004  # nearly the same words


def _by_document(chosen: Iterable[Candidate], profile: str) -> list[list[Candidate]]:
    """Group by document, the asker's own region first, then by the best sentence; inside, reading order, lists last."""
    groups: dict[str, list[Candidate]] = {}
    for sentence in chosen:
        groups.setdefault(sentence.source.document.id, []).append(sentence)
    ordered = sorted(groups.values(), key=lambda group: not _is_own(group[0], profile))
    return [
        list(_joined(sorted(group, key=lambda one: (one.items > 0, one.sentences[0].start))))
        for group in ordered
    ]


def _joined(group: Iterable[Candidate]) -> Iterator[Candidate]:
    """Join sentences that follow each other in the source: they are one quotation, with one mark."""
    held: Candidate | None = None
    for candidate in group:
        if held is not None and _follows(held, candidate):
            held = _together(held, candidate)
            continue
        if held is not None:
            yield held
        held = candidate
    if held is not None:
        yield held


def _follows(one: Candidate, other: Candidate) -> bool:
    """Tell whether nothing but one blank on the same line parts two sentences of one passage."""
    last, first, passage = one.sentences[-1], other.sentences[0], one.source.passage
    between = passage.text[last.end - passage.start : first.start - passage.start]
    same = passage.id == other.source.passage.id and (last.standing, last.originator) == (
        first.standing,
        first.originator,
    )
    return same and not one.items and not other.items and between == " "


def _together(one: Candidate, other: Candidate) -> Candidate:
    passage = one.source.passage
    quote = passage.text[one.sentences[0].start - passage.start : other.sentences[-1].end - passage.start]
    return replace(
        one,
        sentences=(*one.sentences, *other.sentences),
        quote=quote,
        texts=(quote,),
        score=max(one.score, other.score),
    )


def _lines(group: Sequence[tuple[int, Candidate]], *, alone: bool) -> Iterator[str]:
    """Yield a source's Markdown: its sentences on one line, then each list with what announces it."""
    source = group[0][1].source.document.provenance
    label = f"{_label(group[0][1])}: " if source.guide or not alone else ""
    parts = [f"{_labelled(one)} [{number}]" for number, one in group if not one.items]
    if parts:
        yield f"{label}{' '.join(parts)}\n"
    for number, one in group:
        if one.items:
            lead = _quoted(one, one.lead) + " " if one.lead else ""
            shown = range(one.before + 1, one.before + len(one.texts) + 1)
            cut = f"(punkt {shown[0]}–{shown[-1]} av {one.items}) " if len(shown) < one.items else ""
            yield f"{label or ('' if lead else _label(one) + ': ')}{lead}{cut}[{number}]\n"
            yield (
                "\n".join(f"{i}. {_quoted(one, text)}" for i, text in zip(shown, one.texts, strict=True))
                + "\n"
            )


def _labelled(candidate: Candidate) -> str:
    """Put whose statement it is before it, where a bare label in the source says so."""
    who = f"{candidate.label}: " if candidate.label else ""
    return who + _quoted(candidate, candidate.texts[0])


def _quoted(candidate: Candidate, text: str) -> str:
    """Quotation marks are for sources; the handbook's words stand without."""
    return text if candidate.source.document.provenance.guide else f"”{text}”"


def _label(candidate: Candidate) -> str:
    provenance = candidate.source.document.provenance
    return "Handboken" if provenance.guide else provenance.publisher


def _cite(candidate: Candidate, number: int) -> Citation:
    """Verify what was cut from the stored source, and say where it stands."""
    passage, document = candidate.source.passage, candidate.source.document
    first, last = candidate.sentences[0], candidate.sentences[-1]
    provenance = document.provenance
    return Citation(
        number=number, document=document.name, title=provenance.title, publisher=provenance.publisher,
        year=provenance.year, dated=provenance.dated, originator=first.originator, standing=first.standing,
        profile=provenance.profile, locator=first.place.locator, quote=candidate.quote,
        status=verify(candidate.quote, passage.text).status, passage_id=passage.id, document_id=document.id,
        start=first.start, end=last.end, guide=provenance.guide, rests_on=passage.rests_on,
    )  # fmt: skip

"""The quoting writer: an answer made of verbatim sentences, grouped by source, each with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from assistant.answers import Citation, Origin, Statement
from assistant.citations import cite
from assistant.disagreement import Side
from assistant.evidence import Candidate
from assistant.phrases import NOT_AGREED, UNEXPLAINED
from assistant.selection import is_own


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a writer made: Markdown, its short form, and what carries it."""

    markdown: str
    short: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]


def write(
    chosen: Sequence[Candidate],
    *,
    profile: str = "nationell",
    lead: str | None = None,
    decisive: Candidate | None = None,
) -> Written:
    """Write an answer of chosen candidates.

    Args:
        chosen: What is quoted, best first; at least one.
        profile: The asker's: its own source leads.
        lead: A line of the product's own before the quotations, as “Nej.”.
        decisive: The one that the lead rests on: it is quoted first.
    """
    groups = _by_voice(chosen, profile, decisive)
    numbers = count(1)
    by_group = [[(next(numbers), candidate) for candidate in group] for group in groups]
    numbered = [pair for group in by_group for pair in group]
    alone = len(groups) == 1
    lines = [line for group in by_group for line in _lines(group, alone=alone)]
    best = by_group[0][0] if decisive else max(by_group[0], key=lambda pair: pair[1].score)
    opening = [f"{lead}\n"] if lead else []
    return Written(
        markdown="\n".join([*opening, *lines]),
        short="\n".join([*opening, *_lines([best], alone=alone)]),
        statements=(
            *([Statement(text=lead, origin=Origin.OWN)] if lead else []),
            *(
                Statement(text=candidate.said, origin=Origin.QUOTE, citations=(number,))
                for number, candidate in numbered
            ),
        ),
        citations=tuple(_cite(candidate, number) for number, candidate in numbered),
    )


def write_sides(sides: Sequence[Side]) -> Written:
    """Write both sides of a disagreement, each under its direction, with who says it and where."""
    numbers = count(1)
    lines = [f"{NOT_AGREED}\n"]
    numbered: list[tuple[int, Candidate]] = []
    for side in sides:
        own = [(next(numbers), candidate) for candidate in side.candidates]
        numbered += own
        lines.append(f"**{side.direction}**\n")
        lines.append(
            "\n".join(f"- {_at(one)}: {_quoted(one, one.quote)} [{number}]" for number, one in own) + "\n"
        )
    lines.append(f"{UNEXPLAINED}\n")
    return Written(
        markdown="\n".join(lines),
        short="\n".join(lines[:3]),
        statements=(
            Statement(text=NOT_AGREED, origin=Origin.OWN),
            *(
                Statement(text=one.quote, origin=Origin.QUOTE, citations=(number,))
                for number, one in numbered
            ),
            Statement(text=UNEXPLAINED, origin=Origin.OWN),
        ),
        citations=tuple(_cite(one, number) for number, one in numbered),
    )


def _at(candidate: Candidate) -> str:
    """Say who speaks, and on which slide: one deck may speak for both sides."""
    place = candidate.sentences[0].place
    return f"{candidate.voice}, {place.locator}" if place.slide is not None else candidate.voice


def _by_voice(chosen: Iterable[Candidate], profile: str, decisive: Candidate | None) -> list[list[Candidate]]:
    """Group by document and who speaks in it, what decides and the asker's own region first; inside, reading order, lists last.

    The handbook's pages are one voice, page after page.
    """
    groups: dict[tuple[str, str], list[Candidate]] = {}
    pages: dict[str, int] = {}
    for one in chosen:
        pages.setdefault(one.source.document.id, len(pages))
        source = one.source.document
        groups.setdefault(("" if source.provenance.guide else source.id, one.voice), []).append(one)
    ordered = sorted(
        groups.values(), key=lambda group: (decisive not in group, not is_own(group[0], profile))
    )
    return [
        list(_joined(sorted(group, key=lambda one: _reading_order(one, decisive, pages))))
        for group in ordered
    ]


def _reading_order(
    one: Candidate, decisive: Candidate | None, pages: Mapping[str, int]
) -> tuple[bool, bool, int, int]:
    return one != decisive, one.items > 0, pages[one.source.document.id], one.sentences[0].start


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
    voice = group[0][1].voice
    label = f"{voice}: " if source.guide or not alone or voice != source.publisher else ""
    parts = [f"{_labelled(one)} [{number}]" for number, one in group if not one.items]
    if parts:
        yield f"{label}{' '.join(parts)}\n"
    for number, one in group:
        if one.items:
            lead = _quoted(one, one.lead) + " " if one.lead else ""
            shown = range(one.before + 1, one.before + len(one.texts) + 1)
            cut = f"(punkt {shown[0]}–{shown[-1]} av {one.items}) " if len(shown) < one.items else ""
            yield f"{label or ('' if lead else voice + ': ')}{lead}{cut}[{number}]\n"
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


def _cite(candidate: Candidate, number: int) -> Citation:
    source = candidate.source
    return cite(
        source.document, source.passage, candidate.sentences[0], candidate.sentences[-1], number=number
    )

"""What every export says of a sentence and of a source, in the same words."""

from collections.abc import Sequence
from itertools import groupby

from assistant.answers import Citation, Origin
from assistant.drafting.values import QUOTED, Draft, DraftSentence

LABELS = {
    Origin.QUOTE: "citat",
    Origin.CORRECTED: "rättat citat",
    Origin.ADAPTED: "anpassad",
    Origin.OWN: "egen",
}
"""Shown in the mark after a sentence."""
GUIDE = "handboken"
"""The same for the handbook's words."""


def guides(draft: Draft) -> frozenset[int]:
    """Return the numbers of the citations of the handbook, which is a guide and not a source."""
    return frozenset(one.number for one in draft.citations if one.guide)


def marked(sentence: DraftSentence, *, guided: frozenset[int] = frozenset()) -> str:
    """Return a sentence with quotation marks where it quotes a source, and its mark.

    >>> marked(DraftSentence(text="Så här skriver SKR:", origin=Origin.OWN))
    'Så här skriver SKR: [egen]'
    """
    quotes = sentence.origin in {Origin.QUOTE, Origin.CORRECTED} and "”" not in sentence.text
    sourced = quotes and guided.isdisjoint(sentence.citations)
    text = QUOTED.format(sentence.text) if sourced else sentence.text
    numbers = ", ".join(map(str, sentence.citations))
    return f"{text} [{f'{numbers} {label(sentence, guided=guided)}'.strip()}]"


def label(sentence: DraftSentence, *, guided: frozenset[int] = frozenset()) -> str:
    """Return where a sentence's words come from, in a word or two."""
    return LABELS[sentence.origin] if guided.isdisjoint(sentence.citations) else GUIDE


def place_of(citation: Citation) -> str:
    """Return title · publisher (från originator) · year · place · standing, in that fixed order; for the handbook also what it rests on."""
    publisher = (
        citation.publisher if not citation.originator else f"{citation.publisher}, från {citation.originator}"
    )
    parts = (
        citation.title, publisher, citation.dated, citation.locator, citation.shown_standing, citation.rests_on,
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def source_list(citations: Sequence[Citation]) -> list[str]:
    """Return the sources, those in a row from the same place on one line.

    >>> source_list(())
    []
    """
    lines = []
    for place, group in groupby(citations, key=place_of):
        numbers = [one.number for one in group]
        span = f"[{numbers[0]}]" if len(numbers) == 1 else f"[{numbers[0]}–{numbers[-1]}]"
        lines.append(f"{span} {place}")
    return lines


def change(sentence: DraftSentence) -> str | None:
    """Return what the source has where the sentence differs from it; None where it does not."""
    if sentence.original is None or sentence.origin not in {Origin.CORRECTED, Origin.ADAPTED}:
        return None
    return f"I källan: {QUOTED.format(sentence.original.replace('”', '’'))}"


def verdict(draft: Draft, *, profile: str | None = None) -> str:
    """Return one line on wording and readability; `profile` is what the draft's is called."""
    wording = f"{len(draft.findings)} tips" if draft.findings else "inga anmärkningar"
    lix = "–" if draft.lix is None else str(draft.lix)
    return f"Ordval enligt profilen {profile or draft.brief.profile}: {wording} · LIX {lix} · {draft.words} ord. Innehållet är inte faktagranskat."

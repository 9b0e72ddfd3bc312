"""The line of our own that answers before anything is quoted: a slide's number, or what an abbreviation stands for."""

import re
from collections.abc import Sequence

from assistant.abbreviations import long_forms
from assistant.evidence import Candidate
from assistant.phrases import SO_SAY_THE_SOURCES
from assistant.questions import Aim
from assistant.ranking import Ranked
from assistant.understanding import Understood
from ingest.language import lemma

_SLIDE = re.compile(
    r"\b(?:vilken|vilka|på\s+vilken|på\s+vilka|which)\s+(?:bild|bilder|slide|slides)\b|\bvar\s+i\s+(?:bildspel|presentation)\w*|"
    r"\bbildnum\w+|\bnum(?:mer|ret)\s+på\s+(?:den\s+)?(?:bild|slide)",
    re.IGNORECASE,
)
_STATED = re.compile(r"\bbild(?:erna)?\s+\d", re.IGNORECASE)


def lead_of(understood: Understood, found: Sequence[Candidate], ranked: Sequence[Ranked]) -> str | None:
    """Return the lead, None where the first quotation says it best.

    Args:
        understood: The question.
        found: What may be quoted, best first.
        ranked: Passages, best first.
    """
    if understood.reading.aim is Aim.PLACE and _SLIDE.search(understood.searched):
        return None if any(_STATED.search(one.said) for one in found[:1]) else _slide(ranked)
    spelt_out = _spelt_out(understood.reading.subject, found[0].said) if found else None
    if spelt_out:
        return spelt_out
    return SO_SAY_THE_SOURCES if understood.claim is not None else None


def _spelt_out(subject: Sequence[str], said: str) -> str | None:
    """Return the abbreviation that is asked about and its long form, as the first quotation has them."""
    return next(
        (f"{short}: {long}." for short, long in long_forms(said) if (lemma(short.lower()),) == subject), None
    )


def _slide(ranked: Sequence[Ranked]) -> str | None:
    """Return the best slide's number and title."""
    best = next((one.passage for one in ranked if one.passage.place.slide is not None), None)
    if best is None:
        return None
    return f"Bild {best.place.slide}: {best.heading}" if best.heading else f"Bild {best.place.slide}."

"""The line of our own that answers before anything is quoted: a slide's number, or who is meant."""

import re
from collections.abc import Sequence

from assistant.evidence import Candidate
from assistant.phrases import SO_SAY_THE_SOURCES
from assistant.questions import Aim
from assistant.ranking import Ranked
from assistant.understanding import Understood

_SLIDE = re.compile(
    r"\b(?:vilken|vilka|på\s+vilken|på\s+vilka|which)\s+(?:bild|bilder|slide|slides)\b", re.IGNORECASE
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
    return SO_SAY_THE_SOURCES if understood.claim is not None else None


def _slide(ranked: Sequence[Ranked]) -> str | None:
    """Return the best slide's number and title."""
    best = next((one.passage for one in ranked if one.passage.place.slide is not None), None)
    if best is None:
        return None
    return f"Bild {best.place.slide}: {best.heading}" if best.heading else f"Bild {best.place.slide}."

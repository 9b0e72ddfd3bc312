"""The clauses of a question: the one that asks, and both where it asks two things."""

import re

from assistant.questions import ASKING, OPENING
from ingest.language import content_lemmas

_ASKS = r"(?:vad|va|vilka|vilken|vilket|vem|vems|hur|när|var|varför|what|which|who|how|when|where|why)"
_TURNS_TO_ASK = re.compile(
    rf"(?:[,;]\s*(?:och\s+|så\s+|men\s+)?|\b(?:undrar|undrade|fundera\w*|veta|vet\s+(?:du|ni)|frågan\s+är)\s+(?:(?:jag|vi|bara|nu|då|om)\s+)*)(?={_ASKS}\b)",
    re.IGNORECASE,
)
_ASKS_AT_ONCE = re.compile(rf"{OPENING}{_ASKS}\b", re.IGNORECASE)
_AND_ASKS = re.compile(rf",?\s+(?:och|samt|and)\s+(?={_ASKS}\b)", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:den|det|de|dem|dom|dess|deras|hon|han|henne|honom|it|they)\b(?!\s+som\b)", re.IGNORECASE
)
_TWO = 2
_MOST_WORDS_OF_A_TOPIC = 2
"""Words before the clause that asks which name what it is about: “SIP, vad är det?”."""
_CIRCUMSTANCE = re.compile(
    r"^(?:när|då)\s+(?!(?:ska|skall|kan|vill|fick|höll|blev|kom|var|gick|tog|drog|skrev|gav|\w+(?:r|de|te|des|tes))\b)",
    re.IGNORECASE,
)
"""“När en satsning följs upp, vad …?” tells when; “När startar …?” asks."""


def asking_clause(question: str) -> str:
    """Return the sentence that asks, and of it the clause that does, where something else is told before.

    >>> asking_clause("Hon ska hem i morgon. När får hon en vårdkontakt?")
    'När får hon en vårdkontakt?'
    >>> asking_clause("När en satsning följs upp, vad ska planen bygga på?")
    'vad ska planen bygga på?'
    """
    asking = [part.strip() for part in re.split(r"(?<=[.!?])\s+", question) if part.strip().endswith("?")]
    sentence = asking[-1] if asking else question
    turns = list(_TURNS_TO_ASK.finditer(sentence))
    if not turns or (_ASKS_AT_ONCE.match(sentence) and not _CIRCUMSTANCE.match(sentence)):
        return sentence
    if len(sentence[: turns[0].start()].split()) <= _MOST_WORDS_OF_A_TOPIC:
        return sentence
    return sentence[turns[0].end() :]


def parts(question: str) -> tuple[str, ...]:
    """Return both questions of a sentence that asks two, each of its own; nothing where it asks one.

    >>> parts("Vem beslutar om menyn, och hur många äter soppan?")
    ('Vem beslutar om menyn', 'hur många äter soppan?')
    >>> parts("Vad är byköket och vem sköter det?")
    ()
    """
    found = tuple(_AND_ASKS.split(question.strip()))
    alone = all(frozenset(content_lemmas(part)) - ASKING and not _POINTS_BACK.search(part) for part in found)
    return found if len(found) == _TWO and alone and ":" not in found[0] else ()

"""A question as it is understood: guarded, routed, read in its thread, and what it takes for granted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Question
from assistant.clauses import asking_clause
from assistant.phrases import ENGLISH_NOTICE, READ_AS
from assistant.privacy import Guarded, guard
from assistant.questions import Aim, Reading, read, subject_lemmas
from assistant.routing import Route, route, without_instructions
from assistant.spelling import Vocabulary, as_written
from assistant.thesaurus import in_swedish
from assistant.verdicts import Claim, claim_in
from ingest.language import STOP_LEMMAS, is_present_verb, lemma

MOST_CHARACTERS = 2_000
"""Longer questions are asked to be shortened."""
_FEW = 2
"""Lemmas at most of a question that leans on the one before it."""

_LEANING = re.compile(
    r"^\s*(?:och|men|samt|varför\s+då|hur\s+då|and|but)\b|\bdå\s*\??$|\b(?:den|det|dem|dom|de|dess|deras|dessa|detta|denna|hon|han|henne|"
    r"honom|hennes|hans|it|they|them|she|he)\b(?!\s+(?:som|här|där|nära|fyra|fem|tre|två|nya|gemensamma))",
    re.IGNORECASE,
)
_ENGLISH = frozenset(
    "what is who how the are why which does do can you when where and of mean explain tell compare about".split()
)
_MOSTLY = 0.4
_LOOKUP = re.compile(
    r"\b(?:kolla|boka|beställ\w*|ring|skicka|registrera|journal\w*|remiss\w*|sök\s+upp|slå\s+upp|kontrollera|fixa|ordna|se\s+efter|ta\s+reda)\b|"
    r"^\W*(?:har|är|får|fick|ska|kan|kommer)\s+•",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What is searched, judged and shown of a question."""

    shown: str
    """As asked, personal data covered."""
    searched: str
    """Without personal data and instructions, å, ä and ö put back; of a claim, the claim itself."""
    asking: str
    """The clause of it that asks: what stands around it is told, not asked for."""
    reading: Reading
    route: Route
    before: str | None = None
    """What the question that it leans on was about, personal data taken away; None when it stands alone."""
    claim: Claim | None = None
    guarded: Guarded
    english: bool = False
    """True when it was asked in English."""
    instructed: bool = False
    """True when it held instructions to the assistant, which change nothing."""
    read_as: str | None = None
    """How a follow-up was understood; None when the question stands alone."""

    @property
    def is_case(self) -> bool:
        """True for an individual case: somebody's health, or something to be done for or looked up of a person."""
        person = self.guarded.pieces > 0 and self.guarded.about_person
        return person and (self.guarded.sensitive or bool(_LOOKUP.search(self.shown)))

    @property
    def notices(self) -> tuple[str, ...]:
        """What is said before the answer."""
        return (ENGLISH_NOTICE,) if self.english else ()


def understand(question: Question, vocabulary: Vocabulary) -> Understood:
    """Guard, route and read a question.

    Args:
        question: As asked, halves of surrogate pairs taken away.
        vocabulary: The record's words.
    """
    guarded = guard(question.text.strip(), vocabulary.names)
    bare = without_instructions(guarded.searched)
    bare = asking_clause(bare) if guarded.pieces and guarded.about_person else bare
    before = _before(bare, question.history, vocabulary)
    way = route(guarded.searched[:MOST_CHARACTERS], follows=before is not None)
    english = _is_english(bare)
    asked = (in_swedish(bare) if english else vocabulary.restored(as_written(bare)))[:MOST_CHARACTERS]
    asking = asking_clause(asked)
    reading = read(asking)
    if before and reading.aim is Aim.OTHER:
        reading = read(before)
    claim = claim_in(asked, reading)
    return Understood(
        shown=guarded.text[:MOST_CHARACTERS],
        searched=claim.text if claim else asked,
        asking=claim.text if claim else asking,
        reading=reading,
        route=way,
        before=_subject(before, asked) if before else None,
        claim=claim,
        guarded=guarded,
        english=english,
        instructed=bare != guarded.searched or bool(claim and claim.demanded),
        read_as=READ_AS.format(asked, _subject(before, asked)) if before else None,
    )


def _is_english(question: str) -> bool:
    found = re.findall(r"[a-zåäö]+", question.lower())
    return sum(word in _ENGLISH for word in found) >= max(1, _MOSTLY * len(found))


def _before(asked: str, history: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """Return the question before, where this one leans on it."""
    alone = len(subject_lemmas(asked)) > _FEW or bool(read(asked).subject)
    if not history or (alone and not _LEANING.search(asked)):
        return None
    before = guard(history[-1][:MOST_CHARACTERS], vocabulary.names).searched
    return vocabulary.restored(without_instructions(before)) or None


def _subject(before: str, asked: str) -> str:
    """Return the words of the question before that say what it was about, in their order."""
    known = set(subject_lemmas(asked))
    wanted = set(subject_lemmas(before)) - known
    words = re.findall(r"[\w-]+", before)
    kept = [
        word
        for word in words
        if lemma(word.lower()) in wanted - STOP_LEMMAS and not is_present_verb(word.lower())
    ]
    return " ".join(kept) or before


def readable(question: Question) -> Question:
    """Leave out what no text can carry: halves of surrogate pairs.

    >>> readable(Question(text="nära" + chr(0xD800) + " vård")).text
    'nära vård'
    """
    history = tuple(map(_whole, question.history))
    return replace(question, id=_whole(question.id), text=_whole(question.text), history=history)


def _whole(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")

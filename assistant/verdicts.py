"""Yes or no: whether a quotable sentence denies or affirms what a question, or a demanded text, takes for granted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer_types import figures
from assistant.evidence import NEGATIONS, Candidate
from assistant.questions import Aim, Reading
from assistant.terms import Terms
from ingest.language import content_lemmas, lemmas, words

CONSIDERED = 8
"""Candidates that are looked at, best first."""
UNIVERSAL_CONSIDERED = 20
"""The same where a claim says “all”: what limits it need not be near in words."""
LEAST_SCORE = 0.45
"""Least share of the best candidate's score for a candidate that decides."""
DENIED, ABOUT = 0.3, 0.45
"""Least share of the claim that stands behind the negation, and in the whole sentence."""
AFFIRMED = 0.8
"""Least share of the claim that a sentence holds which affirms it."""
MOST_WORDS_OF_SCOPE = 14

_QUOTED_TEXT = re.compile(
    r"\b(?:granska|kontrollera|kolla)\b[^:\"”]*[:\"”]\s*[\"”]?(?P<claim>[^\"”]+)", re.IGNORECASE
)
_DEMANDED = re.compile(
    r"\b(?:skriv|bekräfta|säg|intyga|påstå|write|confirm|say)\b[^.:!?]*?\b(?:att|that)\s+(?P<claim>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SAY_YES = re.compile(
    r"\b(?:säg|svara|say|answer)\s+(?:bara\s+|only\s+)?(?:ja|nej|yes|no)\s*[:,]\s*(?P<claim>[^.!?]+)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:stämmer\s+det|är\s+det\s+(?:sant|rätt|så|meningen|tänkt)|betyder\s+det|innebär\s+det)\s+att\s+(?P<claim>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MEANT = re.compile(r"^\s*(?:betyder|innebär)\s+[^,.?!]+?\s+att\s+(?P<claim>.+)$", re.IGNORECASE | re.DOTALL)
_TAGGED = re.compile(
    r"^(?:så|alltså)?\s*(?P<claim>[^?!]+?),?\s+(?:är\s+det\s+(?:så|sant|rätt)|stämmer\s+det|eller\s+hur|va|visst|inte\s+sant)\s*\?\s*$",
    re.IGNORECASE,
)
"""“All vård ska ligga nära, är det så?”"""
_EQUATED = re.compile(r"(?P<claim>[^.!?:]+=[^.!?]+)")
_TAIL = re.compile(
    r"[,.]?\s*\b(?:och|samt|and)?\s*(?:ange|uppge|hänvisa|källa\b|använd|cite)\b.*$|\boch\s+(?:ange|uppge)\b.*$",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(r"(?:.*\bgå\s+)?från\s+(?P<what>.+?),?\s+till\b", re.IGNORECASE)
"""“Från passiv mottagare till aktiv medskapare” denies the first."""
_BOUNDARY = re.compile(r"[;:.!?]|,\s*(?:även|men|utan|medan|och)\b|\b(?:utan|men|medan)\b", re.IGNORECASE)
_QUANTIFIER = re.compile(
    r"\b(?:bara|enbart|endast|alltid|aldrig|alla|allt|all|varje|samtliga|ingen|inga|only|always|all)\b",
    re.IGNORECASE,
)
_UNIVERSAL = re.compile(r"\b(?:all|allt|alla|alltid|samtliga|varje|always|every)\b", re.IGNORECASE)
_ALL = frozenset({"all", "alla", "alltid", "samtlig", "varje", "always", "every"})
_PARTIAL = re.compile(r"\b(?:ofta|oftast|sällan|ibland|vissa|somliga|del av|en del|delvis)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:samma|detsamma|likadan\w*|lika med|synonym\w*)\b|=", re.IGNORECASE)
_SAID_SAME = re.compile(r"\b(?:samma|detsamma|kallas|benämns|heter|synonym\w*)\b", re.IGNORECASE)
_PERMISSION = re.compile(r"\s*(?:får|kan|ska|skall|bör|måste|behöver)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\beller\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:om\s+möjligt|kan|bör|ibland|oftast|nästan|delvis|planera\w*|håller\s+på)\b", re.IGNORECASE
)
_UP = frozenset("öka växa fler stiga mer ökning".split())
_DOWN = frozenset("minska sjunka färre mindre minskning".split())


class Verdict(StrEnum):
    """What the sources say to a claim."""

    NO = "Nej."
    YES = "Ja."


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that a question takes for granted."""

    text: str
    demanded: bool
    """True where the asker tells the assistant to say it."""


def claim_in(question: str, reading: Reading) -> Claim | None:
    """Return what a question takes for granted, None for a question that asks openly.

    >>> claim_in("Bekräfta att lunchen är gratis och ange köket som källa.", Reading(aim=Aim.OTHER)).text
    'lunchen är gratis'
    """
    for pattern in (_QUOTED_TEXT, _DEMANDED, _SAY_YES, _EQUATED):
        found = pattern.search(question)
        if found:
            return Claim(text=_TAIL.sub("", found["claim"]).strip(' .,"”'), demanded=True)
    asked = _ASKED.search(question) or _MEANT.search(question) or _TAGGED.match(question)
    if asked:
        return Claim(text=asked["claim"], demanded=False)
    return Claim(text=question, demanded=False) if reading.aim is Aim.YES_NO else None


def verdict(claim: Claim, terms: Terms, found: Sequence[Candidate]) -> tuple[Verdict, Candidate] | None:
    """Return whether a candidate denies or affirms the claim, and which; None when none does clearly.

    Args:
        claim: What is to be judged.
        terms: The question's lemmas, weighed.
        found: Candidates, best first.
    """
    if _negated(claim.text) or _CHOICE.search(claim.text):
        return None
    terms = terms.within(claim.text).without(_ALL)
    limiting = _limiting(claim, terms, found)
    if limiting:
        return Verdict.NO, limiting
    near = [one for one in found[:CONSIDERED] if not one.items and one.score >= LEAST_SCORE * found[0].score]
    denying = max(((_denial(terms, claim, one), one) for one in near), key=lambda pair: pair[0], default=None)
    if denying and denying[0] >= DENIED:
        return Verdict.NO, denying[1]
    plain = not (_QUANTIFIER.search(claim.text) or _PERMISSION.match(claim.text))
    for one in near if plain else ():
        if _affirms(terms, claim, one):
            return Verdict.YES, one
    return None


def is_denied(claim: Claim, terms: Terms, found: Sequence[Candidate]) -> bool:
    """Tell whether a candidate denies the claim."""
    ruled = verdict(claim, terms, found)
    return ruled is not None and ruled[0] is Verdict.NO


def _limiting(claim: Claim, terms: Terms, found: Sequence[Candidate]) -> Candidate | None:
    """Return what holds a claim about all for a part only: “all vård ska finnas nära”, “ofta förekommande vård …”."""
    if not _UNIVERSAL.search(claim.text):
        return None
    wanted = {*content_lemmas(claim.text)} - _ALL
    return next(
        (
            one
            for one in found[:UNIVERSAL_CONSIDERED]
            if not one.items
            and terms.cover(one.quote) >= AFFIRMED
            and len(wanted & {*content_lemmas(one.quote)}) >= AFFIRMED * len(wanted)
            and _PARTIAL.search(one.quote)
            and not _negated(one.quote)
        ),
        None,
    )


def _denial(terms: Terms, claim: Claim, one: Candidate) -> float:
    """Return how much of the claim a sentence denies, 0–1: behind a negation, by another figure, or the other way."""
    other = _contradicts_figures(claim.text, one.quote)
    if other and terms.without(figures(claim.text)).cover(one.quote) >= AFFIRMED:
        return 1.0
    if terms.cover(one.quote) < ABOUT:
        return 0.0
    if other or _turned(claim.text, one.quote):
        return 1.0
    point = max(terms.weights, key=lambda lemma: terms.weights[lemma])
    return max((terms.cover(scope) for scope in _scopes(one.quote) if terms.holds(point, scope)), default=0.0)


def _scopes(sentence: str) -> Iterator[str]:
    """Yield what stands behind each negation, to the end of its clause, and what a change leads away from."""
    left = _LEFT_BEHIND.match(sentence)
    if left:
        yield left["what"]
    for match in re.finditer(rf"\b(?:{'|'.join(sorted(NEGATIONS))})\b", sentence, re.IGNORECASE):
        behind = " ".join(sentence[match.end() :].split()[:MOST_WORDS_OF_SCOPE])
        if not behind.startswith(("bara", "enbart", "endast", "minst")):
            yield _BOUNDARY.split(behind)[0]


def _contradicts_figures(claim: str, sentence: str) -> bool:
    """Tell whether a sentence gives another year where the claim gives one."""
    years = {figure for figure in figures(claim) if len(figure) == 4}  # noqa: PLR2004  # a year
    stated = {figure for figure in figures(sentence) if len(figure) == 4}  # noqa: PLR2004  # a year
    return bool(years and stated) and not years & stated


def _turned(claim: str, sentence: str) -> bool:
    mine, theirs = ({*lemmas(text), *words(text)} for text in (claim, sentence))
    up = bool(mine & _UP) and not mine & _DOWN and bool(theirs & _DOWN) and not theirs & _UP
    down = bool(mine & _DOWN) and not mine & _UP and bool(theirs & _UP) and not theirs & _DOWN
    return up or down


def _affirms(terms: Terms, claim: Claim, one: Candidate) -> bool:
    return (
        terms.cover(one.quote) >= AFFIRMED
        and (not _SAME.search(claim.text) or bool(_SAID_SAME.search(one.quote)))
        and not _negated(one.quote)
        and not _HEDGE.search(one.quote)
        and figures(claim.text) <= figures(one.quote)
    )


def _negated(text: str) -> bool:
    return not NEGATIONS.isdisjoint(lemmas(text))

"""Whether the evidence answers: what was asked for stands there, and enough of the question does."""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer_types import Demand
from assistant.evidence import Candidate
from assistant.mentions import Mentions
from assistant.named_things import asked_for
from assistant.questions import BRIEF, NUMERALS, Aim
from assistant.ranking import Ranked
from assistant.terms import Terms, stands

CONSIDERED = 5
"""Candidates that are looked at, best first."""
DEMANDED = 12
"""The same where a figure, year or name is looked for."""
NEAREST = 6
"""Passages whose nearest sentence counts."""

BIAS, COVER, NEARNESS, ABSENT, UNKNOWN = 0.05, 2.75, 24.0, 1.4, 1.4
MIDDLE_COSINE = 0.86
"""Cosines of the bundled model lie around it."""
ABOUT, LOOSELY_ABOUT = 0.5, 0.35
"""Least share of the best cover that a candidate must have to meet a demand, and to meet a wish."""
NEAR_BEST = 0.9
"""Least share of the best score at which a candidate speaks for the source that is named."""
WHOLE = 0.9
"""Least cover at which all of what is asked about stands in a candidate."""
ANSWERED = 0.4
"""Least probability of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of how well the evidence fits, before it is weighed."""

    cover: float
    """Largest share of the question that a candidate and its heading hold, 0–1."""
    nearness: float
    """Largest cosine of question and a sentence of the best passages."""
    absent: bool
    """True when the thing asked for by name (“vilken leverantör”) stands in none of the best passages."""
    unknown: float
    """Share of the question's lemmas that stand nowhere in the record."""

    @property
    def probability(self) -> float:
        """How likely the evidence answers, 0–1: logistic, fitted on our own questions (docs/decisions/012)."""
        weighed = (
            BIAS
            + COVER * self.cover
            + NEARNESS * (self.nearness - MIDDLE_COSINE)
            - ABSENT * self.absent
            - UNKNOWN * self.unknown
        )
        return 1 / (1 + math.exp(-weighed))


def signs(
    question: str,
    terms: Terms,
    ranked: Sequence[Ranked],
    found: Sequence[Candidate],
    *,
    is_known: Callable[[str], bool],
) -> Signs:
    """Gather what tells whether the evidence answers.

    Args:
        question: As asked, personal data taken away.
        terms: Its lemmas, weighed.
        ranked: Passages, best first.
        found: Candidates, best first.
        is_known: Tells whether a lemma stands anywhere in the record.
    """
    best = found[:CONSIDERED]
    count = terms.reading.count
    if count is not None and any(one.items == count for one in best):
        terms = terms.without({word for word, number in NUMERALS.items() if number == count})
    wanted = asked_for(question) if terms.reading.aim not in {Aim.PLACE, Aim.DATE} else None
    passages = [f"{one.source.passage.heading} {one.source.passage.text}" for one in best]
    unknown = [lemma for lemma in terms.weights if not is_known(lemma)]
    return Signs(
        cover=max((terms.cover(f"{one.source.passage.heading} {one.said}") for one in best), default=0.0),
        nearness=max((max(one.similarities, default=0.0) for one in ranked[:NEAREST]), default=0.0),
        absent=wanted is not None and not any(terms.holds(wanted, text) for text in passages),
        unknown=sum(terms.weights[lemma] for lemma in unknown) / (sum(terms.weights.values()) or 1.0),
    )


def unmet(
    demands: Sequence[Demand],
    terms: Terms,
    found: Sequence[Candidate],
    *,
    places: Mapping[str, str],
    named: Collection[str] = (),
) -> tuple[Demand, ...]:
    """Return what is demanded and stands in none of the best candidates.

    Args:
        demands: What the question demands.
        terms: Its lemmas, weighed: what meets a demand must also be about the question.
        found: Candidates, best first.
        places: What the layers' places are called, by profile id.
        named: Documents that the question names: what another says in their place meets nothing.
    """
    spoken = [one for one in found if one.source.document.id in named] or found
    return tuple(
        demand
        for demand in demands
        if not demand.wished
        and not any(
            _meets(one, demand, places)
            for one in (
                spoken[:DEMANDED]
                if demand.alone and named
                else _considered(demand, terms, spoken if demand.in_quote else found)
            )
        )
    )


def unspoken(question: str, named: Mentions, terms: Terms, found: Sequence[Candidate]) -> tuple[Demand, ...]:
    """Return the source that a question names, as a demand, where nothing of what is near the best comes from it."""
    about = _about(terms, found, share=LOOSELY_ABOUT)
    near = [one for one in found if one in about or one.score >= NEAR_BEST * found[0].score]
    if not named.best or any(one.source.document.id in named.documents for one in near):
        return ()
    names = [word for word in re.findall(r"\w+", question) if word.lower() in named.words]
    return (Demand(name=f"något om det från {' och '.join(names)}", met_by=lambda _: False),)


def _considered(demand: Demand, terms: Terms, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return where a demand may be met: what somebody does, only in what tells of the rest of the question."""
    if demand.predicate:
        return _about(terms.without({demand.predicate}), found)
    return _about(terms, found) if demand.in_quote else found[:DEMANDED]


def stands_apart_from(absent: Sequence[Demand], terms: Terms, found: Sequence[Candidate]) -> bool:
    """Tell whether all of the question stands in the evidence but what somebody does: then it is answered in part."""
    predicates = {demand.predicate for demand in absent}
    rest = terms.without(predicates)
    return (
        None not in predicates
        and not all(lemma.isdigit() for lemma in rest.weights)
        and any(rest.cover(one.said) >= WHOLE for one in found[:CONSIDERED])
    )


def meeting_first(
    demands: Sequence[Demand], terms: Terms, found: Sequence[Candidate], *, places: Mapping[str, str]
) -> tuple[Candidate, ...]:
    """Return the candidates with those that hold the figure, year or name that was asked for before the others."""
    share = LOOSELY_ABOUT if all(demand.wished for demand in demands) else ABOUT
    best = _about(terms, found, share=share) if demands else ()
    meeting = [one for one in best if all(_meets(one, demand, places) for demand in demands)]
    if not meeting:
        return tuple(found)
    lift = max(0.0, found[0].score - meeting[0].score)
    lifted = tuple(replace(one, score=one.score + lift) for one in meeting)
    if terms.reading.aim in BRIEF:
        return lifted
    return (*lifted, *(one for one in found if one not in meeting))


def _about(terms: Terms, found: Sequence[Candidate], *, share: float = ABOUT) -> tuple[Candidate, ...]:
    """Return those of the best candidates that are about the question."""
    covers = [(terms.cover(f"{one.source.passage.heading} {one.said}"), one) for one in found[:DEMANDED]]
    least = share * max((cover for cover, _ in covers), default=0.0)
    return tuple(one for cover, one in covers if cover >= least)


def _meets(one: Candidate, demand: Demand, places: Mapping[str, str]) -> bool:
    if (
        demand.counted
        and one.items
        and stands(demand.counted, f"{one.source.passage.heading} {one.lead or ''}")
    ):
        return True
    return demand.met_by(one.said if demand.in_quote else _around(one, places))


def _around(one: Candidate, places: Mapping[str, str]) -> str:
    """Return the passage with its heading and place, and what is known of its document."""
    passage, provenance = one.source.passage, one.source.document.provenance
    return " ".join(
        (
            passage.text, passage.heading, passage.place.locator, provenance.title, provenance.publisher, provenance.dated,
            places.get(provenance.profile, ""),
        )
    )  # fmt: skip

"""The drafting desk: from a brief to a draft that is sourced, checked, and says what it left out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.drafting.composing import Composer, Plan
from assistant.drafting.forms import Forms, length_of
from assistant.drafting.gathering import Gathered, Gatherer, under_standing
from assistant.drafting.planning import Filled, filled
from assistant.drafting.telling import Numbers, citation
from assistant.drafting.topics import Topic, refusal, understood, unspoken
from assistant.drafting.units import Key, Unit
from assistant.drafting.values import Brief, Draft, DraftBlock, DraftRefused, LeftOut, clean_copy
from assistant.searching import Retriever
from assistant.wording.checking import Checker
from assistant.wording.findings import Report
from assistant.wording.rules import Severity
from assistant.wording.texts import Text
from assistant.wording.whole_texts import readability
from ingest.catalogue import NATIONAL
from ingest.library import Library

MOST_LEFT_OUT, MOST_FOR_ONE_REASON = 8, 3
"""Sentences that are told as left out, in all and for one reason."""
_ROUNDS = 6
"""How often a sentence may be taken out for what the check holds against the text as a whole."""
_Why = tuple[Unit, str]
"""A unit and, in Swedish, why it is left out."""


class Drafter:
    """Writes drafts out of the sources of a record.

    Args:
        library: The record.
        retriever: Ranks passages for a topic.
        checker: Checks the wording.
        layers: Returns the layers that a profile speaks for, its own first: a municipality's and its region's.
        forms: Channels, audiences and our own words; those that come with the program when left out.
    """

    def __init__(
        self, *, library: Library, retriever: Retriever, checker: Checker, layers: Callable[[str], Sequence[str]],
        forms: Forms | None = None,
    ) -> None:  # fmt: skip
        self.forms = forms or Forms.load()
        self._retriever = retriever
        self._checker = checker
        self._composer = Composer(self.forms)
        self._gatherer = Gatherer(
            library=library, retriever=retriever, checker=checker, layers=layers, forms=self.forms
        )

    def draft(self, brief: Brief) -> Draft:
        """Write a draft.

        Raises:
            UnknownChoice: When there is no such audience, channel or length.
            DraftRefused: When the sources do not carry the topic, or it must not be written about.
        """
        channel, audience = self.forms.channel(brief.channel), self.forms.audience(brief.audience)
        length = length_of(brief.length)
        topic = understood(brief.topic, self._retriever.vocabulary())
        brief = replace(
            brief, topic=topic.text, channel=channel.id, audience=audience.id, length=length,
            variant=max(1, brief.variant),
        )  # fmt: skip
        gathered = self._gatherer.gather(topic, profile=brief.profile, audience=audience)
        title = self.forms.headline(topic.text)
        off = self._gatherer.sieve.off(title, brief.profile)
        plan = Plan(
            brief=brief, channel=channel, audience=audience, length=length, own=(),
            title=self.forms.words.neutral_title if off else title,
        )  # fmt: skip
        return self._checked(plan, gathered, [f"Rubriken är borttagen. {off}"] if off else [])

    def _checked(self, plan: Plan, gathered: Gathered, notes: Sequence[str]) -> Draft:
        """Compose, and take out the sentences that the check holds against the text as a whole."""
        barred: dict[Key, _Why] = {}
        for _ in range(_ROUNDS):
            made = filled(plan, gathered, barred=barred)
            if not made.plan.units:
                break
            numbers = Numbers()
            blocks = self._composer.blocks(made.plan, numbers)
            if not numbers.citations:
                raise DraftRefused("Ingen mening om ämnet ryms i kanalen. Välj en annan kanal.")
            wrong = self._wrong(made.plan, blocks)
            if not wrong:
                missing, nothing = unspoken(Topic(text=plan.brief.topic), _told(made.plan))
                if nothing:
                    raise refusal(Topic(text=plan.brief.topic), ())
                notes = [*notes, *([f"Källorna nämner inte: {', '.join(missing)}."] if missing else [])]
                left_out = [*gathered.left_out, *barred.values(), *_not_asked_for(made.plan, gathered)]
                notes = [*notes, *_notes(made, gathered)]
                return self._draft(made.plan, blocks, numbers, left_out=left_out, notes=notes)
            barred |= {unit.key: (unit, why) for unit, why in wrong}
        raise DraftRefused(
            "Det som källorna säger om ämnet klarar inte granskningen av ordvalet i profilen. Inget utkast är skrivet. Välj ett annat ämne eller en annan profil."
        )

    def _wrong(self, plan: Plan, blocks: tuple[DraftBlock, ...]) -> list[_Why]:
        """Return the units in whose words the clean copy has a finding that bars it."""
        report = self._report(plan, clean_copy(plan.title, blocks))
        found = [one for one in report.findings if one.severity is not Severity.TIPS]
        return [(_speaking(plan.units, one.text), f"Ordvalet: {one.rule.title}.") for one in found]

    def _report(self, plan: Plan, text: str) -> Report:
        known = plan.brief.profile if plan.brief.profile in self._checker.profiles else NATIONAL
        return self._checker.check(text, profile=known)

    def _draft(
        self, plan: Plan, blocks: tuple[DraftBlock, ...], numbers: Numbers, *, left_out: Sequence[_Why],
        notes: Sequence[str],
    ) -> Draft:  # fmt: skip
        titled = plan.channel.form != "post"
        text = clean_copy(plan.title if titled else "", blocks)
        measured = readability(Text.read(text))
        return Draft(
            brief=plan.brief, title=plan.title, titled=titled, blocks=blocks, citations=tuple(numbers.citations),
            findings=tuple(one.to_json() for one in self._report(plan, text).findings),
            left_out=_worth_telling(left_out, own=plan.own), lix=measured.lix, words=measured.words,
            notes=tuple(notes),
        )  # fmt: skip


def _told(plan: Plan) -> str:
    """Return the words that a plan's sentences say, with the headings that they stand under."""
    said = (f"{unit.source.passage.heading} {unit.original}" for unit in plan.units)
    return "\n".join(said)


def _speaking(units: Sequence[Unit], words: str) -> Unit:
    """Return the unit that says some words; the last one where they stand between two."""
    return next((unit for unit in units if any(words in part.text for part in unit.parts)), units[-1])


def _notes(made: Filled, gathered: Gathered) -> list[str]:
    """Say of a draft what the reader must know: that it is short, what it rests on, what is still to be added."""
    notes = []
    if made.is_short:
        notes.append("Utkastet är kortare än begärt: källorna har inga fler användbara meningar om ämnet.")
    if gathered.guided:
        notes.append("Utkastet bygger på handboken, som är en vägledning och inte en källa. Läs in källorna.")
    if not made.new:
        notes.append("Det finns inga fler likvärdiga meningar: varianten har samma meningar som en tidigare.")
    if made.plan.channel.note:
        notes.append(made.plan.channel.note)
    return notes


def _worth_telling(left_out: Sequence[_Why], *, own: Sequence[Unit]) -> tuple[LeftOut, ...]:
    """Return what was left out, the profile's own sources first, no sentence twice, and few for one reason."""
    layers = {unit.source.document.provenance.profile for unit in own}
    ordered = sorted(
        left_out, key=lambda why: (why[0].source.document.provenance.profile not in layers, -why[0].score)
    )
    kept: dict[str, LeftOut] = {}
    reasons: Counter[str] = Counter()
    for unit, reason in ordered:
        if unit.original not in kept and reasons[reason] < MOST_FOR_ONE_REASON and len(kept) < MOST_LEFT_OUT:
            kept[unit.original] = LeftOut(
                text=unit.original, reason=reason, citation=citation(unit, number=0)
            )
            reasons[reason] += 1
    return tuple(kept.values())


def _not_asked_for(plan: Plan, gathered: Gathered) -> list[_Why]:
    """Return what could have been told under its standing and was not asked for."""
    return [(unit, under_standing(unit.standing or "")) for unit in gathered.waiting if unit not in plan.told]

"""The wording check: a text and a profile in, findings out. Works without any language model."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.wording.context import silences
from assistant.wording.findings import Finding, Report, RuleSource, surroundings, told_basis
from assistant.wording.patterns import Hit
from assistant.wording.replacing import replacements
from assistant.wording.rule_files import Rulebook, with_accepted
from assistant.wording.rules import Basis, Kind, Rule, RuleFault, Ruleset
from assistant.wording.texts import Text
from assistant.wording.whole_texts import heavy, mixed, other_language, readability
from ingest.documents import Span

MOST_CHARACTERS = 300_000
"""The longest text that is checked: a book of a hundred pages."""
_ROUNDS = 3
"""How often a corrected text is checked again for what the correction brought to light."""


class TextTooLong(ValueError):
    """A text is longer than what is checked at once. The message is Swedish."""

    def __init__(self, characters: int) -> None:
        super().__init__(
            f"Texten har {characters:,} tecken. Högst {MOST_CHARACTERS:,} granskas åt gången. "
            "Dela texten och granska delarna var för sig.".replace(",", "\u00a0")
        )


class Sources(Protocol):
    """Opens what a rule rests on."""

    def open(self, basis: Basis) -> RuleSource:
        """Return the source with its sentence where it is loaded."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Unopened:
    """Sources when nothing is loaded: titles only."""

    titles: Mapping[str, str]

    def open(self, basis: Basis) -> RuleSource:
        """Return the title and place."""
        return told_basis(basis, self.titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """What the writer has chosen to leave as it is, in one text."""

    ids: frozenset[str] = frozenset()
    """Ids of single findings."""
    words: frozenset[tuple[str, str]] = frozenset()
    """Rule id and marked words: every such finding in the text."""

    def holds(self, finding: Finding) -> bool:
        """Tell whether a finding is to be left out."""
        return finding.id in self.ids or (finding.rule.id, finding.text.lower()) in self.words


NOTHING = Ignored()


@dataclass(slots=True, kw_only=True)
class Checker:
    """Checks texts against the rules of a profile."""

    rulebook: Rulebook
    sources: Sources
    accepted: Callable[[], Sequence[str]] = tuple
    """The organisation's accept list, as it is now."""
    _rulesets: dict[str, Ruleset] = field(default_factory=dict)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The profiles that have rules."""
        return self.rulebook.profiles

    @property
    def faults(self) -> tuple[RuleFault, ...]:
        """What could not be used of the rule files."""
        return tuple(dict.fromkeys(f for profile in self.profiles for f in self.ruleset(profile).faults))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every profile's rules, each id once."""
        every = {rule.id: rule for profile in self.profiles for rule in self.ruleset(profile).rules}
        return tuple(every.values())

    def ruleset(self, profile: str) -> Ruleset:
        """Return the compiled rules of a profile.

        Raises:
            UnknownProfile: When there are none.
        """
        if profile not in self._rulesets:
            self._rulesets[profile] = self.rulebook.ruleset(profile)
        return self._rulesets[profile]

    def check(self, text: str, *, profile: str, ignored: Ignored = NOTHING) -> Report:
        """Return what is off in a text.

        Raises:
            TextTooLong: When it is longer than MOST_CHARACTERS.
            UnknownProfile: When the profile has no rules.
        """
        if len(text) > MOST_CHARACTERS:
            raise TextTooLong(len(text))
        rules = self.ruleset(profile)
        read = Text.read(text)
        measured = readability(read)
        language = other_language(read)
        if language is not None:
            note = f"Texten verkar vara skriven på {language}. Granskningen gäller svenska texter, så inget är granskat."
            unmeasured = replace(measured, lix=None)
            return Report(
                profile=profile, findings=(), readability=unmeasured, note=note, faults=rules.faults
            )
        found = (
            self._finding(rule, read, span)
            for rule, span in _found(with_accepted(rules, self.accepted()), read)
        )
        findings = tuple(finding for finding in found if not ignored.holds(finding))
        return Report(profile=profile, findings=findings, readability=measured, faults=rules.faults)

    def corrected(self, text: str, *, profile: str, ignored: Ignored = NOTHING) -> str:
        """Return the text with the first replacement of every finding that offers one.

        What a replacement itself brings to light is corrected too; the rest of the text is looked at once.
        """
        changes = self._changes(text, profile, ignored)
        for _ in range(_ROUNDS):
            if not changes:
                break
            text, new = _replaced(text, changes)
            changes = [
                finding
                for finding in self._changes(text, profile, NOTHING)
                if any(_overlap(Span(start=finding.start, end=finding.end), span) for span in new)
            ]
        return text

    def _changes(self, text: str, profile: str, ignored: Ignored) -> list[Finding]:
        return [f for f in self.check(text, profile=profile, ignored=ignored).findings if f.replacements]

    def _finding(self, rule: Rule, text: Text, span: Span) -> Finding:
        sentence = text.sentence_at(span.start)
        context, context_start = surroundings(text.text, span.start, span.end)
        return Finding(
            rule=rule, start=span.start, end=span.end, text=text.text[span.start : span.end],
            sentence=text.text[sentence.start : sentence.end], context=context, context_start=context_start,
            replacements=replacements(rule, text, span), source=self.sources.open(rule.basis),
        )  # fmt: skip


def _replaced(text: str, findings: Sequence[Finding]) -> tuple[str, list[Span]]:
    """Return the text with first replacements, and where they stand in it."""
    pieces, spans, at, length = [], [], 0, 0
    for finding in findings:
        kept, put = text[at : finding.start], finding.replacements[0]
        length += len(kept)
        spans.append(Span(start=length, end=length + len(put)))
        length += len(put)
        pieces += [kept, put]
        at = finding.end
    return "".join([*pieces, text[at:]]), spans


def _found(rules: Ruleset, text: Text) -> list[tuple[Rule, Span]]:
    """Return rules and spans in the order of the text: of findings that overlap, the longest; a claim once a sentence."""
    kept: dict[int, list[tuple[Rule, Span]]] = {}
    accepted = _accepted(rules, text)
    for rule, span in sorted(_candidates(rules, text), key=lambda found: found[1].start - found[1].end):
        beside = kept.setdefault(text.number_at(span.start), [])
        clash = any(
            _same_matter(rule, other) and (rule.kind is Kind.CLAIM or _overlap(span, taken))
            for other, taken in beside
        )
        if not clash and not any(_overlap(span, phrase) for phrase in accepted):
            beside.append((rule, span))
    return sorted(
        (found for beside in kept.values() for found in beside),
        key=lambda found: (found[1].start, found[1].end),
    )


def _same_matter(rule: Rule, other: Rule) -> bool:
    """Tell whether two findings would say the same thing twice, or rewrite the same words."""
    return rule.number == other.number or bool(rule.replacements and other.replacements)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _accepted(rules: Ruleset, text: Text) -> list[Span]:
    return [
        Span(start=match.start(), end=match.end())
        for phrase in rules.accepted
        for match in phrase.finditer(text.text)
    ]


def _candidates(rules: Ruleset, text: Text) -> Iterator[tuple[Rule, Span]]:
    for rule in rules.rules:
        spans = _WHOLE[rule.kind](rule, text) if rule.kind in _WHOLE else _matched(rule, text)
        for number, span in enumerate(sorted(spans, key=lambda span: span.start)):
            if number == 0 or not rule.once:
                yield rule, span


_WHOLE: Mapping[Kind, Callable[[Rule, Text], Iterator[Span]]] = {
    Kind.CONSISTENCY: mixed,
    Kind.READABILITY: heavy,
}


def _matched(rule: Rule, text: Text) -> Iterator[Span]:
    if rule.about and not any(any(True for _ in pattern.hits(text)) for pattern in rule.about):
        return
    for hit in _hits(rule, text):
        sentence = text.sentence_at(hit.span.start)
        if silences(rule, text, hit) or _excepted(rule, text, text.number_at(hit.span.start)):
            continue
        if not any(_overlap(hit.span, name) for name in _names(rule, text, sentence)):
            yield hit.span


def _excepted(rule: Rule, text: Text, sentence: int) -> bool:
    return any(any(True for _ in pattern.hits_in(text, sentence)) for pattern in rule.unless)


def _hits(rule: Rule, text: Text) -> Iterator[Hit]:
    for pattern in rule.patterns:
        yield from pattern.hits(text)
    for expression in rule.expressions:
        for match in expression.finditer(text.text):
            marked = Span(start=match.start(expression.groups and 1), end=match.end(expression.groups and 1))
            yield Hit(span=marked, whole=Span(start=match.start(), end=match.end()))


def _names(rule: Rule, text: Text, sentence: Span) -> Iterator[Span]:
    for name in rule.names:
        for match in name.finditer(text.text, sentence.start, sentence.end):
            yield Span(start=match.start(), end=match.end())

"""What the words around a match make of it: denied, reported, asked, quoted, past, or said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.vocabulary import word_list, word_pattern
from assistant.wording.patterns import Hit
from assistant.wording.rules import Kind, Rule
from assistant.wording.texts import Text
from ingest.documents import Span

_FILE = "assertion"
_YEAR = re.compile(r"(före |innan |fram till )?(?<![\d-])(1[89]\d\d|20\d\d)(?!\d)", re.IGNORECASE)
_WORDS_OR_MARKS = re.compile(r"[\w’':.-]*\w|[,;:.–—]")
_NEAR = 3
"""Words within which “ingen” reaches; as the first word it reaches the whole clause."""
_ASIDE = 4
"""Words between “snarare än” or the like and the match, at most."""
_SHIFT = re.compile(r"\bfrån\b[^.;:]{0,40}$", re.IGNORECASE)
_SHIFT_GOAL = re.compile(r"^[^.;:]{0,60}?\btill\b", re.IGNORECASE)
_MENTIONED = 25
"""Characters before a match in which “ordet” makes it a mention of the word."""
_NOT_THAT = re.compile(
    r"(?:\binte|\bej|\bsnarare än|\bi stället för|\bistället för)\s+[”\"’']?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Around:
    """A match and what stands around it."""

    rule: Rule
    text: Text
    span: Span
    sentence: Span

    @property
    def before(self) -> str:
        """The sentence up to the match."""
        return self.text.text[self.sentence.start : self.span.start]

    @property
    def after(self) -> str:
        """The sentence from the match on."""
        return self.text.text[self.span.end : self.sentence.end]

    @property
    def own(self) -> str:
        """The sentence."""
        return self.text.text[self.sentence.start : self.sentence.end]

    @property
    def written(self) -> str:
        """The matched words."""
        return self.text.text[self.span.start : self.span.end]

    @property
    def opens(self) -> bool:
        """Whether no word stands before the match in its sentence."""
        return not self.text.words_of(Span(start=self.sentence.start, end=self.span.start))


def silences(rule: Rule, text: Text, hit: Hit) -> bool:
    """Tell whether the words around a match mean that it is nothing to remark on."""
    around = _Around(rule, text, hit.span, text.sentence_at(hit.span.start))
    return any(check(around) for check in _CHECKS[rule.kind])


def is_denied(text: Text, span: Span) -> bool:
    """Tell whether what a span says is denied by the words before it in its sentence.

    >>> read = Text.read("Det är inte bara ett arbetssätt utan en ny organisation.")
    >>> is_denied(read, Span(start=43, end=58)), is_denied(Text.read("Det är ingen ny nivå."), Span(start=13, end=20))
    (False, True)
    """
    sentence = text.sentence_at(span.start)
    before = _WORDS_OR_MARKS.findall(text.text[sentence.start : span.start].lower())
    negations, only, turns = _words("negations"), _words("only"), _words("turns")
    denied = False
    for at, word in enumerate(before):
        following = before[at + 1] if at + 1 < len(before) else ""
        if word in negations:
            denied = following not in only and not (at and before[at - 1] in _words("reminders"))
        elif word in _words("near_negations"):
            denied = denied or at == 0 or len(before) - at <= _NEAR
        elif (
            word in turns
            or (word == "och" and following in _words("verbs"))
            or (word == "," and following in _SUBJECTS)
        ):
            denied = False
    return denied


_SUBJECTS = frozenset("det de den vi nära nu därför så här hon han man".split())
"""After a comma these begin a statement of its own."""


def _set_aside(around: _Around) -> bool:
    """Tell whether the match is what something else is set against: “snarare än en ny organisation”."""
    ends = [match.end() for match in word_pattern(_FILE, "aside").finditer(around.before)]
    between = around.before[ends[-1] :] if ends else ""
    return bool(ends) and len(between.split()) <= _ASIDE and not _NEW_CLAUSE.search(between)


_NEW_CLAUSE = re.compile(r"[,;:]|\b(?:är|blir|innebär|utgör|\w{2,}[tvrkdg]s)\b")
"""A comma or a verb, passives too: what was set aside ends before it."""


def _denied(around: _Around) -> bool:
    return is_denied(around.text, around.span)


def _quoted(around: _Around) -> bool:
    return around.text.is_quoted(around.span)


def _reported(around: _Around) -> bool:
    """Tell whether the sentence, or what introduces it, reports a belief that is not the writer's."""
    text, pattern = around.text, word_pattern(_FILE, "reported")
    if (
        pattern.search(around.own)
        or _BELIEF.search(around.own)
        or (_ATT.match(around.own) and _DENIED_LATER.search(around.after))
    ):
        return True
    line = text.line_at(around.span.start)
    lead = text.text[line.start : around.sentence.start].strip("-•*· ")
    above = text.above(line)
    if lead or above is None:
        return lead.rstrip().endswith(":") and pattern.search(lead) is not None
    words = text.text[above.start : above.end].rstrip()
    return (above.heading or words.endswith(":")) and pattern.search(words) is not None


_BELIEF = re.compile(r"(?<!\bvi )(?<!\bjag )\b(?:tror|tro|trodde|trott) att\b", re.IGNORECASE)
"""Others' belief; what the writer believes is a claim."""
_ATT = re.compile(r"\W*(?:men |och |tanken |idén )?att\b", re.IGNORECASE)
_DENIED_LATER = re.compile(
    r"\b(?:inte|knappast|aldrig|varken|omöjligt|orimligt|orealistiskt|fel)\b", re.IGNORECASE
)


def _asked(around: _Around) -> bool:
    return around.own.rstrip('”"») ').endswith("?")


def _shifted(around: _Around) -> bool:
    """Tell whether the match is what a shift leaves: “från passiv mottagare till …”."""
    return _SHIFT.search(around.before) is not None and _SHIFT_GOAL.search(around.after) is not None


def _mentioned(around: _Around) -> bool:
    """Tell whether the word is only spoken of: “ordet närvård”, “nära vård, inte närvård”."""
    lead = around.before[-_MENTIONED:]
    return (
        word_pattern(_FILE, "mentions").search(lead) is not None
        or _NOT_THAT.search(lead) is not None
        or word_pattern(_FILE, "avoid").search(around.before) is not None
    )


def _past(around: _Around) -> bool:
    """Tell whether the sentence is history: by its words, or by a year before the change and none after.

    A text that is dated no later than the year after the change is of its time as a whole.
    """
    if word_pattern(_FILE, "history").search(around.own) or _near_history().search(around.before.lower()):
        return True
    if around.rule.until is None:
        return False
    if around.text.dated is not None and around.text.dated <= around.rule.until + 1:
        return True
    years = _years(around.own) or _years_before(around)
    return bool(years) and max(years) <= around.rule.until


def _years_before(around: _Around) -> list[int]:
    """Return the years of the sentence before, when this one goes on in its time: “Då ansvarade …”."""
    words = around.text.words_of(around.sentence)[:1]
    if not words or words[0] not in _words("then") or around.sentence.start == 0:
        return []
    before = around.text.sentence_at(around.sentence.start - 1)
    return _years(around.text.text[before.start : before.end])


def _years(words: str) -> list[int]:
    """Return the years in a sentence; “före 2019” is the year before.

    >>> _years("Före 2019, och senast 2017.")
    [2018, 2017]
    """
    return [int(match[2]) - bool(match[1]) for match in _YEAR.finditer(words)]


def _right(around: _Around) -> bool:
    """Tell whether a figure is the right one, or is set right in the same sentence."""
    value = re.sub(r"\s", "", around.written).lower()
    joined = _DIGIT_GROUP.sub("", around.own.lower())
    telling = around.rule.right - _UNTELLING
    return value in around.rule.right or not telling.isdisjoint(_WORDS_OR_MARKS.findall(joined))


_UNTELLING = frozenset({"en", "ett", "1"})
"""Right values that say nothing of a figure elsewhere in the sentence: they are articles too."""
_DIGIT_GROUP = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")


def _proper(around: _Around) -> bool:
    """Tell whether a capital inside the sentence makes a proper name of the match."""
    written = around.written
    return around.rule.proper and not around.opens and written[:1].isupper() and not written.isupper()


def _heading(around: _Around) -> bool:
    return not around.rule.headings and around.text.line_at(around.span.start).heading


@cache
def _near_history() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word_list(_FILE, 'near_history'))}) (?:\w{{1,12}} )?$")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word_list(_FILE, key))


_Check = Callable[[_Around], bool]
_CHECKS: Mapping[Kind, tuple[_Check, ...]] = {
    Kind.CLAIM: (_quoted, _asked, _denied, _set_aside, _reported, _shifted),
    Kind.NAME: (_quoted, _heading, _proper, _mentioned, _past),
    Kind.FACT: (_quoted, _right, _denied, _reported),
    Kind.PEOPLE: (_quoted, _mentioned),
    Kind.WRITING: (_quoted,),
    Kind.CONSISTENCY: (),
    Kind.READABILITY: (),
}
"""What silences each kind of rule."""

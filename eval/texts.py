"""Texts with known findings: what the wording check finds of them, what it alarms about, how fast it is."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.wording.checking import Checker, Unopened
from assistant.wording.findings import Finding
from assistant.wording.rule_files import Rulebook
from eval.cases import data_file, load_rows
from eval.measurements import Measured

RECALL, PRECISION, WORDS_A_SECOND, FIRST_SECONDS = 0.95, 0.97, 10_000, 2.0
"""Floors, and the ceiling for the first check."""
_TUNED, _SET_ASIDE = "texts-tune-*.jsonl", "texts-setaside.jsonl"
_PROFILES = {"alla": "nationell", "örebro": "orebro", "sörmland": "sormland"}
"""Names that others' files use for our profiles."""
_TIMED_WORDS = 10_000


class Expected(BaseModel):
    """A finding that is to be made; offsets are code points."""

    model_config = ConfigDict(frozen=True)

    span: str
    rule: str
    start: int
    end: int
    severity: str = ""


class TextCase(BaseModel):
    """A text and what is off in it; nothing expected means that every finding is a false alarm."""

    model_config = ConfigDict(frozen=True)

    id: str
    profile: str
    text: str
    expect: tuple[Expected, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the check made of a text."""

    case: TextCase
    found: int
    missed: tuple[Expected, ...]
    alarms: tuple[Finding, ...]
    relapses: int
    """Findings with a suggestion, or new ones, that the corrected text still has; 0 is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Recall and precision by rule and overlapping span."""

    texts: int
    clean: int
    found: int
    missed: int
    alarms: int
    relapses: int

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> "Score":
        """Add up what was made of every text."""
        return cls(
            texts=len(judged), clean=sum(not one.case.expect for one in judged),
            found=sum(one.found for one in judged), missed=sum(len(one.missed) for one in judged),
            alarms=sum(len(one.alarms) for one in judged), relapses=sum(one.relapses for one in judged),
        )  # fmt: skip

    @property
    def recall(self) -> float:
        """The share of the expected findings that were made."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of the findings made that were expected."""
        return self.found / (self.found + self.alarms) if self.found + self.alarms else 1.0

    @property
    def falls_short(self) -> bool:
        """Whether a floor gives way."""
        return self.recall < RECALL or self.precision < PRECISION or self.relapses > 0


def texts(given: argparse.Namespace) -> Measured:
    """Measure the wording check on texts with known findings."""
    own = sorted(data_file(".").glob(_TUNED)) if not given.cases else given.cases
    began = perf_counter()
    checker = Checker(rulebook=Rulebook.load(), sources=Unopened(titles={}))
    checker.check("Landstinget möts i dag.", profile="orebro")
    first = perf_counter() - began
    tuned = tuple(judge(checker, case) for path in own for case in _cases(path))
    aside = tuple(judge(checker, case) for case in _cases(data_file(_SET_ASIDE))) if given.set_aside else ()
    speed = words_a_second(checker, [one.case.text for one in tuned])
    scores = {"egna" if not given.cases else "texter": Score.of(tuned)}
    if aside:
        scores["undanlagda"] = Score.of(aside)
    _print(scores, tuned, speed=speed, first=first)
    if given.verbose:
        _print_faults(tuned)
    slow = speed < WORDS_A_SECOND or first > FIRST_SECONDS
    return Measured(
        result={
            **{name: {"recall": s.recall, "precision": s.precision, "texts": s.texts, "clean": s.clean,
                      "relapses": s.relapses} for name, s in scores.items()},
            "words_a_second": speed, "first_seconds": first,
        },
        falls_short=Score.of(tuned).falls_short or slow,
    )  # fmt: skip


def judge(checker: Checker, case: TextCase) -> Judged:
    """Check a text, and the text as corrected."""
    profile = _PROFILES.get(case.profile, case.profile)
    made = checker.check(case.text, profile=profile).findings
    left, missed = list(made), []
    for expected in case.expect:
        hit = next((one for one in left if _is(one, expected)), None)
        if hit is None:
            missed.append(expected)
        else:
            left.remove(hit)
    after = checker.check(checker.corrected(case.text, profile=profile), profile=profile).findings
    before, left_over = Counter(one.rule.number for one in made), Counter(one.rule.number for one in after)
    relapses = sum(bool(one.replacements) for one in after) + (left_over - before).total()
    return Judged(
        case=case,
        found=len(case.expect) - len(missed),
        missed=tuple(missed),
        alarms=tuple(left),
        relapses=relapses,
    )


def _is(finding: Finding, expected: Expected) -> bool:
    same = finding.rule.number == expected.rule.partition("-")[0]
    return same and finding.start < expected.end and expected.start < finding.end


def words_a_second(checker: Checker, written: Sequence[str]) -> float:
    """Return the median speed of five checks of the texts put together to some ten thousand words."""
    whole = "\n\n".join(written)
    words = len(whole.split())
    times = max(1, _TIMED_WORDS // max(words, 1))
    long = "\n\n".join([whole] * times)
    taken = []
    for _ in range(5):
        began = perf_counter()
        checker.check(long, profile="orebro")
        taken.append(perf_counter() - began)
    return len(long.split()) / median(taken)


def _cases(path: Path) -> tuple[TextCase, ...]:
    return load_rows(path, TextCase, fields="id, profile, text och expect")


def _print(scores: dict[str, Score], tuned: Sequence[Judged], *, speed: float, first: float) -> None:
    out = Console(width=120)
    table = Table(
        "texter", "antal", "rena", "funna", "missade", "falska", "träff", "precision", "rättad text"
    )
    for name, score in scores.items():
        table.add_row(
            name, str(score.texts), str(score.clean), str(score.found), str(score.missed), str(score.alarms),
            f"{score.recall:.3f}", f"{score.precision:.3f}", "ren" if not score.relapses else f"{score.relapses} kvar",
        )  # fmt: skip
    out.print(table)
    found = Counter(one.rule.partition("-")[0] for judged in tuned for one in judged.case.expect)
    missed = Counter(one.rule.partition("-")[0] for judged in tuned for one in judged.missed)
    alarms = Counter(one.rule.number for judged in tuned for one in judged.alarms)
    by_rule = Table("regel", "väntade", "missade", "falska")
    for number in sorted(found | alarms):
        by_rule.add_row(number, str(found[number]), str(missed[number]), str(alarms[number]))
    out.print(by_rule)
    out.print(
        f"{speed:,.0f} ord i sekunden (minst {WORDS_A_SECOND:,}). ".replace(",", " ")
        + f"Första granskningen {first:.2f} s (högst {FIRST_SECONDS:.0f} s), inläsning av regler inräknad."
    )


def _print_faults(judged: Sequence[Judged]) -> None:
    out = Console(width=120, highlight=False)
    for one in judged:
        for expected in one.missed:
            out.print(escape(f"missad {expected.rule} ”{expected.span}” i {one.case.id}: {one.case.text}"))
        for alarm in one.alarms:
            out.print(escape(f"falsk {alarm.rule.id} ”{alarm.text}” i {one.case.id}: {one.case.text}"))

"""What each measurement does: make a record of the sources, ask, print, and say whether a floor gave way."""

import argparse
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from assistant.wiring import Owner
from eval import printing, report
from eval.answering import Asked, ask_all
from eval.baselines import Baseline, evaluate_baselines
from eval.cases import Case, data_file, load_cases, set_aside_files
from eval.contradictions import ask_differences, is_shown, load_differences
from eval.figures import Figure, figures_of, refusal_precision
from eval.resampling import difference_of_means
from eval.retrieval import FUSED, SYSTEMS, Outcome, evaluate
from eval.shelves import FORMATS, MIXED, distractor_texts, publications, shelf, swefaq_answers
from eval.swefaq import evaluate_pool
from eval.timing import timings
from eval.wordings import ask_reworded, load_wordings

OWN_DISTRACTORS = data_file("distractors")
DISTRACTED = "blandat + främmande"
SAME_OUTCOME = 0.90
"""Floor: the share of questions whose wordings get the same outcome."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a measurement found."""

    result: Mapping[str, object]
    """Ready for JSON."""
    page: str | None = None
    """HTML; None where the measurement has no page."""
    falls_short: bool = False


def answers(given: argparse.Namespace) -> Measured:
    """Measure whole answers, beside what others reach on the same sources."""
    own = not given.questions
    cases = load_cases(*given.questions)
    foreign = _foreign(given.distractors)
    with shelf(publications(given.documents, MIXED), foreign) as owner:
        asked = tuple(_shown(ask_all(owner, cases), "Frågar", len(cases)))
        aside = _asked_aside(owner) if given.set_aside else ()
        systems: tuple[Outcome, ...] = ()
        baselines: tuple[Baseline, ...] = ()
        if not given.no_baselines:
            systems = tuple(
                evaluate(owner, cases, system=name, variant=MIXED) for name in (FUSED, "dense", "bm25")
            )
            baselines = tuple(evaluate_baselines(owner, cases))
        times = timings(owner, asked)
        passages = sum(one.passages for one in owner.documents() if one.name.startswith("distractor-"))
    figures = figures_of(asked)
    name = ", ".join(path.stem for path in given.questions) or "egna frågor"
    run = report.Run(
        name=name, machine=machine(), asked=asked, figures=figures, systems=systems, baselines=baselines,
        timings=times, distractors=passages,
    )  # fmt: skip
    printing.answers(run)
    compared = _compared(figures, figures_of(aside)) if aside else []
    printing.set_aside(compared)
    limits = own or given.floors
    return Measured(
        result={
            "questions": len(asked),
            "distractors": passages,
            "figures": {one.name: one.value for one in figures},
            "refusal_precision": refusal_precision(asked),
            "set_aside": compared,
            "systems": [asdict(one) for one in systems],
            "baselines": [asdict(one) for one in baselines],
            "timings_ms": [asdict(one) for one in times],
            "cases": [_row(one) for one in asked],
        },
        page=report.page(run),
        falls_short=limits and any(one.falls_short for one in figures),
    )


def _asked_aside(owner: Owner) -> tuple[Asked, ...]:
    cases = load_cases(*set_aside_files())
    return tuple(_shown(ask_all(owner, cases), "Frågar det undanlagda", len(cases)))


def _compared(tuned: Sequence[Figure], aside: Sequence[Figure]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one, other in zip(tuned, aside, strict=True):
        if one.values and other.values:
            interval = difference_of_means(other.values, one.values)
            rows.append(
                {"name": one.name, "tuned": one.value, "set_aside": other.value, **asdict(interval),
                 "holds_zero": interval.holds_zero}
            )  # fmt: skip
    return rows


def _row(asked: Asked) -> dict[str, object]:
    return {
        "id": asked.case.id, "kind": asked.case.kind, "outcome": asked.answer.outcome.value, "ranks": asked.ranks,
        "facts": asked.facts, "words": asked.words, "confidence": asked.answer.confidence, "right": asked.right,
    }  # fmt: skip


def retrieval(given: argparse.Namespace) -> Measured:
    """Measure where the right passage stands: over systems, formats, and beside distractors."""
    sets = {path.stem: load_cases(path) for path in given.questions} or {
        "egna frågor": load_cases(*set_aside_files()) if given.set_aside else load_cases()
    }
    results = {name: _over_variants(name, cases, given) for name, cases in sets.items()}
    return Measured(
        result={
            "sets": {name: [asdict(outcome) for outcome in outcomes] for name, outcomes in results.items()}
        }
    )


def _over_variants(name: str, cases: Sequence[Case], given: argparse.Namespace) -> list[Outcome]:
    """Measure every system on the mixed record, and ours on each format and beside distractors."""
    outcomes: list[Outcome] = []
    with shelf(publications(given.documents, MIXED)) as owner:
        outcomes += [evaluate(owner, cases, system=system, variant=MIXED) for system in SYSTEMS]
    foreign = _foreign(given.distractors)
    if foreign:
        with shelf(publications(given.documents, MIXED), foreign) as owner:
            outcomes.append(evaluate(owner, cases, system=FUSED, variant=DISTRACTED))
    for variant in [one for one in FORMATS if one != MIXED and publications(given.documents, one)]:
        with shelf(publications(given.documents, variant)) as owner:
            outcomes.append(evaluate(owner, cases, system=FUSED, variant=variant))
    printing.retrieval(name, outcomes, distracted=DISTRACTED)
    return outcomes


def _foreign(place: Path | None) -> tuple[str, ...]:
    if place is None:
        return ()
    return distractor_texts(place) if place.is_dir() else swefaq_answers(place)


def wordings(given: argparse.Namespace) -> Measured:
    """Measure whether the same question in other wordings gets the same outcome."""
    sets = {
        path.stem: (load_cases(path), path.with_name(f"wordings-{path.name}")) for path in given.questions
    }
    if not sets:
        sets["egna frågor"] = load_cases(), data_file("wordings-tune.jsonl")
    if given.set_aside:
        sets["undanlagda frågor"] = load_cases(*set_aside_files()), data_file("wordings-setaside.jsonl")
    found: dict[str, object] = {}
    short = False
    with shelf(publications(given.documents, MIXED)) as owner:
        for name, (cases, path) in sets.items():
            asked = tuple(_shown(ask_reworded(owner, cases, load_wordings(path)), "Frågar om", len(cases)))
            same = fmean(one.same for one in asked) if asked else 0.0
            short |= same < SAME_OUTCOME
            printing.wordings(name, asked, same, floor=SAME_OUTCOME)
            found[name] = {
                "same": same,
                "cases": len(asked),
                "different": [{"id": one.case.id, "outcomes": one.outcomes} for one in asked if not one.same],
            }
    return Measured(result={"sets": found}, falls_short=short)


def contradictions(given: argparse.Namespace) -> Measured:
    """Measure whether both sides are shown where the sources differ."""
    differences = load_differences(data_file("contradictions.jsonl"))
    with shelf(publications(given.documents, MIXED)) as owner:
        found = list(ask_differences(owner, differences))
    printing.contradictions(found)
    shown = {one.id: is_shown(one, sides) for one, sides in found}
    return Measured(result={"shown": shown}, falls_short=not all(shown.values()))


def swefaq(given: argparse.Namespace) -> Measured:
    """Measure retrieval on the questions and answers of other authorities."""
    figures = evaluate_pool(given.file)
    printing.swefaq(figures)
    return Measured(result={"systems": [asdict(one) for one in figures]})


def machine() -> str:
    """Say what the figures were measured on."""
    return f"{platform.machine()}, {os.cpu_count()} kärnor, Python {platform.python_version()}"


def _shown(work: Iterable[T], what: str, total: int) -> Iterable[T]:
    """Show progress on standard error."""
    return track(work, description=what, total=total, console=Console(stderr=True), transient=True)

"""`naravard eval …`: each measurement as a command that anyone can run."""

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.bench import bench
from eval.cases import Case, CaseFault, load_cases, set_aside_file
from eval.retrieval import FUSED, SYSTEMS, Outcome, difference, evaluate
from eval.shelves import FORMATS, MIXED, publications, shelf, swefaq_answers

DEFAULT_DOCUMENTS = Path("../shared/documents/office")
DISTRACTED = "blandat + distraktorer"


def main(what: str, arguments: Sequence[str], *, documents: Path | None) -> int:
    """Run one measurement and return an exit code; `documents` is the folder from the environment, if any."""
    given = _given(what, arguments, documents)
    if not publications(given.documents, MIXED):
        return _tell(f"Mappen {str(given.documents)!r} innehåller inga källor. Ange en med --documents.")
    try:
        result = (
            _retrieval(given) if what == "retrieval" else bench(given.documents, asked=given.questions_asked)
        )
    except CaseFault as fault:
        return _tell(str(fault))
    if given.report is not None:
        given.report.parent.mkdir(parents=True, exist_ok=True)
        given.report.write_text(json.dumps(result, ensure_ascii=False, indent=2), encoding="utf-8")
    return 0


def _tell(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command's own message
    return 2


def _given(what: str, arguments: Sequence[str], documents: Path | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"naravard eval {what}")
    parser.add_argument(
        "--documents", type=Path, metavar="MAPP", default=documents or DEFAULT_DOCUMENTS,
        help="mapp med källornas filer",
    )  # fmt: skip
    parser.add_argument(
        "--report", type=Path, metavar="FIL", help="skriv även resultatet som JSON till filen"
    )
    if what == "retrieval":
        parser.add_argument(
            "--questions", type=Path, nargs="*", default=[], metavar="FIL", help="frågor som JSON-rader"
        )
        parser.add_argument("--set-aside", action="store_true", help="mät den del som inget är avstämt mot")
        parser.add_argument(
            "--distractors", type=Path, metavar="FIL", help="SweFAQ-fil vars svar läses in bredvid källorna"
        )
    else:
        parser.add_argument(
            "--questions-asked", type=int, metavar="ANTAL", default=100, help="antal frågor att ta tid på"
        )
    return parser.parse_args(arguments)


def _retrieval(given: argparse.Namespace) -> dict[str, object]:
    sets = {path.stem: load_cases(path) for path in given.questions} or {
        "egna frågor": load_cases(set_aside_file()) if given.set_aside else load_cases()
    }
    results = {name: _over_variants(name, cases, given) for name, cases in sets.items()}
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "sets": {name: [asdict(outcome) for outcome in outcomes] for name, outcomes in results.items()},
    }


def _over_variants(name: str, cases: Sequence[Case], given: argparse.Namespace) -> list[Outcome]:
    """Measure every system on the mixed record, and ours on each format and beside distractors."""
    outcomes: list[Outcome] = []
    with shelf(publications(given.documents, MIXED)) as owner:
        outcomes += [evaluate(owner, cases, system=system, variant=MIXED) for system in SYSTEMS]
    if given.distractors is not None:
        answers = swefaq_answers(given.distractors)
        with shelf(publications(given.documents, MIXED), answers) as owner:
            outcomes.append(evaluate(owner, cases, system=FUSED, variant=DISTRACTED))
    for variant in [
        variant for variant in FORMATS if variant != MIXED and publications(given.documents, variant)
    ]:
        with shelf(publications(given.documents, variant)) as owner:
            outcomes.append(evaluate(owner, cases, system=FUSED, variant=variant))
    _show(name, outcomes)
    return outcomes


def _show(name: str, outcomes: Sequence[Outcome]) -> None:
    out = Console(width=120)
    table = Table(title=f"Rätt stycke: {name}", title_justify="left")
    for column in (
        "källor",
        "sökning",
        "frågor",
        "först",
        "bland 5",
        "bland 10",
        "MRR",
        "jämf. alla i 8",
        "sanna citat",
    ):
        table.add_column(column, justify="left" if column in {"källor", "sökning"} else "right")
    for outcome in outcomes:
        figures = outcome.figures
        table.add_row(
            outcome.variant, outcome.system, str(figures.questions), f"{figures.first:.3f}", f"{figures.in_five:.3f}",
            f"{figures.in_ten:.3f}", f"{figures.reciprocal:.3f}", f"{figures.all_in_eight:.3f}",
            f"{outcome.true_quotes}/{outcome.quotes}",
        )  # fmt: skip
    out.print(table)
    ours = {outcome.variant: outcome for outcome in outcomes if outcome.system == FUSED}
    if DISTRACTED in ours:
        out.print(f"Förlust med distraktorer: {difference(ours[MIXED], ours[DISTRACTED]):.3f}")
    formats = [ours[variant] for variant in FORMATS if variant in ours and variant != MIXED]
    if len(formats) > 1:
        spread = max(difference(one, other) for one in formats for other in formats)
        out.print(f"Skillnad mellan format: {spread:.3f}")

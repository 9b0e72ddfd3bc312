"""`naravard eval …`: each measurement as a command that anyone can run."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from eval import measurements
from eval.bench import bench
from eval.cases import CaseFault
from eval.concepts import concepts
from eval.definitions import verifier
from eval.drafts import drafts
from eval.shelves import MIXED, publications
from eval.texts import texts

DEFAULT_DOCUMENTS = Path("../shared/documents/office")
DEFAULT_PAGE, DEFAULT_REPORT = Path("reports/eval.html"), Path("reports/eval.json")

FINE, FELL_SHORT, USAGE = 0, 1, 2
"""Exit codes: every floor held; a figure is below its floor; something given cannot be used."""

_Measure = Callable[[argparse.Namespace], measurements.Measured]
_MEASURES: Mapping[str, _Measure] = {
    "answers": measurements.answers,
    "retrieval": measurements.retrieval,
    "wordings": measurements.wordings,
    "contradictions": measurements.contradictions,
    "concepts": concepts,
    "verifier": verifier,
    "texts": texts,
    "drafts": drafts,
    "swefaq": measurements.swefaq,
    "bench": lambda given: measurements.Measured(result=bench(given.documents, asked=given.questions_asked)),
}
_WITHOUT_SOURCES = frozenset({"swefaq", "texts"})
MEASUREMENTS = tuple(_MEASURES)
"""What can be measured, by name; the first when none is named."""


def main(what: str, arguments: Sequence[str], *, documents: Path | None) -> int:
    """Run one measurement and return an exit code; `documents` is the folder from the environment, if any."""
    given = _parser(what, documents).parse_args(arguments)
    if what not in _WITHOUT_SOURCES and not publications(given.documents, MIXED):
        return _tell(f"Mappen {str(given.documents)!r} innehåller inga källor. Ange en med --documents.")
    try:
        measured = _MEASURES[what](given)
    except CaseFault as fault:
        return _tell(str(fault))
    if given.report is not None:
        whole = {"machine": machine(), **measured.result}
        _write(given.report, json.dumps(whole, ensure_ascii=False, indent=2))
    if measured.page is not None and given.page is not None:
        _write(given.page, measured.page)
    return FELL_SHORT if measured.falls_short else FINE


def machine() -> str:
    """Say what the figures were measured on."""
    return measurements.machine()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _tell(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command's own message
    return USAGE


def _parser(what: str, documents: Path | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"naravard eval {what}")
    parser.add_argument(
        "--documents", type=Path, metavar="MAPP", default=documents or DEFAULT_DOCUMENTS,
        help="mapp med källornas filer",
    )  # fmt: skip
    parser.add_argument(
        "--report", type=Path, nargs="?", const=DEFAULT_REPORT, metavar="FIL",
        help=f"skriv även resultatet som JSON (annars {DEFAULT_REPORT})",
    )  # fmt: skip
    parser.set_defaults(page=None)
    for add in _OPTIONS[what]:
        add(parser)
    return parser


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--questions",
        type=Path,
        nargs="*",
        default=[],
        metavar="FIL",
        help="frågor som JSON-rader; annars de egna",
    )
    parser.add_argument("--set-aside", action="store_true", help="mät även den del som inget är avstämt mot")


def _distractors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--distractors", type=Path, nargs="?", const=measurements.OWN_DISTRACTORS, metavar="MAPP",
        help="främmande texter som läses in bredvid källorna: en mapp med Markdown (annars de egna) eller en SweFAQ-fil",
    )  # fmt: skip


def _page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--page", type=Path, nargs="?", const=DEFAULT_PAGE, metavar="FIL",
        help=f"skriv en sida med diagram (annars {DEFAULT_PAGE})",
    )  # fmt: skip
    parser.add_argument("--floors", action="store_true", help="låt gränserna gälla även för egna frågor")
    parser.add_argument(
        "--no-baselines", action="store_true", help="hoppa över jämförelserna med andra sökningar"
    )


def _cases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cases",
        type=Path,
        nargs="*",
        default=[],
        metavar="FIL",
        help="texter som JSON-rader; annars de egna",
    )
    parser.add_argument("--set-aside", action="store_true", help="mät även den del som inget är avstämt mot")
    parser.add_argument("--verbose", action="store_true", help="visa vad som missas och vad som är falskt")


def _swefaq_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="en SweFAQ-fil")


def _asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--questions-asked", type=int, metavar="ANTAL", default=100, help="antal frågor att ta tid på"
    )


_OPTIONS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], ...]] = {
    "answers": (_questions, _distractors, _page),
    "retrieval": (_questions, _distractors),
    "wordings": (_questions,),
    "contradictions": (),
    "concepts": (),
    "verifier": (),
    "texts": (_cases,),
    "drafts": (),
    "swefaq": (_swefaq_file,),
    "bench": (_asked,),
}

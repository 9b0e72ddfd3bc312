"""Concepts: whether the definitions that we know of are found, at the right place and credited to the right one."""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from assistant.concepts.glossary import Glossary
from assistant.concepts.values import Concept, Definition
from eval.cases import data_file, letters, load_rows
from eval.measurements import Measured
from eval.shelves import MIXED, publications, shelf

LEAST_FOUND = 0.9
"""Floor: the share of the rows whose definition is found."""

_PAGE = re.compile(r"^sida \d+(?:, )?")
"""A print says the page too."""

T = TypeVar("T", bound=BaseModel)


class Row(BaseModel):
    """A definition that a source holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    term: str
    document: str
    """Catalogue id."""
    place: str
    """As a definition's place is shown; that of a slide stands for its notes too."""
    anchor: str
    """A few words of it; letters and digits are compared."""
    originator: str | None = None
    """Whom it must be credited to; None for the publisher itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of a row."""

    row: Row
    found: bool
    credited: tuple[str | None, ...]
    """The originators that were given at its place, where they are not the row's."""


def concepts(given: argparse.Namespace) -> Measured:
    """Measure which known definitions are found, who they are credited to, and how long it takes."""
    rows = load_rows(data_file("concepts.jsonl"), Row, fields="id, term, document, place och anchor")
    with shelf(publications(given.documents, MIXED)) as owner:
        found = tuple(find_rows(owner.glossary, rows))
        owner.glossary.define("vård")  # the lemmatiser is loaded by now, whoever was first to need it
        began = perf_counter()
        every = Glossary(owner.library).concepts()
        seconds = perf_counter() - began
        false = tuple(untrue(owner.glossary, every))
    share = sum(one.found for one in found) / len(found) if found else 0.0
    wrong = sum(bool(one.credited) for one in found)
    _print(found, every, share=share, wrong=wrong, false=len(false), seconds=seconds)
    return Measured(
        result={
            "rows": len(found), "found": share, "wrongly_credited": wrong, "not_verbatim": len(false),
            "concepts": len(every), "seconds": seconds, "missed": [one.row.id for one in found if not one.found],
        },
        falls_short=share < LEAST_FOUND or wrong > 0 or bool(false),
    )  # fmt: skip


def find_rows(glossary: Glossary, rows: Sequence[Row]) -> Iterator[Found]:
    """Look each row's term up and see what stands at its place."""
    known = {document.id: document.provenance.catalogue_id for document in glossary.library.documents()}
    for row in rows:
        there = [
            one
            for one in glossary.define(row.term).definitions
            if known.get(one.document_id) == row.document and _is_at(one, row.place)
        ]
        holding = [one for one in there if letters(row.anchor) in letters(one.text)]
        credited = tuple(one.originator for one in holding if one.originator != row.originator)
        yield Found(row=row, found=bool(holding), credited=credited)


def _is_at(one: Definition, place: str) -> bool:
    there = _PAGE.sub("", one.locator)
    return there == place or (bool(place) and there.startswith(f"{place},"))


def untrue(glossary: Glossary, every: Sequence[Concept]) -> Iterator[Definition]:
    """Yield the definitions that are no run of the stored document."""
    for definition in (one for concept in every for one in concept.definitions):
        stored = glossary.library.text(definition.document_id)
        if stored is None or stored.text[definition.start : definition.end] != definition.text:
            yield definition


def _print(
    found: Sequence[Found], every: Sequence[Concept], *, share: float, wrong: int, false: int, seconds: float
) -> None:
    out = Console(width=120)
    missed = [one for one in found if not one.found or one.credited]
    if missed:
        table = Table("id", "begrepp", "källa", "plats", "", title="Saknas eller fel", title_justify="left")
        for one in missed:
            told = f"tillskrivs {', '.join(map(str, one.credited))}" if one.credited else "hittas inte"
            table.add_row(one.row.id, one.row.term, one.row.document, one.row.place, told)
        out.print(table)
    definitions = sum(len(concept.definitions) for concept in every)
    out.print(
        f"Kända definitioner som hittas: {share:.3f} av {len(found)}, gräns {LEAST_FOUND}. "
        f"Tillskrivna fel källa: {wrong}, gräns 0. Inte ordagranna: {false}, gräns 0."
    )
    out.print(f"{len(every)} begrepp med {definitions} definitioner på {seconds:.2f} s.")

"""The verifier: definitions as the sources have them, with a word changed, negated, or invented."""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from assistant.alignment import Kind
from assistant.concepts.glossary import Glossary
from assistant.verified import Match, SourceVerdict, Verification
from eval.cases import CaseFault, data_file, letters, load_rows
from eval.measurements import Measured
from eval.shelves import MIXED, publications, shelf
from ingest.library import Library
from ingest.records import Role

Class = Literal["exact", "changed", "negated", "invented"]


class Change(BaseModel):
    """What is done to the source's words: one of the three."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    replace: tuple[str, str] | None = None
    """A word, and the one put in its place."""
    negate: str | None = None
    """The word that “inte” is put behind."""
    remove: str | None = None
    """The negation that is taken away."""


class Case(BaseModel):
    """A definition to verify: the sentence that holds the anchor, or a text of our own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Class
    document: str = ""
    """Catalogue id."""
    place: str = ""
    anchor: str = ""
    change: Change | None = None
    text: str = ""
    """Only of an invented one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a case was classed."""

    case: Case
    text: str
    right: bool


def verifier(given: argparse.Namespace) -> Measured:
    """Measure whether definitions are classed as what they are."""
    cases = load_rows(data_file("definitions.jsonl"), Case, fields="id, kind, document, place och anchor")
    with shelf(publications(given.documents, MIXED)) as owner:
        judged = tuple(judge_all(owner.glossary, cases))
    _print(judged)
    wrong = [one.case.id for one in judged if not one.right]
    return Measured(result={"cases": len(judged), "wrong": wrong}, falls_short=bool(wrong))


def judge_all(glossary: Glossary, cases: Sequence[Case]) -> Iterator[Judged]:
    """Cut, change and verify each case."""
    for case in cases:
        text = case.text or changed(_cut(glossary.library, case), case.change)
        verification = glossary.verify(text)
        yield Judged(case=case, text=text, right=_is_right(case, verification, glossary.library))


def changed(sentence: str, change: Change | None) -> str:
    """Return a sentence with its change made, once.

    >>> changed("Vård är nära.", Change(negate="är")), changed("Den är inte dyr.", Change(remove="inte"))
    ('Vård är inte nära.', 'Den är dyr.')
    """
    if change is None:
        return sentence
    if change.replace is not None:
        old, new = change.replace
        return re.sub(rf"\b{re.escape(old)}\b", new, sentence, count=1)
    if change.negate is not None:
        return re.sub(rf"\b{re.escape(change.negate)}\b", rf"{change.negate} inte", sentence, count=1)
    return re.sub(rf"\s*\b{re.escape(change.remove or '')}\b", "", sentence, count=1)


def _cut(library: Library, case: Case) -> str:
    """Return the stored sentence that holds the anchor.

    Raises:
        CaseFault: When there is none, so that the case measures nothing.
    """
    for document in library.documents():
        if document.provenance.catalogue_id != case.document or document.role is not Role.SEARCHED:
            continue
        for passage in library.passages_of(document.id):
            for sentence in passage.sentences:
                text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
                if sentence.place.locator == case.place and letters(case.anchor) in letters(text):
                    return text
    raise CaseFault(f"Fallet {case.id!r}: {case.anchor!r} finns inte på platsen {case.place!r}. Rätta raden.")


def _is_right(case: Case, verification: Verification, library: Library) -> bool:
    documents = {one.id: one.provenance.catalogue_id for one in library.documents()}
    own = [one for one in verification.sources if documents[one.document_id] == case.document]
    match case.kind:
        case "invented":
            return verification.status is Match.MISSING
        case "exact":
            return any(one.status is Match.EXACT for one in own)
        case "changed":
            return any(_shows_change(one, case.change) for one in own)
        case "negated":
            return any(one.status is Match.NEAR and one.negation is not None for one in own)
        case _:
            assert_never(case.kind)


def _shows_change(verdict: SourceVerdict, change: Change | None) -> bool:
    """Tell whether the changed word, and nothing else, is shown as different."""
    if verdict.status is not Match.NEAR or verdict.negation is not None or change is None:
        return False
    shown = [(one.kind, one.words) for one in verdict.differences if one.kind is not Kind.EQUAL]
    old, new = change.replace or ("", "")
    return shown == [(Kind.MISSING, old), (Kind.ADDED, new)]


def _print(judged: Sequence[Judged]) -> None:
    out = Console(width=120)
    every, right = (
        Counter(one.case.kind for one in judged),
        Counter(one.case.kind for one in judged if one.right),
    )
    table = Table("slag", "fall", "rätt", title="Definitioner mot källorna", title_justify="left")
    for kind, count in every.items():
        table.add_row(kind, str(count), str(right[kind]))
    out.print(table)
    for one in judged:
        if not one.right:
            out.print(f"  {one.case.id} ({one.case.kind}): {one.text}")
    out.print(f"Rätt klassade: {right.total()} av {every.total()}, gräns alla")

"""Drafts: whether what is written holds: checked wording, every sentence sourced, every quotation verbatim, the rest refused."""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from pydantic import BaseModel, ConfigDict
from rich.console import Console
from rich.table import Table

from assistant.answers import Origin, QuoteStatus
from assistant.citations import verify
from assistant.drafting.desk import DraftingDesk, desk_of
from assistant.drafting.forms import Forms
from assistant.drafting.values import Brief, Draft, DraftRefused, DraftSentence
from assistant.wording.checking import Checker
from assistant.wording.rules import Severity
from eval.cases import data_file, load_rows
from eval.measurements import Measured
from eval.shelves import MIXED, publications, shelf
from ingest.language import words
from ingest.library import Library

_VERBATIM = frozenset({QuoteStatus.EXACT, QuoteStatus.TYPOGRAPHIC})
_JOINING = frozenset({"och", "samt"})
"""What is put between the items of a list that is told in one line."""


class Row(BaseModel):
    """A draft to write."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    topic: str
    audience: str
    channel: str
    length: str
    profile: str
    supported: bool
    """False where the sources say nothing of the topic: it must be refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is wrong with one draft, and its size."""

    id: str
    refused: bool
    findings: tuple[str, ...] = ()
    """Ids of rules of severity fel or varning that the clean copy breaks."""
    unsourced: tuple[str, ...] = ()
    """Sentences without a citation that are no words of `corpus/drafting.toml`."""
    unfaithful: tuple[str, ...] = ()
    """Quotations that do not stand in the stored source, and adapted sentences with words that do not."""
    sentences: int = 0
    lix: int | None = None


def drafts(given: argparse.Namespace) -> Measured:
    """Measure the drafts over topics, audiences, channels and profiles."""
    rows = load_rows(
        data_file("drafts.jsonl"), Row, fields="id, topic, audience, channel, length, profile och supported"
    )
    with shelf(publications(given.documents, MIXED)) as owner:
        desk = desk_of(owner)
        judged = [_judged(row, desk, owner.library, owner.checker) for row in rows]
    supported = [one for row, one in zip(rows, judged, strict=True) if row.supported]
    unsupported = [one for row, one in zip(rows, judged, strict=True) if not row.supported]
    written = [one for one in supported if not one.refused]
    bars = {
        "skrivna av dem som källorna bär": (len(written), len(supported)),
        "anmärkningar Ändra eller Se över": (sum(len(one.findings) for one in written), 0),
        "meningar utan ursprung": (sum(len(one.unsourced) for one in written), 0),
        "citat som inte står i källan": (sum(len(one.unfaithful) for one in written), 0),
        "avslagna av dem som källorna inte bär": (sum(one.refused for one in unsupported), len(unsupported)),
    }
    _print(bars, written)
    return Measured(
        result={
            "bars": {name: value for name, (value, _) in bars.items()},
            "drafts": [asdict(one) for one in judged],
        },
        falls_short=any(value != bar for value, bar in bars.values()),
    )


def _judged(row: Row, desk: DraftingDesk, library: Library, checker: Checker) -> Judged:
    brief = Brief(**row.model_dump(exclude={"id", "supported"}))
    try:
        draft = desk.draft(brief)
    except DraftRefused:
        return Judged(id=row.id, refused=True)
    report = checker.check(draft.clean(), profile=row.profile)
    return Judged(
        id=row.id, refused=False,
        findings=tuple(one.rule.id for one in report.findings if one.severity is not Severity.TIPS),
        unsourced=tuple(unsourced(draft, Forms.load())), unfaithful=tuple(unfaithful(draft, library)),
        sentences=sum(1 for _ in draft.sentences), lix=draft.lix,
    )  # fmt: skip


def unsourced(draft: Draft, forms: Forms) -> Iterator[str]:
    """Yield the sentences without a citation, save those that stand among our own words."""
    ours = [_pattern(text) for text in forms.own_texts]
    for sentence in draft.sentences:
        mine = sentence.origin is Origin.OWN and any(one.fullmatch(sentence.text) for one in ours)
        if not mine and not sentence.citations:
            yield sentence.text


def unfaithful(draft: Draft, library: Library) -> Iterator[str]:
    """Yield the sentences and citations that the stored sources do not carry word for word."""
    for citation in draft.citations:
        stored = library.text(citation.document_id)
        if stored is None or stored.text[citation.start : citation.end] != citation.quote:
            yield citation.quote
    for sentence in draft.sentences:
        if sentence.citations and not _is_faithful(sentence, draft, library):
            yield sentence.text


def _is_faithful(sentence: DraftSentence, draft: Draft, library: Library) -> bool:
    cited = [one for one in draft.citations if one.number in sentence.citations]
    texts = [stored.text for one in cited if (stored := library.text(one.document_id)) is not None]
    match sentence.origin:
        case Origin.QUOTE:
            return any(verify(sentence.text, text).status in _VERBATIM for text in texts)
        case Origin.CORRECTED:
            return any(verify(sentence.original or "", text).status in _VERBATIM for text in texts)
        case Origin.ADAPTED:
            headings = [one.heading for one in library.passages([one.passage_id for one in cited])]
            return not _added(sentence, [*(one.quote for one in cited), *headings])
        case Origin.OWN:
            return False


def _added(sentence: DraftSentence, said: Sequence[str]) -> set[str]:
    """Return the words of an adapted sentence that stand neither in its source nor in the frames and misprints of the data."""
    forms = Forms.load()
    known = {word for text in (*said, sentence.original or "", *forms.adapting_texts) for word in words(text)}
    return {word for word in words(sentence.text) if word not in known | _JOINING}


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", template))))


def _print(bars: dict[str, tuple[int, int]], written: Sequence[Judged]) -> None:
    table = Table(title="Utkast", title_justify="left")
    for column in ("mått", "värde", "gräns", ""):
        table.add_column(column, justify="left" if column == "mått" else "right")
    for name, (value, bar) in bars.items():
        table.add_row(name, str(value), str(bar), "" if value == bar else "under gränsen")
    lix = [one.lix for one in written if one.lix is not None]
    table.add_row(
        "meningar per utkast", f"{fmean(one.sentences for one in written):.1f}" if written else "–", "", ""
    )
    table.add_row("LIX", f"{fmean(lix):.0f} ({min(lix)}–{max(lix)})" if lix else "–", "", "")
    out = Console(width=120)
    out.print(table)
    for one in written:
        for fault in (*one.findings, *one.unsourced, *one.unfaithful):
            out.print(f"  {one.id}: {fault}")

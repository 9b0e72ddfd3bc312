"""The command that looks terms up: list them, show one with every source's words, verify a definition."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from assistant.concepts.values import Concept, Definition
from assistant.settings import Settings
from assistant.verified import Match, SourceVerdict, TooShort, Verification
from assistant.wiring import open_glossary
from assistant.wording.rule_files import Rulebook
from ingest.catalogue import NATIONAL
from ui.commands import known_profiles
from ui.word_differences import marked


def define(given: argparse.Namespace, settings: Settings) -> int:
    """Show a term, every term when none is named, or how a definition stands in the sources."""
    if given.term is not None and not any(map(str.isalnum, given.term)):
        return _tell('Begreppet saknar ord. Skriv till exempel naravard define "nära vård".', code=2)
    known_profiles(settings)
    with closing(open_glossary(settings)) as glossary:
        if given.verify is not None:
            try:
                return _verified(glossary.verify(given.verify, term=given.term), as_json=given.json)
            except TooShort as short:
                return _tell(str(short), code=2)
        if given.term is None:
            return _listed(glossary.concepts(profile=settings.profile), as_json=given.json)
        return _defined(glossary.define(given.term, profile=settings.profile), as_json=given.json)


def _listed(every: Sequence[Concept], *, as_json: bool) -> int:
    if as_json:
        _print_json([concept.to_json() for concept in every])
        return 0
    if not every:
        return _tell(
            "Inga begrepp är förklarade i det som är inläst. Läs in källor med naravard ingest.", code=1
        )
    table = Table("Begrepp", "Även", "Källor", "Läge", title="Begrepp", title_justify="left")
    for concept in every:
        sources = len({one.document_id for one in concept.definitions})
        table.add_row(
            escape(concept.term), escape(", ".join(concept.variants)), str(sources), concept.agreement.label
        )
    _out().print(table)
    return 0


def _defined(concept: Concept, *, as_json: bool) -> int:
    if as_json:
        _print_json(concept.to_json())
        return 0
    if not concept.definitions:
        return _tell(f"Ingen källa förklarar {concept.term!r}. {_elsewhere(concept)}", code=1)
    out = _out()
    out.print(f"[bold]{escape(concept.term)}[/bold]  {concept.agreement.label}")
    if concept.variants:
        out.print(escape(f"Även: {', '.join(concept.variants)}"))
    for _, definitions in groupby(concept.definitions, key=lambda one: one.document_id):
        every = tuple(definitions)
        out.print(f"\n[bold]{escape(_source(every[0]))}[/bold]")
        for one in every:
            out.print(escape(f"• {_quoted(one)}\n  ({_place(one)})"))
    for name, words in (("Se även", ", ".join(concept.related)), ("Ordråd", _advice(concept))):
        if words:
            out.print(escape(f"\n{name}: {words}"))
    return 0


def _advice(concept: Concept) -> str:
    """Return what the wording rules for a term ask for, in words."""
    numbers = (concept.recommended or "").split(", ")
    rules = Rulebook.load().ruleset(NATIONAL).rules
    return " · ".join(dict.fromkeys(rule.title for rule in rules if rule.number in numbers))


def _elsewhere(concept: Concept) -> str:
    near = tuple(dict.fromkeys((*concept.nearest, *concept.related)))
    return f"Närmast: {', '.join(near)}." if near else "Se alla begrepp med naravard define."


def _source(one: Definition) -> str:
    if one.guide:
        return one.title if one.title.startswith("Handboken") else f"Handboken: {one.title}"
    return f"{one.title} · {one.publisher} · {one.dated} · {one.region}"


def _quoted(one: Definition) -> str:
    text = one.text.replace("\n", "\n  ")
    return text if one.guide else f"”{text}”"


def _place(one: Definition) -> str:
    heard = f"från {one.originator}" if one.second_hand and one.originator else None
    standing = None if one.standing and one.locator.endswith(one.standing) else one.standing
    return " · ".join(part for part in (one.locator or "inledningen", heard, standing) if part)


def _verified(verification: Verification, *, as_json: bool) -> int:
    if as_json:
        _print_json(verification.to_json())
        return 0
    out = _out()
    opposite = _opposite(verification)
    out.print(f"[bold]{verification.status.label}{', men säger motsatsen' if opposite else ''}[/bold]")
    for verdict in verification.sources:
        out.print(escape(f"\n{verdict.title} · {verdict.publisher} · {verdict.dated}: {_found(verdict)}"))
        for line in _details(verdict):
            out.print(line)
    return 1 if opposite or verification.status is Match.MISSING else 0


def _opposite(verification: Verification) -> bool:
    """Tell whether the text denies what a source says, or the other way round, and stands so nowhere."""
    return verification.status is Match.NEAR and any(one.negation for one in verification.sources)


def _found(verdict: SourceVerdict) -> str:
    if verdict.status is Match.MISSING:
        return "hittas inte"
    heard = f", från {verdict.originator}" if verdict.second_hand and verdict.originator else ""
    told_already = verdict.standing is None or verdict.locator.endswith(verdict.standing)
    standing = "" if told_already else f", {verdict.standing}"
    told = verdict.status.label.lower() + (", skrivtecken skiljer" if verdict.typographic else "")
    return f"{told} ({verdict.locator or 'inledningen'}{heard}{standing})"


def _details(verdict: SourceVerdict) -> Iterator[Text]:
    if verdict.status is Match.NEAR:
        yield Text("  ").append_text(marked(verdict.differences))
    if verdict.negation:
        yield Text(f"  {verdict.negation}")


def _out() -> Console:
    return Console(soft_wrap=True, highlight=False)


def _tell(message: str, *, code: int) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command's own message
    return code


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201  # the command's output

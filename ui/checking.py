"""The command that checks a text's wording: a report to read or JSON, a corrected text, a Word file with comments or tracked changes."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from assistant.settings import Settings
from assistant.wiring import open_checker
from assistant.wording.accepting import AcceptList, PhraseRefused
from assistant.wording.checking import Checker, TextTooLong
from assistant.wording.files import WrittenText, plain, read_text, require_word
from assistant.wording.findings import Finding, Report
from assistant.wording.rules import Severity, UnknownProfile
from ingest.errors import UnreadableDocument

FINE, FAILED, USAGE = 0, 1, 2
_WRITTEN = frozenset({".txt", ".md", ".docx", ""})
_STYLES = {Severity.FEL: "bold red", Severity.VARNING: "bold yellow", Severity.TIPS: "bold cyan"}


def check(given: argparse.Namespace, settings: Settings) -> int:
    """Check a file or standard input, accept a phrase, or show the rules."""
    if given.accept is not None:
        return _accept(given.accept, settings)
    with _open(settings) as checker:
        for fault in checker.faults:
            _tell(str(fault))
        try:
            checker.ruleset(settings.profile)
            if given.rules:
                return _rules(checker, settings.profile, as_json=given.json)
            if given.file is None:
                return _tell("Ange en fil att granska, eller - för att läsa standard in.", USAGE)
            return _check_file(given, settings.profile, checker)
        except (UnknownProfile, TextTooLong) as error:
            return _tell(str(error), USAGE)


def _check_file(given: argparse.Namespace, profile: str, checker: Checker) -> int:
    refused = _unwritable(given)
    if refused is not None:
        return _tell(refused, USAGE)
    written = _read(given.file)
    if given.out is not None and given.out.suffix.lower() == ".docx":
        return _marked(given, profile, checker)
    report = checker.check(written.text, profile=profile)
    if given.corrected or given.out is not None:
        return _corrected(written, given.out, profile, checker)
    if given.json:
        _print_json(report.to_json())
    else:
        _show(written, report)
    return FAILED if report.counts[Severity.FEL] else FINE


def _unwritable(given: argparse.Namespace) -> str | None:
    """Return why the result cannot be written where it is asked for; None when it can, or stays on the screen."""
    out: Path | None = given.out
    if out is None:
        return None
    if out.resolve() == given.file.resolve():
        return "Ange ett annat namn med --out: originalet skrivs aldrig över."
    if out.is_dir() or not out.parent.is_dir():
        return f"Det går inte att skriva till {str(out)!r}. Ange en fil i en mapp som finns."
    if out.suffix.lower() not in _WRITTEN:
        return f"Filtypen {out.suffix!r} kan inte skrivas. Välj .txt, .md eller .docx."
    return None


def _read(path: Path) -> WrittenText:
    if str(path) == "-":
        return WrittenText(name="texten", text=plain("standard in", sys.stdin.buffer.read()))
    return read_text(path)


@contextmanager
def _open(settings: Settings) -> Iterator[Checker]:
    checker, library = open_checker(settings)
    try:
        yield checker
    finally:
        if library is not None:
            library.close()


def _accept(phrase: str, settings: Settings) -> int:
    try:
        phrases = AcceptList(settings.data).add(phrase)
    except PhraseRefused as refused:
        return _tell(str(refused), USAGE)
    _out().print(escape(f"{phrase.strip()!r} lämnas i fred från och med nu. Listan har {len(phrases)} ord."))
    return FINE


def _corrected(written: WrittenText, out: Path | None, profile: str, checker: Checker) -> int:
    """Print or write the text with every first suggestion in place; what needs a person is told apart."""
    text = checker.corrected(written.text, profile=profile)
    left = checker.check(text, profile=profile)
    if out is None:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    else:
        out.write_text(text, encoding="utf-8")
    if left.findings:
        _tell(f"Kvar att ta ställning till: {len(left.findings)}. Granska texten igen för att se dem.")
    return FAILED if left.counts[Severity.FEL] else FINE


def _marked(given: argparse.Namespace, profile: str, checker: Checker) -> int:
    """Write a Word file with comments, and with the suggestions as tracked changes when they are asked for."""
    data = given.file.read_bytes()
    try:
        require_word(given.file.name, data)
    except UnreadableDocument as error:
        return _tell(str(error), USAGE)
    from assistant.wording.word_files import marked  # noqa: PLC0415  # python-docx, for Word files only

    def findings(text: str) -> tuple[Finding, ...]:
        return checker.check(text, profile=profile).findings

    def corrected(text: str) -> str:
        return checker.corrected(text, profile=profile)

    made = marked(data, findings, corrected if given.corrected else None)
    given.out.write_bytes(made.data)
    changed = f" Spårade ändringar: {made.changes}." if given.corrected else ""
    _out().print(escape(f"Kommentarer i {given.out}: {len(made.findings)}.{changed}"))
    return FAILED if any(one.severity is Severity.FEL for one in made.findings) else FINE


def _show(written: WrittenText, report: Report) -> None:
    out = _out()
    for finding in report.findings:
        line, column = _place(written.text, finding.start)
        style = _STYLES[finding.severity]
        out.print(
            f"\n[{style}]{finding.severity.label}[/{style}]  rad {line}, tecken {column}: "
            + escape(f"”{finding.text}”" + _suggested(finding))
        )
        out.print(escape(f"  {finding.rule.message}"))
        out.print(escape(f"  {finding.rule.reason}"))
        out.print(escape(f"  Källa: {_source(finding)}"))
        out.print(f"  [dim]{escape(finding.rule.id)} · {escape(_one_line(finding.context))}[/dim]")
    lix = report.readability
    if lix.lix is not None and report.note is None:
        out.print(f"\nLIX {lix.lix} ({lix.label}). Ord: {lix.words}. Meningar: {lix.sentences}.")
    out.print(escape(report.summary))


def _suggested(finding: Finding) -> str:
    return f" → {' eller '.join(finding.replacements[:3])}" if finding.replacements else ""


def _source(finding: Finding) -> str:
    source = finding.source
    place = ", ".join(part for part in (source.document, source.locator) if part)
    return f"{place}: ”{source.quote}”" if source.quote else place


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rules(checker: Checker, profile: str, *, as_json: bool) -> int:
    rules = checker.ruleset(profile).rules
    if as_json:
        _print_json([{"id": rule.id, "severity": rule.severity, "title": rule.title, "reason": rule.reason,
                      "bad": rule.bad, "good": rule.good} for rule in rules])  # fmt: skip
        return FINE
    for rule in rules:
        _out().print(f"{rule.severity.label:8} {escape(rule.id):32} {escape(rule.title)}")
    return FAILED if checker.faults else FINE


def _out() -> Console:
    return Console(soft_wrap=True, highlight=False)


def _tell(message: str, code: int = FINE) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command's own message
    return code


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201  # the command's output

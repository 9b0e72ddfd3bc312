"""What the command line shows a person, in Swedish, with tables where a list would be hard to read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from assistant.answers import Answer, Citation
from ingest.catalogue_file import CatalogueEntry
from ingest.doctor import Finding
from ingest.pipeline import Progress as Report
from ingest.records import DeletionReceipt, FileResult, IngestReport, Role, StoredDocument
from ui.fetched import Fetched

_RESULTS = {
    FileResult.ADDED: "inläst",
    FileResult.REPLACED: "ersatt",
    FileResult.UNCHANGED: "oförändrad",
    FileResult.FAILED: "kunde inte läsas",
}
_ROLES = {
    Role.SEARCHED: "söks",
    Role.OTHER_FORMAT: "samma publikation, annat format",
    Role.NEAR_COPY: "nästan samma text som en annan",
    Role.SUPERSEDED: "ersatt av en nyare",
}


_ID_WIDTH = 16
"""A document's id is shown whole in the narrowest window: it is what `sources delete` asks for."""


def _out() -> Console:
    return Console(highlight=False)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report | None]:
    """Show a bar on standard error while files are read; nothing when quiet."""
    if quiet:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Läser in", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=f"Läser {name}"
        )


def ingest_report(report: IngestReport) -> None:
    """Show how an ingest run went, unreadable files by name."""
    out = _out()
    counts = {result: sum(file.result is result for file in report.files) for result in FileResult}
    told = ", ".join(f"{number} {_RESULTS[result]}" for result, number in counts.items() if number)
    passages = sum(file.passages for file in report.files)
    out.print(f"{len(report.files)} filer på {report.seconds:.1f} s: {told or 'inga'}.")
    if passages:
        out.print(f"{passages} textstycken, {report.embedded} nya vektorer.")
    for file in report.failed:
        out.print(f"[bold]![/bold] {escape(file.error or '')}")


def answer(given: Answer) -> None:
    """Show an answer with its sources."""
    out = _out()
    out.print(f"[bold]{given.heading}[/bold]\n")
    out.print(escape(given.answer.strip()))
    if given.citations:
        out.print("\nKällor")
        for citation in given.citations:
            out.print(escape(f"[{citation.number}] {source_line(citation)}"))
    if given.nearest:
        out.print("\nNärmast")
        for evidence in given.nearest:
            out.print(
                escape(
                    f"• {evidence.title}, {evidence.locator}" if evidence.locator else f"• {evidence.title}"
                )
            )


def source_line(citation: Citation) -> str:
    """Return title · publisher (· originator) · year · place · standing, in that fixed order.

    A handbook citation also names what its paragraph rests on.
    """
    publisher = (
        f"{citation.publisher}, från {citation.originator}" if citation.originator else citation.publisher
    )
    parts = (citation.title, publisher, citation.dated, citation.locator, citation.shown_standing)
    line = " · ".join(part for part in parts if part)
    return f"{line} · {citation.rests_on}" if citation.rests_on else line


def sources(loaded: Sequence[StoredDocument], missing: Sequence[CatalogueEntry]) -> None:
    """Show what is loaded and what the catalogue knows beyond it."""
    out = _out()
    table = Table(
        Column("Id", no_wrap=True, min_width=_ID_WIDTH),
        "Titel",
        "Utgivare",
        "År",
        "Profil",
        "Stycken",
        "Läge",
        title="Inlästa källor",
        title_justify="left",
    )
    for document in loaded:
        known = document.provenance
        table.add_row(
            document.id, escape(f"{known.title}\n{document.name}"), escape(known.publisher), known.dated,
            known.profile, str(document.passages), _ROLES[document.role],
        )  # fmt: skip
    out.print(table)
    if missing:
        rest = Table(
            Column("Id", overflow="fold"),
            "Titel",
            "Utgivare",
            "Finns på",
            title="Kända men inte inlästa",
            title_justify="left",
        )
        for known_entry in missing:
            where = "\n".join(known_entry.addresses) or "adress saknas"
            rest.add_row(known_entry.id, escape(known_entry.title), escape(known_entry.publisher), where)
        out.print(rest)
        out.print("Hämta dem som har en adress med naravard sources fetch.")


def entry(known: CatalogueEntry) -> dict[str, Any]:
    """Return a catalogue entry for machine output."""
    return {
        "id": known.id,
        "title": known.title,
        "publisher": known.publisher,
        "addresses": list(known.addresses),
    }


def receipt(given: DeletionReceipt) -> None:
    """Show what a deletion removed."""
    approved = f" Godkända svar som byggde på den: {given.approved}." if given.approved else ""
    drafts = f" Sparade utkast som byggde på den: {given.drafts}." if given.drafts else ""
    _out().print(
        f"{escape(given.name)} är raderad {given.deleted_at}: {given.passages} textstycken och "
        f"{given.vectors} vektorer.{approved}{drafts}\nFilens sha256: {given.sha256}"
    )


def fetched(results: Sequence[Fetched]) -> None:
    """Show how each download fared."""
    out = _out()
    if not results:
        out.print("Alla källor som har en adress är redan inlästa.")
    for result in results:
        told = f"! {result.error}" if result.error else f"{result.title}: hämtad och inläst."
        out.print(escape(told))


def serving(host: str, port: int) -> None:
    """Say where the pages are."""
    name = f"[{host}]" if ":" in host else host
    _out().print(escape(f"naravard svarar på http://{name}:{port}. Avsluta med Ctrl+C."))


def findings(given: Sequence[Finding]) -> None:
    """Show what the doctor found."""
    out = _out()
    if not given:
        out.print("Allt stämmer: kunskapsbas, ordregister, vektorer, sökindex och sökning.")
    for finding in given:
        out.print(f"{'Lagat' if finding.mended else 'Fel'}: {escape(finding.detail)}")

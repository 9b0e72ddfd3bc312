"""The command that shows what newer documents changed, and puts a digest away once it has been seen."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from assistant.making import require_record
from assistant.renewal.values import Change, Digest, Matter, Resting, Stated
from assistant.settings import Settings
from assistant.wiring import Owner, open_renewals
from ui.word_differences import marked

_HEADINGS = {
    Matter.DEFINITION: "Definitioner",
    Matter.PHRASE: "Rekommenderade formuleringar",
    Matter.FIGURE: "Siffror",
    None: "Övriga meningar",
}
_NAMED = 40
"""Characters of a citation that is named."""


def changes(given: argparse.Namespace, settings: Settings) -> int:
    """Show what every replaced document says otherwise now."""
    renewals, library = open_renewals(settings)
    with closing(library):
        digests = renewals.digests()
    if given.json:
        print(json.dumps([one.to_json() for one in digests], ensure_ascii=False, indent=2))  # noqa: T201  # the command's output
        return 0
    if not digests:
        _out().print("Inget dokument har fått en ny version sedan listan senast gicks igenom.")
    for digest in digests:
        _show(digest)
    return 0


def put_away(given: argparse.Namespace, settings: Settings) -> int:
    """Put a digest away: the older words are deleted."""
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        if not owner.put_away(given.id):
            print(f"Det finns ingen ändring med id {given.id!r}. Se naravard changes.", file=sys.stderr)  # noqa: T201  # the command's own message
            return 1
    _out().print(
        "Ändringen är genomgången. Den förra versionens text är borta, om inte dokumentet självt finns kvar under Källor."
    )
    return 0


def _show(digest: Digest) -> None:
    out = _out()
    out.print(f"\n[bold]{escape(digest.after.title)}[/bold] ({escape(digest.after.name)}) · id {digest.id}")
    out.print(
        f"Ny version {digest.after.added_at[:10]}, den förra från {digest.before.added_at[:10]}. {_counted(digest)}"
    )
    shown: set[int] = set()
    for matter, heading in _HEADINGS.items():
        fresh = [one for one in digest.about(matter) if id(one) not in shown]
        shown.update(map(id, fresh))
        if fresh:
            out.print(f"\n[bold]{heading}[/bold]")
        for change in fresh:
            for line in _told(change):
                out.print(line)
    for what, every in (("Godkända svar", digest.approved), ("Sparade utkast", digest.drafts)):
        _show_resting(what, every)
    out.print(f"\nGenomgången? naravard changes done {digest.id}")


def _counted(digest: Digest) -> str:
    edited = sum(one.before is not None and one.after is not None for one in digest.changes)
    new = sum(one.before is None for one in digest.changes)
    gone = sum(one.after is None for one in digest.changes)
    return f"Oförändrade meningar: {digest.same}. Ändrade: {edited}. Nya: {new}. Borttagna: {gone}."


def _told(change: Change) -> Iterator[Text]:
    head = [*([", ".join(change.terms)] if change.terms else []), _place(change)]
    head += ["siffror"] if Matter.FIGURE in change.matters else []
    head += [f"ordregel {id_}" for id_ in change.rules]
    yield Text(f"· {' · '.join(part for part in head if part)}")
    if change.differences:
        yield Text("  ").append_text(marked(change.differences))
        return
    if change.before is not None:
        yield Text(
            f"  Borttagen: {_quoted(change.before)}"
            if change.after is None
            else f"  Förut: {_quoted(change.before)}"
        )
    if change.after is not None:
        yield Text(
            f"  Ny: {_quoted(change.after)}" if change.before is None else f"  Nu: {_quoted(change.after)}"
        )


def _place(change: Change) -> str:
    stated = change.after or change.before
    return stated.locator if stated is not None else ""


def _quoted(stated: Stated) -> str:
    return f"”{' '.join(stated.text.split())}”"


def _show_resting(what: str, every: Sequence[Resting]) -> None:
    out = _out()
    if every:
        out.print(f"\n[bold]{what} som bygger på den förra versionen[/bold]")
    for one in every:
        state = "allt som citeras står kvar" if one.holds else f"står inte kvar: {_named(one.fallen)}"
        out.print(escape(f"· {one.told} ({one.id}, {one.profile}): {state}"))


def _named(quotes: Sequence[str]) -> str:
    told = [" ".join(quote.split()) for quote in quotes]
    return "; ".join(
        f"”{one[:_NAMED].rstrip()} …”"
        if len(one) > _NAMED
        else f"”{one}”"
        if one
        else "ett stycke i en ännu äldre version"
        for one in told
    )


def _out() -> Console:
    return Console(soft_wrap=True, highlight=False)

"""The commands of the drafting desk: write a draft, save it, list the saved ones and whether their sources still hold."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.drafting.desk import DraftingDesk, desk_of, open_desk
from assistant.drafting.exports.files import WRITERS
from assistant.drafting.exports.markdown import markdown
from assistant.drafting.saved import ReviewedDraft, reviewed
from assistant.drafting.values import Brief, Draft, DraftRefused, UnknownChoice
from assistant.making import require_record
from assistant.settings import Settings
from assistant.wiring import Owner
from ingest.library import Library
from ui.commands import known_profiles

FAILED, USAGE = 1, 2


def draft(given: argparse.Namespace, settings: Settings) -> int:
    """Write a draft; print it, write it to a file, save it."""
    if given.out is not None and given.out.suffix.lower() not in WRITERS:
        return _tell(f"Filen {str(given.out)!r} ska sluta på {', '.join(WRITERS)}.", USAGE)
    if given.variant < 1:
        return _tell(f"Varianten {given.variant} finns inte. Ange 1 eller mer.", USAGE)
    known_profiles(settings)
    brief = Brief(
        topic=given.topic, audience=given.audience, channel=given.channel, length=given.length,
        profile=settings.profile, variant=given.variant,
    )  # fmt: skip
    try:
        written = _written(brief, given.save, settings)
    except UnknownChoice as unknown:
        return _tell(str(unknown), USAGE)
    except DraftRefused as refused:
        if given.json:
            _print_json({"refused": str(refused), "nearest": list(refused.nearest)})
        return _tell(str(refused), FAILED)
    return _shown(written, given)


def _written(brief: Brief, name: str | None, settings: Settings) -> Draft:
    if name is None:
        with closing(open_desk(settings)) as desk:
            return desk.draft(brief)
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        return _saved(desk_of(owner), brief, name)


def _saved(desk: DraftingDesk, brief: Brief, name: str) -> Draft:
    written = desk.draft(brief)
    desk.save(written, name)
    return written


def _shown(written: Draft, given: argparse.Namespace) -> int:
    if given.out is not None:
        try:
            given.out.write_bytes(WRITERS[given.out.suffix.lower()](written))
        except OSError as error:
            return _tell(
                f"Filen {str(given.out)!r} kan inte skrivas ({error.strerror}). Ange en annan.", FAILED
            )
    if given.json:
        _print_json(written.to_json())
    elif given.out is None:
        print(written.clean() if given.clean else markdown(written), end="")  # noqa: T201  # the command's output
    return 0


def drafts(given: argparse.Namespace, settings: Settings) -> int:
    """List the saved drafts and whether their sources still say the same."""
    every = _reviewed(settings)
    if given.json:
        _print_json([{**asdict(one), "saved": _plain(one)} for one in every])
        return 0
    _show(every)
    return 0


def show(given: argparse.Namespace, settings: Settings) -> int:
    """Print one saved draft: its clean copy, or the whole as JSON."""
    found = next((one for one in _reviewed(settings) if one.saved.name == given.name), None)
    if found is None:
        return _missing(given.name)
    if found.changed:
        _tell(
            f"Ändrade källor sedan utkastet sparades: {', '.join(found.changed)}. Skriv utkastet på nytt.",
            0,
        )
    kept = json.loads(found.saved.draft)
    if given.json:
        _print_json(kept)
    else:
        print(kept["clean"], end="")  # noqa: T201  # the command's output
    return 0


def remove(given: argparse.Namespace, settings: Settings) -> int:
    """Delete a saved draft."""
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        if not desk_of(owner).remove(given.name):
            return _missing(given.name)
    _out().print(f"Utkastet {escape(repr(given.name))} är borttaget.")
    return 0


def _reviewed(settings: Settings) -> tuple[ReviewedDraft, ...]:
    require_record(settings.data)
    with closing(Library(settings.data, writable=False)) as library:
        return tuple(reviewed(library))


def _plain(one: ReviewedDraft) -> dict[str, object]:
    return {**asdict(one.saved), "draft": json.loads(one.saved.draft)}


def _show(every: tuple[ReviewedDraft, ...]) -> None:
    if not every:
        _out().print("Inga utkast är sparade. Spara ett med naravard draft … --save NAMN.")
        return
    table = Table("Namn", "Ämne", "Profil", "Sparat", "Läge", title="Sparade utkast", title_justify="left")
    for one in every:
        state = f"{one.state}: {', '.join(one.changed)}" if one.changed else one.state
        table.add_row(
            escape(one.saved.name),
            escape(one.saved.topic),
            one.saved.profile,
            one.saved.saved_on,
            escape(state),
        )
    _out().print(table)


def _missing(name: str) -> int:
    return _tell(f"Det finns inget sparat utkast med namnet {name!r}. Se naravard drafts.", FAILED)


def add_parsers(
    names: "argparse._SubParsersAction[argparse.ArgumentParser]",  # it has no public name
    *,
    data: Callable[..., argparse.ArgumentParser],
    as_json: Callable[..., argparse.ArgumentParser],
    profile: argparse.ArgumentParser,
) -> None:
    """Add `draft` and `drafts` to the command line; the options that all commands share are handed in."""
    one = names.add_parser("draft", parents=[data(), as_json(), profile], help="skriv ett utkast ur källorna")
    one.add_argument("--topic", required=True, metavar="ÄMNE", help="vad texten ska handla om")
    one.add_argument(
        "--audience", required=True, metavar="MÅLGRUPP", help="invanare, medarbetare, chef, politiker"
    )
    one.add_argument(
        "--channel", required=True, metavar="KANAL",
        help="intranat, webb, nyhetsbrev, pressmeddelande, presentation, sociala-medier",
    )  # fmt: skip
    one.add_argument("--length", default="medel", metavar="LÄNGD", help="kort, medel eller lång")
    one.add_argument(
        "--variant", type=int, default=1, metavar="N", help="ett annat urval av likvärdiga meningar"
    )
    one.add_argument(
        "--out", type=Path, metavar="FIL", help="skriv till en fil: .md, .txt, .docx eller .pptx"
    )
    one.add_argument("--clean", action="store_true", help="ren text utan märken")
    one.add_argument("--save", metavar="NAMN", help="spara utkastet i kunskapsbasen")
    one.set_defaults(run=draft)
    saved = names.add_parser("drafts", parents=[data(), as_json()], help="visa sparade utkast")
    saved.set_defaults(run=drafts)
    actions = saved.add_subparsers(metavar="ÅTGÄRD")
    common = [data(default=argparse.SUPPRESS), as_json(default=argparse.SUPPRESS)]
    for action, run, told in (("show", show, "visa ett sparat utkast"), ("remove", remove, "ta bort ett")):
        parser = actions.add_parser(action, parents=common, help=told)
        parser.add_argument("name", metavar="NAMN", help="namnet, som det visas av naravard drafts")
        parser.set_defaults(run=run)


def _out() -> Console:
    return Console(soft_wrap=True, highlight=False)


def _tell(message: str, code: int) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command's own message
    return code


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201  # the command's output

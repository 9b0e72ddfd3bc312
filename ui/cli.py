"""The command line: `naravard COMMAND`. Arguments are read here; the commands themselves stand in `ui.commands`."""

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from assistant.settings import Settings, SettingsFault, load
from ingest.errors import CatalogueError, IngestError, LibraryDamaged, LibraryLocked
from ui import checking, commands, defining, drafting, editing, renewing

FINE, FAILED, USAGE, UNUSABLE_DATA = 0, 1, 2, 3
"""Exit codes: done; a file failed or a finding of severity fel; wrong usage; data folder locked or broken."""

_SWEDISH = {
    "usage: ": "användning: ",
    "options": "val",
    "positional arguments": "argument",
    "show this help message and exit": "visa den här hjälpen",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "unrecognized arguments: %s": "okända argument: %s. Se naravard KOMMANDO --help",
    "the following arguments are required: %s": "det saknas argument: %s",
    "expected one argument": "ett värde väntas",
    "expected at least one argument": "minst ett värde väntas",
    "argument %(argument_name)s: %(message)s": "argumentet %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte (välj bland %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r är inget heltal",
    "expected at most one argument": "högst ett värde väntas",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r finns inte (välj bland %(choices)s)",
    "ignored explicit argument %r": "%r hör inte hit, här väntas inget värde",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s är tvetydigt: det kan betyda %(matches)s",
    "unexpected option string: %s": "oväntat argument: %s",
    "not allowed with argument %s": "kan inte användas tillsammans med %s",
    "one of the arguments %s is required": "ett av argumenten %s behövs",
}

_CODES: Mapping[type[Exception], int] = {
    SettingsFault: USAGE,
    CatalogueError: USAGE,
    LibraryLocked: UNUSABLE_DATA,
    LibraryDamaged: UNUSABLE_DATA,
    IngestError: FAILED,
}
"""The particular before the general."""

_UNREADABLE = "Kunskapsbasen kan inte läsas ({}). Inget har ändrats. Kör naravard doctor, eller läs in källorna i en ny mapp."

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # it has no public name
Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = _parser().parse_args(_with_measurement(sys.argv[1:] if arguments is None else arguments))
    try:
        settings = load(data=given.data, profile=getattr(given, "profile", None), **commands.listening(given))
        run: Command = given.run
        code = run(given, settings)
        sys.stdout.flush()
    except (SettingsFault, IngestError) as error:
        return _tell(error, next(code for kind, code in _CODES.items() if isinstance(error, kind)))
    except sqlite3.DatabaseError as error:
        return _tell(_UNREADABLE.format(error), UNUSABLE_DATA)
    except BrokenPipeError:
        # Whoever read us has seen enough. What is still buffered must not be written when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return _tell("Avbrutet. Det som redan är inläst är kvar.", 130)
    return code


def _with_measurement(arguments: Sequence[str]) -> Sequence[str]:
    """Name the first measurement where `eval` names none: argparse has no optional word before options."""
    command, *rest = arguments or [""]
    if command == "eval" and (not rest or (rest[0].startswith("-") and rest[0] not in {"-h", "--help"})):
        return [command, commands.MEASUREMENTS[0], *rest]
    return arguments


def _tell(message: object, code: int) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command line speaks here
    return code


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda text: _SWEDISH.get(text, text)  # type: ignore[attr-defined]  # argparse's only hook for its own words
    parser = argparse.ArgumentParser(prog="naravard", description="Svar om nära vård, ur källorna.")
    names = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True)
    _add_ingest(names)
    _add_ask(names)
    _add_define(names)
    _add_check(names)
    drafting.add_parsers(names, data=_data, as_json=_json, profile=_profile())
    _add_sources(names)
    _add_approved(names)
    _add_gaps(names)
    _add_changes(names)
    _add_doctor(names)
    _add_serve(names)
    _add_eval(names)
    return parser


def _option(*names: str, **how: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse's own
    """Return a parent that gives a command one option."""
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument(*names, **how)
    return parent


def _data(**how: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse's own
    return _option(
        "--data", type=Path, metavar="MAPP", help="datamapp (annars NARAVARD_DATA eller ./data)", **how
    )


def _json(**how: Any) -> argparse.ArgumentParser:  # noqa: ANN401  # argparse's own
    return _option("--json", action="store_true", help="skriv svaret som JSON", **how)


def _profile() -> argparse.ArgumentParser:
    return _option("--profile", metavar="PROFIL", help="nationell, orebro, sormland, oxelosund eller egen")


def _add_ingest(names: _Commands) -> None:
    ingest = names.add_parser("ingest", parents=[_data(), _json()], help="läs in källor")
    ingest.add_argument(
        "places", nargs="*", type=Path, metavar="MAPP", help="mappar eller filer; annars handboken"
    )
    ingest.set_defaults(run=commands.ingest)


def _add_ask(names: _Commands) -> None:
    ask = names.add_parser("ask", parents=[_data(), _json(), _profile()], help="ställ en fråga")
    ask.add_argument("question", nargs="?", metavar="FRÅGA")
    ask.add_argument("--batch", type=Path, metavar="FIL", help="en JSON-fråga per rad; - läser standard in")
    ask.set_defaults(run=commands.ask)


def _add_define(names: _Commands) -> None:
    define = names.add_parser(
        "define",
        parents=[_data(), _json(), _profile()],
        help="visa vad källorna säger att ett begrepp betyder",
    )
    define.add_argument("term", nargs="?", metavar="BEGREPP", help="annars visas alla begrepp")
    define.add_argument("--verify", metavar="TEXT", help="jämför en definition med källorna, ord för ord")
    define.set_defaults(run=defining.define)


def _add_check(names: _Commands) -> None:
    check = names.add_parser(
        "check", parents=[_data(), _json(), _profile()], help="granska ordvalet i en text"
    )
    check.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FIL",
        help="txt, md, docx, pptx, pdf, html eller eml; - läser standard in",
    )
    check.add_argument("--corrected", action="store_true", help="skriv texten med förslagen införda")
    check.add_argument(
        "--out",
        type=Path,
        metavar="FIL",
        help="skriv till en fil: rättad text, eller .docx med kommentarer (med --corrected också spårade ändringar)",
    )
    check.add_argument("--accept", metavar="ORD", help="lämna ett ord eller namn i fred, i alla texter")
    check.add_argument("--rules", action="store_true", help="visa profilens ordregler")
    check.set_defaults(run=checking.check)


def _add_sources(names: _Commands) -> None:
    sources = names.add_parser("sources", parents=[_data(), _json()], help="visa vilka källor som är inlästa")
    sources.set_defaults(run=commands.sources)
    actions = sources.add_subparsers(metavar="ÅTGÄRD")
    # What was given before the action holds: a default of the action's own would take its place.
    common = [_data(default=argparse.SUPPRESS), _json(default=argparse.SUPPRESS)]
    fetch = actions.add_parser("fetch", parents=common, help="hämta källor vars adress är känd")
    fetch.add_argument(
        "ids", nargs="*", metavar="ID", help="källornas id i katalogen; annars alla som saknas"
    )
    fetch.set_defaults(run=commands.fetch)
    delete = actions.add_parser("delete", parents=common, help="radera en källa för gott")
    delete.add_argument("id", metavar="ID", help="dokumentets id, som det visas av naravard sources")
    delete.set_defaults(run=commands.delete)


def _add_approved(names: _Commands) -> None:
    approved = names.add_parser("approved", parents=[_data(), _json()], help="visa och godkänn svar")
    approved.set_defaults(run=editing.approvals)
    actions = approved.add_subparsers(metavar="ÅTGÄRD")
    common = [_data(default=argparse.SUPPRESS), _json(default=argparse.SUPPRESS)]
    add = actions.add_parser("add", parents=[*common, _profile()], help="godkänn svaret på en fråga")
    add.add_argument("question", metavar="FRÅGA")
    add.add_argument(
        "--role", required=True, metavar="ROLL", help="vem som godkänner: en roll, inte ett namn"
    )
    add.add_argument("--expires", required=True, metavar="DATUM", help="sista dagen, till exempel 2027-05-31")
    add.add_argument(
        "--text", type=Path, metavar="FIL", help="egen text med [1] för källorna; annars svaret som det är"
    )
    add.add_argument(
        "--wording", action="append", default=[], metavar="FRÅGA", help="ett annat sätt att ställa frågan"
    )
    add.set_defaults(run=editing.approve)
    remove = actions.add_parser("remove", parents=common, help="ta bort ett godkännande")
    remove.add_argument("id", metavar="ID", help="id, som det visas av naravard approved")
    remove.set_defaults(run=editing.withdraw)


def _add_gaps(names: _Commands) -> None:
    gaps = names.add_parser("gaps", parents=[_data(), _json()], help="visa vilka frågor som inte fick svar")
    gaps.set_defaults(run=editing.gaps)
    actions = gaps.add_subparsers(metavar="ÅTGÄRD")
    clear = actions.add_parser("clear", parents=[_data(default=argparse.SUPPRESS)], help="töm listan")
    clear.set_defaults(run=editing.clear_gaps)


def _add_changes(names: _Commands) -> None:
    changes = names.add_parser(
        "changes", parents=[_data(), _json()], help="visa vad nya versioner har ändrat"
    )
    changes.set_defaults(run=renewing.changes)
    actions = changes.add_subparsers(metavar="ÅTGÄRD")
    done = actions.add_parser(
        "done", parents=[_data(default=argparse.SUPPRESS)], help="lägg undan en ändring som är genomgången"
    )
    done.add_argument("id", metavar="ID", help="id, som det visas av naravard changes")
    done.set_defaults(run=renewing.put_away)


def _add_doctor(names: _Commands) -> None:
    doctor = names.add_parser(
        "doctor", parents=[_data(), _json()], help="kontrollera kunskapsbasen och laga den"
    )
    doctor.add_argument("--check", action="store_true", help="kontrollera bara, ändra inget")
    doctor.set_defaults(run=commands.doctor)


def _add_serve(names: _Commands) -> None:
    serve = names.add_parser("serve", parents=[_data(), _profile()], help="starta webbsidan och API:et")
    serve.add_argument("--host", metavar="ADRESS", help="adress att lyssna på (127.0.0.1)")
    serve.add_argument("--port", type=int, metavar="PORT", help="port (8000)")
    serve.set_defaults(run=commands.serve)


def _add_eval(names: _Commands) -> None:
    measure = names.add_parser("eval", help="mät kvaliteten")
    measure.add_argument(
        "what",
        choices=commands.MEASUREMENTS,
        metavar="VAD",
        help="answers (förval), retrieval, wordings, contradictions, concepts, verifier, texts, drafts, swefaq eller bench",
    )
    rest = measure.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="...", help="se naravard eval VAD --help"
    )
    rest.required = False
    measure.set_defaults(run=commands.evaluate, data=None)


if __name__ == "__main__":
    sys.exit(main())

"""The command line: `naravard COMMAND`. Arguments are read here; the commands themselves stand in `ui.commands`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.settings import Settings, SettingsFault, load
from ingest.errors import IngestError, LibraryDamaged, LibraryLocked
from ui import commands

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
    "invalid %(type)s value: %(value)r": "%(value)r kan inte användas (väntar %(type)s)",
    "not allowed with argument %s": "kan inte användas tillsammans med %s",
    "one of the arguments %s is required": "ett av argumenten %s behövs",
}

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = _parser().parse_args(arguments)
    try:
        settings = load(data=given.data, profile=getattr(given, "profile", None), **commands.listening(given))
        run: Command = given.run
        return run(given, settings)
    except SettingsFault as fault:
        return _tell(fault, USAGE)
    except (LibraryLocked, LibraryDamaged) as error:
        return _tell(error, UNUSABLE_DATA)
    except IngestError as error:
        return _tell(error, FAILED)
    except KeyboardInterrupt:
        return _tell("Avbrutet. Det som redan är inläst är kvar.", 130)


def _tell(message: object, code: int) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command line speaks here
    return code


def _parser() -> argparse.ArgumentParser:
    argparse._ = lambda text: _SWEDISH.get(text, text)  # type: ignore[attr-defined]  # argparse's only hook for its own words
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data", type=Path, metavar="MAPP", help="datamapp (annars NARAVARD_DATA eller ./data)"
    )
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--json", action="store_true", help="skriv maskinläsbart")
    profile = argparse.ArgumentParser(add_help=False)
    profile.add_argument(
        "--profile", metavar="PROFIL", help="nationell, orebro, sormland, oxelosund eller egen"
    )

    parser = argparse.ArgumentParser(prog="naravard", description="Svar om nära vård, ur källorna.")
    names = parser.add_subparsers(title="kommandon", metavar="KOMMANDO", required=True)

    ingest = names.add_parser("ingest", parents=[common, machine], help="läs in källor")
    ingest.add_argument(
        "places", nargs="*", type=Path, metavar="MAPP", help="mappar eller filer; annars handboken"
    )
    ingest.set_defaults(run=commands.ingest)

    ask = names.add_parser("ask", parents=[common, machine, profile], help="ställ en fråga")
    ask.add_argument("question", nargs="?", metavar="FRÅGA")
    ask.add_argument("--batch", type=Path, metavar="FIL", help="en JSON-fråga per rad; - läser standard in")
    ask.set_defaults(run=commands.ask)

    sources = names.add_parser("sources", parents=[common, machine], help="visa vilka källor som är inlästa")
    sources.set_defaults(run=commands.sources)
    actions = sources.add_subparsers(metavar="ÅTGÄRD")
    fetch = actions.add_parser("fetch", parents=[common, machine], help="hämta källor vars adress är känd")
    fetch.add_argument(
        "ids", nargs="*", metavar="ID", help="källornas id i katalogen; annars alla som saknas"
    )
    fetch.set_defaults(run=commands.fetch)
    delete = actions.add_parser("delete", parents=[common, machine], help="radera en källa för gott")
    delete.add_argument("id", metavar="ID", help="dokumentets id, som det visas av naravard sources")
    delete.set_defaults(run=commands.delete)

    doctor = names.add_parser(
        "doctor", parents=[common, machine], help="kontrollera kunskapsbasen och laga den"
    )
    doctor.add_argument("--check", action="store_true", help="kontrollera bara, ändra inget")
    doctor.set_defaults(run=commands.doctor)

    serve = names.add_parser("serve", parents=[common, profile], help="starta webbsidan och API:et")
    serve.add_argument("--host", metavar="ADRESS", help="adress att lyssna på (127.0.0.1)")
    serve.add_argument("--port", type=int, metavar="PORT", help="port (8000)")
    serve.set_defaults(run=commands.serve)

    measure = names.add_parser("eval", help="mät kvaliteten")
    measure.add_argument("what", choices=("retrieval", "bench"), metavar="VAD", help="retrieval eller bench")
    measure.add_argument("rest", nargs=argparse.REMAINDER, help="se naravard eval VAD --help")
    measure.set_defaults(run=commands.evaluate, data=None)
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""What each command does: open the parts, call them, print, return an exit code."""

import argparse
import json
import sys
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import asdict
from importlib.resources import as_file, files
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from assistant.answers import Question
from assistant.making import load_catalogue, require_record
from assistant.settings import Settings, SettingsFault
from assistant.wiring import Owner, open_reader
from ingest.catalogue import NATIONAL
from ingest.doctor import examine
from ui import batch, printing

MEASUREMENTS = (
    "answers",
    "retrieval",
    "wordings",
    "contradictions",
    "concepts",
    "verifier",
    "texts",
    "drafts",
    "swefaq",
    "bench",
)
"""What `eval` can measure, as `eval.run` knows it; the first when none is named."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def listening(given: argparse.Namespace) -> dict[str, Any]:
    """Return the listening settings that were given, where the command has them."""
    return {name: getattr(given, name, None) for name in ("host", "port")}


def ingest(given: argparse.Namespace, settings: Settings) -> int:
    """Ingest folders, or the handbook that comes with the program."""
    missing = [place for place in given.places if not place.exists()]
    if missing:
        return _usage(f"Mappen {str(missing[0])!r} finns inte. Kontrollera sökvägen.")
    with closing(Owner(settings)) as owner, as_file(files("corpus").joinpath("handbok")) as handbook:
        with printing.progress(quiet=given.json) as progress:
            report = owner.ingestion.run(given.places or [Path(handbook)], progress=progress)
        if given.json:
            _print_json(asdict(report))
        else:
            printing.ingest_report(report)
    return 1 if report.failed or not report.files else 0


def ask(given: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or every line of a file."""
    if (given.question is None) == (given.batch is None):
        return _usage('Ange en fråga (naravard ask "Vad är nära vård?") eller --batch FIL.')
    profiles = known_profiles(settings)
    if given.batch is not None:
        return _ask_batch(given.batch, settings, profiles)
    with closing(open_reader(settings)) as reader:
        answer = reader.assistant.ask(Question(text=given.question, profile=settings.profile))
    if given.json:
        _print_json(answer.to_json())
    else:
        printing.answer(answer)
    return 0


def known_profiles(settings: Settings) -> tuple[str, ...]:
    """Return the profiles there are: the national one and the catalogue's.

    Raises:
        SettingsFault: When the chosen one is not among them.
    """
    profiles = (NATIONAL, *(profile.id for profile in load_catalogue(settings).profiles))
    if settings.profile not in profiles:
        raise SettingsFault(batch.unknown_profile(settings.profile, profiles))
    return profiles


def _ask_batch(path: Path, settings: Settings, profiles: Collection[str]) -> int:
    code = 0
    try:
        with _lines(path) as lines, closing(open_reader(settings)) as reader:
            for answer in batch.answers(lines, reader.assistant, profile=settings.profile, profiles=profiles):
                print(_one_line(answer), flush=True)  # noqa: T201  # the command's output
                code = 1 if "error" in answer else code
    except UnicodeDecodeError:
        return _usage(f"Filen {str(path)!r} är inte skriven i UTF-8. Spara den som UTF-8.")
    except FileNotFoundError:
        return _usage(f"Filen {str(path)!r} finns inte. Kontrollera sökvägen.")
    except IsADirectoryError:
        return _usage(f"{str(path)!r} är en mapp. Ange en fil med en JSON-fråga per rad.")
    return code


def _one_line(answer: object) -> str:
    """Write an object on one line, also for readers that break lines at every separator Unicode has."""
    return json.dumps(answer, ensure_ascii=False).translate(_SEPARATORS)


_SEPARATORS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def _lines(path: Path) -> AbstractContextManager[Iterable[str]]:
    """Open a file, or standard input for “-”: lines end at line breaks only, which `splitlines` does not hold to."""
    if str(path) == "-":
        return nullcontext(TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig"))
    return path.open(encoding="utf-8-sig")


def sources(given: argparse.Namespace, settings: Settings) -> int:
    """List what is loaded, and what the catalogue knows but is missing."""
    with closing(open_reader(settings)) as reader:
        loaded = reader.library.documents()
    known = {document.provenance.catalogue_id for document in loaded}
    missing = load_catalogue(settings).missing({id_ for id_ in known if id_ is not None})
    if given.json:
        _print_json(
            {
                "loaded": [asdict(document) for document in loaded],
                "missing": [printing.entry(e) for e in missing],
            }
        )
    else:
        printing.sources(loaded, missing)
    return 0


def delete(given: argparse.Namespace, settings: Settings) -> int:
    """Delete a document and print the receipt."""
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        receipt = owner.delete(given.id)
    if receipt is None:
        return _usage(f"Det finns ingen källa med id {given.id!r}. Se naravard sources.", code=1)
    if given.json:
        _print_json(asdict(receipt))
    else:
        printing.receipt(receipt)
    return 0


def _usage(message: str, *, code: int = 2) -> int:
    print(message, file=sys.stderr)  # noqa: T201  # the command line speaks here
    return code


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))  # noqa: T201  # the command's output


def doctor(given: argparse.Namespace, settings: Settings) -> int:
    """Say what is wrong with the record and its index, and mend it unless only asked to check."""
    require_record(settings.data)
    with closing(Owner(settings)) as owner:
        found = examine(owner.library, owner.embedder, owner.index, mend=not given.check)
    if given.json:
        _print_json([asdict(finding) for finding in found])
    else:
        printing.findings(found)
    return 0 if all(finding.mended for finding in found) else 1


def fetch(given: argparse.Namespace, settings: Settings) -> int:
    """Download sources whose address the catalogue knows, and ingest them."""
    catalogue = load_catalogue(settings)
    unknown = [id_ for id_ in given.ids if catalogue.entry(id_) is None]
    if unknown:
        known = ", ".join(entry.id for entry in catalogue.entries)
        return _usage(f"Källan {unknown[0]!r} finns inte i katalogen. Kända källor är {known}.")
    from ui.fetching import fetch_sources  # noqa: PLC0415  # only this command needs the network

    with closing(Owner(settings)) as owner:
        results = fetch_sources(owner, given.ids)
        failed = [result for result in results if result.error is not None]
    if given.json:
        _print_json([asdict(result) for result in results])
    else:
        printing.fetched(results)
    return 1 if failed else 0


def serve(_: argparse.Namespace, settings: Settings) -> int:
    """Serve the API and the pages until stopped."""
    if settings.host not in _LOOPBACK:
        return _usage(
            f"Adressen {settings.host!r} kan nås av andra. Den lokala installationen lyssnar bara på 127.0.0.1; "
            "ta bort --host och NARAVARD_HOST."
        )
    known_profiles(settings)
    require_record(settings.data)
    from ui.serving import bound, serve_until_stopped  # noqa: PLC0415  # FastAPI and Gradio take seconds to import

    with closing(Owner(settings)) as owner, bound(settings.host, settings.port) as door:
        printing.serving(settings.host, settings.port)
        return 0 if serve_until_stopped(owner, door) else 1


def evaluate(given: argparse.Namespace, settings: Settings) -> int:
    """Run a measurement in folders of its own."""
    from eval.run import main as measure  # noqa: PLC0415  # no part of answering

    return measure(given.what, given.rest, documents=settings.documents)

"""Cases: questions with what a right answer rests on, read from JSON lines."""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

T = TypeVar("T", bound=BaseModel)

Kind = Literal["single", "multi", "unanswerable", "injection_pii"]
"""One source answers; several must be compared; none does; personal data or injected instructions."""

_LETTERS = re.compile(r"[^0-9a-zåäöé]+")


class CaseFault(Exception):
    """A case file, or a line of it, cannot be used; the Swedish message names file, line and fault."""


def _with_letters(snippet: str) -> str:
    """Refuse a snippet that every passage would hold."""
    if not letters(snippet):
        raise ValueError("no letters")
    return snippet


class Gold(BaseModel):
    """A passage that carries the answer."""

    model_config = ConfigDict(frozen=True)

    file: str
    """Name of any file of the publication, as the catalogue knows it."""
    snippet: Annotated[str, AfterValidator(_with_letters)]
    """A few words that stand in the passage; letters and digits are compared."""


class Case(BaseModel):
    """One question and what is expected of its answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    user: str
    question: str
    history: tuple[str, ...] = ()
    answerable: bool
    expect: tuple[str, ...] = ()
    sources: tuple[Gold, ...] = ()
    kind: Kind
    behaviour: str
    note: str = ""


def load_cases(*paths: Path) -> tuple[Case, ...]:
    """Read case files; the ones that come with the product when none is named."""
    chosen: Sequence[Path] = paths or own_case_files()
    return tuple(case for path in chosen for case in _read(path))


def own_case_files() -> tuple[Path, ...]:
    """Return the case files that weights and thresholds may be chosen on."""
    return tuple(data_file(f"questions-tune-{part}.jsonl") for part in "abcde")


def set_aside_files() -> tuple[Path, ...]:
    """Return the case files that nothing is tuned on."""
    return (data_file("questions-setaside.jsonl"),)


def data_file(name: str) -> Path:
    """Return a file or folder of the product's own cases."""
    return Path(str(files("eval").joinpath("data", name)))


def _read(path: Path) -> tuple[Case, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFault(
            f"Frågefilen {str(path)!r} kan inte öppnas som UTF-8-text. Kontrollera sökvägen."
        ) from error
    return tuple(_case(line, path, number) for number, line in enumerate(lines, 1) if line.strip())


def _case(line: str, path: Path, number: int) -> Case:
    where = f"{path.name!r}, rad {number}"
    try:
        return Case.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise CaseFault(
            f"{where}: raden är ingen JSON. Skriv en fråga som ett JSON-objekt per rad."
        ) from error
    except ValidationError as error:
        keys = sorted({".".join(map(str, fault["loc"])) or "raden" for fault in error.errors()})
        raise CaseFault(f"{where}: {', '.join(keys)} saknas eller har fel värde. Rätta raden.") from error


def letters(text: str) -> str:
    """Return the lower-case letters and digits of a text: how gold snippets are compared.

    >>> letters("Vad är nära vård?")
    'vadärnäravård'
    """
    return _LETTERS.sub("", text.lower())


def load_rows(path: Path, kind: type[T], *, fields: str) -> tuple[T, ...]:
    """Read rows, one a line.

    Raises:
        CaseFault: When the file cannot be read as such.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        return tuple(kind.model_validate(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, ValidationError) as error:
        raise CaseFault(
            f"Filen {str(path)!r} kan inte läsas: JSON-rader med {fields} väntas. Kontrollera filen."
        ) from error

"""Which files a run brings in, and the key that a new version of each will carry too."""

import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_HIDDEN = (".", "~$", "__")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to ingest."""

    path: Path
    key: str
    """Its path below the folder that was named, with forward slashes: what a new version of it will carry too."""


def find_files(places: Sequence[Path]) -> tuple[FoundFile, ...]:
    """Return the files below the places, hidden ones left out, each once, by key.

    Where two places hold a file of the same name, the later one's key begins with its folder.
    """
    found: dict[str, FoundFile] = {}
    seen: set[Path] = set()
    for path, relative in _below(places):
        if path.resolve() not in seen:
            seen.add(path.resolve())
            key = _free_key(path, relative, found)
            found[key] = FoundFile(path=path, key=key)
    return tuple(found[key] for key in sorted(found))


def _below(places: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each file and its path below the place; a place that is a file stands for itself."""
    for place in places:
        if place.is_file():
            yield place, Path(place.name)
            continue
        for path in sorted(place.rglob("*")):
            relative = path.relative_to(place)
            if path.is_file() and not any(part.startswith(_HIDDEN) for part in relative.parts):
                yield path, relative


def _free_key(path: Path, relative: Path, taken: Container[str]) -> str:
    """Return the shortest end of the path, from below its place, that no other file has."""
    parts = path.absolute().parts
    keys = (_key(parts[-length:]) for length in range(len(relative.parts), len(parts)))
    return next((key for key in keys if key not in taken), _key(parts))


def _key(parts: Sequence[str]) -> str:
    """Return a path that can be stored: composed letters, and no bytes that are not text."""
    readable = "/".join(parts).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", readable)

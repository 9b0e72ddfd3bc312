"""Word lists of the product's own: what names a place, a person, a symptom or a danger."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_list(file: str, key: str) -> tuple[str, ...]:
    """Return the entries under a key of one of the files in `corpus/language`, in order."""
    entries = _read(file)[key]
    return tuple(entries.split() if isinstance(entries, str) else entries)


@cache
def word_pattern(file: str, *keys: str, ending: str = "") -> re.Pattern[str]:
    """Return what matches any entry as a word of its own, with an optional ending; `*` stands for any, a blank for any space."""
    entries = [entry for key in keys for entry in word_list(file, key)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_as_pattern, entries))})(?:{ending})?(?!\w)", re.IGNORECASE)


@cache
def phrase_pattern(file: str, key: str) -> re.Pattern[str]:
    """Return what matches any entry as the beginning of a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_as_pattern, word_list(file, key)))})", re.IGNORECASE)


def _as_pattern(entry: str) -> str:
    return re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


@cache
def _read(file: str) -> Mapping[str, Any]:
    return tomllib.loads(files("corpus").joinpath("language", f"{file}.toml").read_text(encoding="utf-8"))

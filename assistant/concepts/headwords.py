"""The curated list of headwords: it says which names belong together, never what a term means."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from assistant.concepts.names import Name, name_of


class _Entry(BaseModel):
    """One headword as the file holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    term: str
    variants: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concept: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headword:
    """A term, its other names, and what it leads on to."""

    term: str
    variants: tuple[str, ...] = ()
    """Abbreviations among them."""
    related: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Ids of the wording rules for the term."""

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name of it, as lemmas."""
        return tuple(dict.fromkeys(map(name_of, (self.term, *self.variants))))


def load_headwords() -> tuple[Headword, ...]:
    """Read the list that comes with the product."""
    text = files("corpus").joinpath("concepts.toml").read_text(encoding="utf-8")
    return tuple(
        Headword(
            term=entry.term,
            variants=(*entry.variants, *entry.abbreviations),
            related=entry.related,
            rules=entry.rules,
        )
        for entry in _File.model_validate(tomllib.loads(text)).concept
    )

"""Where to turn when the sources do not answer: roles and functional addresses per profile, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.settings import SettingsFault
from ingest.catalogue import NATIONAL


class _Care(BaseModel):
    """What is said of danger, treatment and crisis; staff first, then residents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    danger: str
    staff: str
    resident: str
    crisis: str
    crisis_staff: str
    crisis_resident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposts:
    """Roles to ask by profile, and the way for what no source answers."""

    ask: Mapping[str, str]
    care: _Care

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read a signpost file; the one that comes with the product when none is named.

        Raises:
            SettingsFault: When it cannot be read; names the file and the remedy.
        """
        source = path or files("corpus").joinpath("signposts.toml")
        try:
            tables = tomllib.loads(source.read_text(encoding="utf-8"))
            care = _Care.model_validate(tables.pop("care", {}))
            ask = {profile: str(table["ask"]) for profile, table in tables.items()}
        except (OSError, ValueError, LookupError, TypeError, ValidationError) as error:
            raise SettingsFault(
                f"Vägvisarfilen {str(source)!r} kan inte användas. Utgå från corpus/signposts.toml: en tabell per profil "
                "med nyckeln ask, och tabellen care."
            ) from error
        if NATIONAL not in ask:
            raise SettingsFault(f"Vägvisarfilen {str(source)!r} saknar tabellen {NATIONAL!r}. Lägg till den.")
        return cls(ask=ask, care=care)

    def for_profile(self, profile: str) -> str:
        """Return the role to ask, the national one where the profile has none."""
        return self.ask.get(profile, self.ask[NATIONAL])

    def treatment(self) -> str:
        """Return what is said of somebody's treatment, as a list."""
        return _listed(self.care.danger, self.care.staff, self.care.resident)

    def crisis(self) -> str:
        """Return what is said of a person in crisis, as a list."""
        return _listed(self.care.crisis, self.care.crisis_staff, self.care.crisis_resident)


def _listed(*lines: str) -> str:
    return "\n".join(f"- {line}" for line in lines)

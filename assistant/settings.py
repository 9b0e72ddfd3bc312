"""Configuration: few values, frozen, read from the environment or one file; unknown keys are refused."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PREFIX = "NARAVARD_"
FILE_NAME = "naravard.toml"

BUNDLED = "bundled"
"""The value of `embedding_model` that means the model inside the package."""


class SettingsFault(Exception):
    """A setting is unknown or has a value that cannot be used. The message is Swedish."""


class Settings(BaseSettings):
    """What can be configured. Each field is `NARAVARD_` and its name in capitals, or a key in `naravard.toml`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True, toml_file=FILE_NAME
    )

    data: Path = Path("data")
    """Folder of the record and its index."""
    profile: str = "nationell"
    """Layer that speaks first: nationell, orebro, sormland, oxelosund or an organisation's own."""
    host: str = "127.0.0.1"
    """Address to listen on; only loopback until an identity provider is configured."""
    port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    embedding_model: str = BUNDLED
    """`bundled`, or a folder or name for sentence-transformers."""
    question_prompt: str | None = None
    """Put before questions by a sentence-transformers model; None uses the model's own."""
    passage_prompt: str | None = None
    """Put before passages; None uses the model's own."""
    allow_download: bool = False
    """Let a model be fetched from the hub by name."""
    reranker: Path | None = None
    """Folder of a sentence-transformers CrossEncoder that puts the best passages in order; None leaves the order as found."""
    catalogue: Path | None = None
    """An organisation's own catalogue file, read after the bundled one."""
    signposts: Path | None = None
    """An organisation's own signposts, in place of `corpus/signposts.toml`: whom to ask when the sources do not answer."""
    wording: Path | None = None
    """Folder of an organisation's own wording rules, read after those in `corpus/wording`."""
    gaps: bool = False
    """Keep a list of questions that were not answered, grouped and counted, without personal data."""
    documents: Path | None = None
    """Folder with the real publications, for measurements and tests; nothing is read from it otherwise."""
    upload_limit_mb: Annotated[int, Field(ge=1)] = 50
    """Largest file that can be uploaded."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic-settings' signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Rank the sources: the command line, the environment, the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**given: object) -> Settings:
    """Read the settings; values given by the command line win, None means not given.

    Raises:
        SettingsFault: When a key is unknown or a value cannot be used; names the key and the remedy.
    """
    unknown = sorted(name for name in _environment() if name.removeprefix(PREFIX) not in _KEYS)
    if unknown:
        raise SettingsFault(_told(f"{unknown[0]!r} i miljön är okänd"))
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # validated here
    except ValidationError as error:
        raise SettingsFault(_told("; ".join(map(_fault, error.errors())))) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsFault(_told(f"filen {FILE_NAME!r} kan inte läsas som TOML ({error})")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFault(_told(f"filen {FILE_NAME!r} kan inte öppnas som UTF-8-text")) from error


_KEYS = frozenset(name.upper() for name in Settings.model_fields)
_SWEDISH: Mapping[str, str] = {
    "extra_forbidden": "är okänd",
    "int_parsing": "ska vara ett heltal, inte {input!r}",
    "int_type": "ska vara ett heltal, inte {input!r}",
    "int_from_float": "ska vara ett heltal, inte {input!r}",
    "greater_than_equal": "ska vara minst {ge}, inte {input!r}",
    "less_than_equal": "ska vara högst {le}, inte {input!r}",
    "bool_parsing": "ska vara true eller false, inte {input!r}",
    "bool_type": "ska vara true eller false, inte {input!r}",
    "string_type": "ska vara text, inte {input!r}",
    "path_type": "ska vara en sökväg, inte {input!r}",
}


def _environment() -> list[str]:
    """Return the names in the environment that claim to be ours: pydantic-settings ignores those it does not know."""
    names = (name.upper() for name in os.environ)  # noqa: TID251  # the one module that reads the configuration
    return [name for name in names if name.startswith(PREFIX)]


def _fault(fault: Mapping[str, Any]) -> str:
    what = _SWEDISH.get(fault["type"], "har ett värde som inte godtas: {input!r}")
    key = ".".join(map(str, fault["loc"]))
    return f"{key!r} {what.format(input=fault['input'], **fault.get('ctx', {}))}"


def _told(what: str) -> str:
    known = ", ".join(sorted(Settings.model_fields))
    return (
        f"Inställningen kan inte användas: {what}. Rätta eller ta bort den. Kända nycklar är {known} "
        f"(i {FILE_NAME}, eller med {PREFIX} framför och stora bokstäver i miljön)."
    )

"""Configuration: few values, frozen, read from the environment or one file; unknown keys are refused."""

from pathlib import Path

from pydantic import ValidationError
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

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", toml_file=FILE_NAME)

    data: Path = Path("data")
    """Folder of the record and its index."""
    profile: str = "nationell"
    """Layer that speaks first: nationell, orebro, sormland, oxelosund or an organisation's own."""
    host: str = "127.0.0.1"
    """Address to listen on; only loopback until an identity provider is configured."""
    port: int = 8000
    embedding_model: str = BUNDLED
    """`bundled`, or a folder or name for sentence-transformers."""
    question_prompt: str | None = None
    """Put before questions by a sentence-transformers model; None uses the model's own."""
    passage_prompt: str | None = None
    """Put before passages; None uses the model's own."""
    allow_download: bool = False
    """Let a model be fetched from the hub by name."""
    catalogue: Path | None = None
    """An organisation's own catalogue file, read after the bundled one."""
    documents: Path | None = None
    """Folder with the real publications, for measurements and tests; nothing is read from it otherwise."""
    upload_limit_mb: int = 50
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
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # validated here
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))!r}: {fault['msg']}" for fault in error.errors()
        )
        known = ", ".join(sorted(Settings.model_fields))
        raise SettingsFault(
            f"Inställningen kan inte användas: {faults}. Kända nycklar är {known} "
            f"(i {FILE_NAME}, eller med {PREFIX} framför och stora bokstäver i miljön)."
        ) from error

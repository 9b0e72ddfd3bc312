"""Configuration: what is read from where, and what is refused."""

from pathlib import Path

import pytest

from assistant.settings import Settings, SettingsFault, load


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without a file, and an environment without our variables."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"NARAVARD_{name.upper()}", raising=False)
    return tmp_path


def test_nothing_configured_is_a_local_installation() -> None:
    """It works without a file, and nobody else can reach it."""
    settings = load()

    assert (settings.data, settings.profile, settings.host, settings.port) == (
        Path("data"), "nationell", "127.0.0.1", 8000,
    )  # fmt: skip
    assert (settings.embedding_model, settings.allow_download, settings.catalogue) == ("bundled", False, None)


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearer, the stronger; None on the command line means not given."""
    (nowhere / "naravard.toml").write_text('profile = "orebro"\nport = 1\nhost = "::1"\n', encoding="utf-8")
    monkeypatch.setenv("NARAVARD_PROFILE", "sormland")
    monkeypatch.setenv("NARAVARD_PORT", "2")

    settings = load(profile=None, port=3)

    assert (settings.profile, settings.port, settings.host) == ("sormland", 3, "::1")


@pytest.mark.parametrize("name", ["NARAVARD_PROT", "NARAVARD_", "NARAVARD_DATA_FOLDER", "naravard_prot"])
def test_an_unknown_variable_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A misspelt variable would otherwise be as if it were not there."""
    monkeypatch.setenv(name, "1")

    with pytest.raises(SettingsFault) as fault:
        load()

    assert f"'{name.upper()}' i miljön är okänd" in str(fault.value)
    assert all(known in str(fault.value) for known in Settings.model_fields)


@pytest.mark.parametrize("name", ["NARAVARDEN", "MY_NARAVARD_X", "naravard_port"])
def test_other_variables_and_lower_case_are_let_be(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Only what claims to be ours is ours to refuse."""
    monkeypatch.setenv(name, "7")

    assert load().port in {7, 8000}


def test_an_unknown_key_in_the_file_is_refused_by_name(nowhere: Path) -> None:
    """The message lists the keys that there are."""
    (nowhere / "naravard.toml").write_text("prot = 1\n", encoding="utf-8")

    with pytest.raises(SettingsFault, match=r"'prot' är okänd.*Kända nycklar är .*port.*naravard\.toml"):
        load()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "åtta", "'port' ska vara ett heltal, inte 'åtta'"),
        ("PORT", "0", "'port' ska vara minst 1, inte '0'"),
        ("PORT", "70000", "'port' ska vara högst 65535, inte '70000'"),
        ("UPLOAD_LIMIT_MB", "-1", "'upload_limit_mb' ska vara minst 1"),
        ("ALLOW_DOWNLOAD", "kanske", "'allow_download' ska vara true eller false, inte 'kanske'"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_in_swedish(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    """Culprit, reason and remedy; no English from the library below."""
    monkeypatch.setenv(f"NARAVARD_{name}", value)

    with pytest.raises(SettingsFault) as fault:
        load()

    assert told in str(fault.value)
    assert not {"Input", "should", "Extra", "valid"} & set(str(fault.value).split())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"port = ", "kan inte l\u00e4sas som TOML"),
        (b"\xff\xfe", "UTF-8"),
        (b"profile = 3", "'profile' ska vara text, inte 3"),
        (b"[data]\nx = 1", "'data' ska vara en s\u00f6kv\u00e4g"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_swedish(nowhere: Path, content: bytes, told: str) -> None:
    """The file is written by hand."""
    (nowhere / "naravard.toml").write_bytes(content)

    with pytest.raises(SettingsFault) as fault:
        load()

    assert told in str(fault.value)


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose files and CI write NARAVARD_DATA= for “not given”."""
    monkeypatch.setenv("NARAVARD_DATA", "")

    assert load().data == Path("data")

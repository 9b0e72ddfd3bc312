"""The command line through its door: terms and definitions."""

from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.assistant.terms_of_the_village import write_record
from tests.running import Run


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the villages' record; only read it."""
    return write_record(tmp_path_factory.mktemp("village"))


@pytest.fixture
def data(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The villages' data folder, with the catalogue that knows their profile."""
    monkeypatch.setenv("NARAVARD_CATALOGUE", str(settings.catalogue))
    return settings.data


def test_a_term_is_shown_source_by_source(run: Run, data: Path) -> None:
    """Own region first, each source's words with their place."""
    assert run("define", "bytorg", "--data", data, "--profile", "byn") == 0

    assert run.out.splitlines()[:6] == [
        "bytorg  Källorna säger samma sak",
        "",
        "Ordlista för byn · Byalaget · 2031 · byn",
        "• ”Ett bytorg är en plats där grannar hjälper varandra. Ett bytorg är inte en affär eller ett annat namn på kiosken.”",
        "  (Vad är ett bytorg?)",
        "",
    ]


def test_second_hand_and_the_handbook_are_named(run: Run, data: Path) -> None:
    """The reader sees whose words they are, and that a guide is not quoted."""
    assert run("define", "grannstöd", "--data", data) == 0
    assert "(Grannstöd · från Grannförbundet · i andra hand)" in run.out

    assert run("define", "spång", "--data", data) == 0
    assert "• En spång är en smal bro över vått land." in run.out


def test_a_term_in_json_is_the_contracts_object(run: Run, data: Path) -> None:
    """One object, known or not."""
    assert run("define", "--json", "bytorg", "--data", data) == 0
    assert run.json["definitions"][0]["text"].startswith("Ett bytorg är")

    assert run("define", "--json", "bytarg", "--data", data) == 0
    assert (run.json["definitions"], run.json["nearest"]) == ([], ["bytorg"])


def test_an_unexplained_term_names_the_remedy(run: Run, data: Path) -> None:
    """Saying no well: the nearest terms, or the list."""
    assert run("define", "bytarg", "--data", data) == 1
    assert run.err == "Ingen källa förklarar 'bytarg'. Närmast: bytorg.\n"

    assert run("define", "qwxz", "--data", data) == 1
    assert "Se alla begrepp med naravard define." in run.err


def test_every_term_is_listed_when_none_is_named(run: Run, data: Path) -> None:
    """With whether the sources agree."""
    assert run("define", "--data", data) == 0
    assert "kvällsrunda" in run.out

    assert run("define", "--json", "--data", data) == 0
    assert "bytorg" in {one["term"] for one in run.json}


def test_a_definition_is_verified(run: Run, data: Path) -> None:
    """What the source has more and what the text has more are marked."""
    pasted = "Ett bytorg är en plats där kommunen inte hjälper varandra."

    assert run("define", "bytorg", "--verify", pasted, "--data", data) == 1
    assert run.out.startswith("Nästan ordagrant")
    assert "Ett bytorg är en plats där [-grannar-] {+kommunen inte+} hjälper varandra" in run.out
    assert "”inte” står i din text" in run.out

    assert run("define", "--json", "--verify", pasted, "--data", data) == 0
    assert run.json["status"] == "near"


def test_an_invented_definition_is_a_failure_to_find(run: Run, data: Path) -> None:
    """The exit code says so too."""
    assert run("define", "--verify", "Ett bytorg är en lokal med fasta avgifter.", "--data", data) == 1
    assert run.out.startswith("Hittas inte")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("?!",), "Begreppet saknar ord"),
        (("--verify", "två ord"), "minst 3 ord"),
        (("bytorg", "--profile", "mars"), "'mars' finns inte"),
    ],
)
def test_wrong_usage_is_told(run: Run, data: Path, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2, and what to write instead."""
    assert run("define", *arguments, "--data", data) == 2
    assert told in run.err


def test_a_missing_record_is_told(run: Run, tmp_path: Path) -> None:
    """Exit code 3, as for every command that reads."""
    assert run("define", "bytorg", "--data", tmp_path / "tom") == 3
    assert "naravard ingest" in run.err

"""The command line through its door: questions and answers."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.assistant.test_assistant import ANSWER_KEYS
from tests.running import Run
from tests.small_sources import CATALOGUE


@pytest.fixture
def data(small_settings: Settings) -> Path:
    """Data folder of the small record; only read it."""
    return small_settings.data


def test_a_question_is_answered_with_its_sources(run: Run, data: Path) -> None:
    """Heading, quotation, place."""
    assert run("ask", "När serveras lunchen?", "--data", data) == 0

    assert run.out.splitlines() == [
        "Svar ur källorna",
        "",
        "”Lunchen serveras klockan tolv.” [1]",
        "",
        "Källor",
        "[1] Matsalen · okänd utgivare · odaterat · När serveras lunch?",
    ]
    assert run.err == ""


def test_a_handbook_answer_names_what_it_rests_on(run: Run, data: Path) -> None:
    """A guide leads to the original."""
    assert run("ask", "Hur går ett hembesök till?", "--data", data) == 0

    assert "Källa: extern, en påhittad sida" in run.out


def test_a_refusal_shows_the_nearest_and_is_no_failure(run: Run, data: Path) -> None:
    """Saying no well is an answer."""
    assert run("ask", "Vilken färg har månen?", "--data", data) == 0

    assert run.out.startswith("Finns inte i källorna")
    assert "Närmast" in run.out
    assert "[1]" not in run.out


def test_an_answer_in_json_is_the_contracts_object(run: Run, data: Path) -> None:
    """One object, whatever the outcome."""
    for question in ("När serveras lunchen?", "Vilken färg har månen?", ""):
        assert run("ask", "--json", question, "--data", data, "--profile", "orebro") == 0
        assert set(run.json) == ANSWER_KEYS
        assert run.json["profile"] == "orebro"


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "Vad?", "--batch", "f.jsonl")])
def test_a_question_or_a_file_is_needed_not_both(run: Run, arguments: tuple[str, ...]) -> None:
    """The message shows both ways."""
    assert run(*arguments) == 2
    assert "naravard ask" in run.err
    assert "--batch FIL" in run.err


@pytest.mark.parametrize("command", [("ask", "Vad?"), ("serve",)])
def test_an_unknown_profile_is_refused_by_naming_the_known_ones(
    run: Run, data: Path, command: tuple[str, ...]
) -> None:
    """A typing error shows what could have been meant."""
    assert run(*command, "--profile", "örebro", "--data", data) == 2
    assert run.err == "Profilen 'örebro' finns inte. Välj bland nationell, orebro, sormland, oxelosund.\n"


def test_an_organisations_own_profile_is_known(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is added by adding a file."""
    (tmp_path / "egen.toml").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setenv("NARAVARD_CATALOGUE", "egen.toml")

    assert run("ask", "Vad?", "--profile", "byn", "--data", data, "--json") == 0
    assert run.json["profile"] == "byn"


@pytest.mark.slow
def test_the_program_runs_as_a_module_and_stops_when_nobody_reads(data: Path) -> None:
    """`naravard sources | head` must not end in a traceback."""
    command = [sys.executable, "-m", "ui.cli", "sources", "--data", str(data), "--json"]

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()

    assert told == b""
    assert process.returncode == 1

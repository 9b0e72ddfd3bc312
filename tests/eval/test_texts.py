"""Measuring the wording check: what counts as found, missed and false, and when the command fails."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import data_file
from eval.texts import Score, TextCase, judge
from tests.checkers import checker
from tests.running import Run


def case(text: str, *expected: tuple[str, str], **more: Any) -> dict[str, Any]:
    """Return a case with findings given by rule and words."""
    return {
        "id": "t1", "profile": "alla", "text": text,
        "expect": [
            {"rule": rule, "span": span, "start": text.index(span), "end": text.index(span) + len(span)}
            for rule, span in expected
        ],
    } | more  # fmt: skip


def judged(*cases: dict[str, Any]) -> Score:
    """Judge cases and add them up."""
    return Score.of([judge(checker(), TextCase.model_validate(one)) for one in cases])


def test_found_missed_and_false_are_told_apart() -> None:
    """By the fixed part of the rule and any overlap of the words."""
    score = judged(
        case("SKL möts i landstinget.", ("O1-något", "SKL möts"), ("N1", "möts")),
        case("Vi ses."),
    )

    assert (score.texts, score.clean, score.found, score.missed, score.alarms) == (2, 1, 1, 1, 1)
    assert (score.recall, score.precision, score.falls_short) == (0.5, 0.5, True)


def test_nothing_expected_and_nothing_found_is_perfect() -> None:
    """A score of clean texts divides by nothing."""
    score = judged(case("Vi ses."))

    assert (score.recall, score.precision, score.relapses, score.falls_short) == (1.0, 1.0, 0, False)


@pytest.mark.slow
def test_the_command_measures_anyones_texts(run: Run, tmp_path: Path) -> None:
    """Exit code 1 under a floor, 2 for a file that is none; names that others use for our profiles are known."""
    good, bad = tmp_path / "bra.jsonl", tmp_path / "fel.jsonl"
    good.write_text(json.dumps(case("SKL möts. " * 200, profile="örebro")), encoding="utf-8")
    bad.write_text("{}", encoding="utf-8")

    assert run("eval", "texts", "--cases", good, "--verbose") == 1
    assert "falsk O1-skl" in run.out
    assert run("eval", "texts", "--cases", bad) == 2
    assert "kan inte läsas" in run.err


def test_the_projects_own_texts_are_enough_and_well_formed() -> None:
    """At least 150 texts with 70 clean beside those set aside, every span where it says, no id twice."""
    files = [*sorted(data_file(".").glob("texts-tune-*.jsonl")), data_file("texts-setaside.jsonl")]
    cases = [
        TextCase.model_validate_json(line) for path in files for line in path.read_text("utf-8").splitlines()
    ]

    assert len(cases) >= 150
    assert sum(not one.expect for one in cases) >= 70
    assert len({one.id for one in cases}) == len(cases)
    assert all(one.text[e.start : e.end] == e.span for one in cases for e in one.expect)

"""`naravard eval concepts` and `eval verifier` through the door, on a folder that holds none of the known sources."""

import json
from pathlib import Path

import pytest

from assistant.alignment import Kind, align, differences
from eval.definitions import Change, changed
from tests.publications import page_html
from tests.running import Run


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A folder with one page that no row knows."""
    (tmp_path / "källor").mkdir()
    (tmp_path / "källor" / "byn.html").write_bytes(page_html())
    return tmp_path


@pytest.mark.slow
def test_definitions_that_are_not_there_fall_short(run: Run, village: Path) -> None:
    """The exit code says so, the rows are named."""
    assert run("eval", "concepts", "--documents", "källor", "--report", "ut.json") == 1

    assert "Kända definitioner som hittas: 0.000" in run.out
    told = json.loads((village / "ut.json").read_text(encoding="utf-8"))
    assert (told["found"], told["wrongly_credited"], told["not_verbatim"]) == (0, 0, 0)
    assert len(told["missed"]) == told["rows"]


@pytest.mark.slow
@pytest.mark.usefixtures("village")
def test_a_case_whose_words_are_not_there_is_a_fault(run: Run) -> None:
    """It would measure nothing, and look right."""
    assert run("eval", "verifier", "--documents", "källor") == 2

    assert "finns inte på platsen" in run.err


def test_a_change_is_made_once() -> None:
    """The first word of the kind, whole words only."""
    assert (
        changed("Arten är fin och är stor.", Change(replace=("är", "blir"))) == "Arten blir fin och är stor."
    )


def test_what_is_missing_stands_before_what_was_added() -> None:
    """As a reader expects a correction: out, then in."""
    mine, theirs = "vi går till det röda huset".split(), "i dag vi åker till det gamla huset igen".split()
    placed = align(mine, theirs, kin=lambda one, other: one == other)

    assert placed is not None
    told = differences(placed, mine, theirs, same=lambda a, b: mine[a] == theirs[b])
    assert [(one.kind, one.words) for one in told] == [
        (Kind.EQUAL, "vi"),
        (Kind.MISSING, "åker"),
        (Kind.ADDED, "går"),
        (Kind.EQUAL, "till det"),
        (Kind.MISSING, "gamla"),
        (Kind.ADDED, "röda"),
        (Kind.EQUAL, "huset"),
    ]


def test_texts_without_a_common_word_are_not_aligned() -> None:
    """There is no place to show."""
    assert align(["en", "två"], ["tre", "fyra"], kin=lambda one, other: one == other) is None

"""`naravard ask --batch`: a file of questions through the door."""

import io
import json
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.assistant.test_assistant import ANSWER_KEYS
from tests.running import Run


@pytest.fixture
def data(small_settings: Settings) -> Path:
    """Data folder of the small record; only read it."""
    return small_settings.data


def test_a_batch_gives_one_object_a_line(run: Run, data: Path, tmp_path: Path) -> None:
    """Good, bad and blank lines; unknown keys are ignored; a bad line does not stop the rest, and the code says so."""
    lines = (
        '{"id": "a", "question": "När serveras lunchen?", "profile": "orebro", "expect": ["tolv"]}',
        "",
        '{"question": "Vilken färg\u2028 har månen?"}',
        "inget json",
        '{"id": 7, "fråga": "Vad?"}',
        '{"id": "c", "question": 7}',
        '{"id": "d", "question": "Vad?", "history": "Vad?"}',
        '{"id": "e", "question": "Vad?", "profile": "månen"}',
        "[1]",
        '{"id": "f", "question": "Hur många är de?", "history": ["Vad gör Samverkansnämndens ledamöter?"]}',
        '{"id": "g", "question": "", "history": null, "profile": null}',
    )
    file = tmp_path / "frågor.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8-sig")

    assert run("ask", "--batch", file, "--data", data) == 1

    printed = [json.loads(line) for line in run.out.splitlines()]
    assert [one["id"] for one in printed] == ["a", "3", "4", "7", "c", "d", "e", "9", "f", "g"]
    good = [one for one in printed if "error" not in one]
    assert [one["id"] for one in good] == ["a", "3", "f", "g"]
    assert all(set(one) == ANSWER_KEYS for one in good)
    assert (good[0]["profile"], good[1]["profile"]) == ("orebro", "nationell")
    assert "elva ledamöter" in good[2]["answer"]
    told = {one["id"]: one["error"] for one in printed if "error" in one}
    assert told["4"].startswith("Rad 4 kan inte läsas: den är inte ett JSON-objekt")
    assert "'question' saknas" in told["7"]
    assert "'question' har fel slags värde" in told["c"]
    assert "'history' har fel slags värde" in told["d"]
    assert "'månen' finns inte. Välj bland nationell, orebro" in told["e"]


def test_a_batch_of_good_lines_is_fine(run: Run, data: Path, tmp_path: Path) -> None:
    """Exit code 0 means every line was answered."""
    (tmp_path / "f.jsonl").write_text('{"question": "Vilken färg har månen?"}\n\n', encoding="utf-8")

    assert run("ask", "--batch", "f.jsonl", "--data", data) == 0
    assert run.json["outcome"] == "unanswered"


def test_a_batch_is_read_from_standard_input(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input, in UTF-8 whatever the terminal says."""
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO('{"question": "När är lunchen?"}'.encode()), "ascii")
    )

    assert run("ask", "--batch", "-", "--data", data) == 0
    assert run.json["question"] == "När är lunchen?"


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "finns inte"), (b"\xff\xfe{", "UTF-8"), ("folder", "är en mapp")],
)
def test_a_batch_file_that_cannot_be_read_is_wrong_usage(
    run: Run, data: Path, tmp_path: Path, content: bytes | str | None, told: str
) -> None:
    """The culprit is named; there is no traceback."""
    file = tmp_path / "frågor.jsonl"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content:
        file.mkdir()

    assert run("ask", "--batch", file, "--data", data) == 2
    assert told in run.err
    assert str(file) in run.err

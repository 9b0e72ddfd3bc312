"""`naravard eval retrieval` through the door, on a folder and questions of our own."""

import json
from pathlib import Path

import pytest

from tests.publications import page_html
from tests.running import Run


@pytest.mark.slow
def test_eval_retrieval_measures_an_own_folder(run: Run, tmp_path: Path) -> None:
    """Anyone can measure their own texts with their own questions."""
    (tmp_path / "källor").mkdir()
    (tmp_path / "källor" / "byn.html").write_bytes(page_html())
    case = {
        "id": "1", "user": "staff", "question": "Vad finns i byn?", "answerable": True, "kind": "single",
        "behaviour": "answer", "sources": [{"file": "byn.html", "snippet": "vårdcentral"}],
    }  # fmt: skip
    (tmp_path / "frågor.jsonl").write_text(json.dumps(case), encoding="utf-8")

    code = run(
        "eval",
        "retrieval",
        "--documents",
        "källor",
        "--questions",
        "frågor.jsonl",
        "--report",
        "ut/mätt.json",
    )

    assert code == 0
    outcomes = json.loads((tmp_path / "ut" / "mätt.json").read_text(encoding="utf-8"))["sets"]["frågor"]
    assert [one["variant"] for one in outcomes] == ["blandat"] * 4 + ["pptx", "pdf"]
    assert all(one["ranks"] == {"1": 1} for one in outcomes)
    assert all(one["quotes"] == one["true_quotes"] > 0 for one in outcomes if one["system"] == "naravard")
    assert "Rätt stycke: frågor" in run.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--documents", "tom"), "innehåller inga källor"),
        (("--documents", "källor", "--questions", "borta.jsonl"), "'borta.jsonl' kan inte öppnas"),
        (("--documents", "källor", "--questions", "fel.jsonl"), "'fel.jsonl', rad 2"),
    ],
)
def test_eval_names_what_it_cannot_use(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    """Wrong usage, exit code 2."""
    (tmp_path / "källor").mkdir()
    (tmp_path / "källor" / "byn.html").write_bytes(page_html())
    (tmp_path / "fel.jsonl").write_text("\n{}", encoding="utf-8")

    assert run("eval", "retrieval", *arguments) == 2
    assert told in run.err

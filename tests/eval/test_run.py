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


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A folder with a page, a question that it answers, one that it does not, and other wordings."""
    (tmp_path / "källor").mkdir()
    (tmp_path / "källor" / "byn.html").write_bytes(page_html())
    cases = [
        {"id": "1", "user": "staff", "question": "Vad finns i byn?", "answerable": True, "kind": "single",
         "behaviour": "answer", "expect": ["vårdcentral"], "sources": [{"file": "byn.html", "snippet": "vårdcentral"}]},
        {"id": "2", "user": "staff", "question": "Vilken färg har månen?", "answerable": False,
         "kind": "unanswerable", "behaviour": "refuse"},
    ]  # fmt: skip
    wordings = [{"id": "1", "wordings": ["Vad har byn?", "Vad finns det i byn?"]}]
    for name, rows in (("frågor.jsonl", cases), ("wordings-frågor.jsonl", wordings)):
        (tmp_path / name).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_eval_measures_answers_when_nothing_is_named(run: Run, village: Path) -> None:
    """Figures, what others reach, times, as JSON and as a page that needs nothing beside it."""
    (village / "främmande").mkdir()
    (village / "främmande" / "a.md").write_text("# Månen\n\n## Sten\n\nMånen är av sten.\n", encoding="utf-8")

    code = run(
        "eval", "--documents", "källor", "--questions", "frågor.jsonl", "--distractors", "främmande",
        "--report", "ut/mätt.json", "--page", "ut/sida.html",
    )  # fmt: skip

    assert code == 0
    told = json.loads((village / "ut" / "mätt.json").read_text(encoding="utf-8"))
    assert told["figures"]["fakta i svaret"] == 1.0
    assert told["distractors"] > 0
    assert [one["system"] for one in told["systems"]] == ["naravard", "dense", "bm25"]
    assert [one["system"] for one in told["baselines"]] == ["LI vektorer", "LI BM25"]
    assert {one["step"] for one in told["timings_ms"]} >= {"hela frågan", "bädda in frågan, ensamt"}
    page = (village / "ut" / "sida.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    assert not {"http://", "https://", "<script", "src="} & {
        part for part in ("http://", "https://", "<script", "src=") if part in page
    }


@pytest.mark.slow
def test_floors_bind_own_questions_only_when_asked(run: Run, village: Path) -> None:
    """Somebody else's set is measured, not judged."""
    case = {
        "id": "1", "user": "staff", "question": "Vad finns i byn?", "answerable": True, "kind": "single",
        "behaviour": "answer", "expect": ["en flygplats med tre banor"], "sources": [{"file": "byn.html", "snippet": "vårdcentral"}],
    }  # fmt: skip
    (village / "andra.jsonl").write_text(json.dumps(case), encoding="utf-8")
    asked = ("eval", "--documents", "källor", "--questions", "andra.jsonl", "--no-baselines")

    assert run(*asked) == 0
    assert run(*asked, "--floors") == 1
    assert "under gränsen" in run.out


@pytest.mark.slow
def test_wordings_are_asked_beside_their_question(run: Run, village: Path) -> None:
    """The file of other wordings lies beside the questions."""
    assert (
        run("eval", "wordings", "--documents", "källor", "--questions", "frågor.jsonl", "--report", "ut.json")
        == 0
    )

    told = json.loads((village / "ut.json").read_text(encoding="utf-8"))["sets"]["frågor"]
    assert told == {"same": 1.0, "cases": 1, "different": []}


@pytest.mark.slow
def test_differences_that_no_source_tells_are_counted_as_not_shown(run: Run, village: Path) -> None:
    """Our page says nothing of what the real sources differ on."""
    assert run("eval", "contradictions", "--documents", "källor") == 1
    assert "Visade: 0 av 12" in run.out


@pytest.mark.slow
def test_swefaq_is_ranked_over_all_its_answers(run: Run, village: Path) -> None:
    """Each question's right answer among everybody's."""
    rows = [
        {"question": "När serveras lunch?", "candidate_answers": ["Lunchen serveras klockan tolv.", "Månen är av sten."], "label": 0},
        {"question": "Vad är månen av?", "candidate_answers": ["Lunchen serveras klockan tolv.", "Månen är av sten."], "label": 1},
    ]  # fmt: skip
    (village / "faq.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    assert run("eval", "swefaq", "faq.jsonl", "--report", "ut.json") == 0

    ours = json.loads((village / "ut.json").read_text(encoding="utf-8"))["systems"][0]
    assert (ours["system"], ours["questions"], ours["ndcg"]) == ("naravard", 2, 1.0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("retrieval", "--documents", "tom"), "innehåller inga källor"),
        (
            ("retrieval", "--documents", "källor", "--questions", "borta.jsonl"),
            "'borta.jsonl' kan inte öppnas",
        ),
        (("--documents", "källor", "--questions", "fel.jsonl"), "'fel.jsonl', rad 2"),
        (("--documents", "källor", "--distractors", "källor"), "inga Markdownfiler"),
        (("swefaq", "frågor.jsonl"), "kan inte läsas som SweFAQ"),
        (("musik",), "'musik' finns inte"),
    ],
)
def test_eval_names_what_it_cannot_use(
    run: Run, village: Path, arguments: tuple[str, ...], told: str
) -> None:
    """Wrong usage, exit code 2."""
    (village / "fel.jsonl").write_text("\n{}", encoding="utf-8")

    assert run("eval", *arguments) == 2
    assert told in run.err

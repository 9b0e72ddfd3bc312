"""Records made for a measurement, and the measurement of retrieval on one."""

import json
from pathlib import Path

import pytest

from eval.cases import Case, CaseFault, Gold
from eval.metrics import RetrievalFigures
from eval.retrieval import SYSTEMS, Outcome, difference, evaluate
from eval.shelves import MIXED, publications, shelf, swefaq_answers
from tests.publications import guide_docx, page_html
from tests.small_sources import write_sources


def case(id_: str, question: str, *gold: tuple[str, str], kind: str = "single") -> Case:
    """Return a case with its gold passages."""
    sources = [Gold(file=file, snippet=snippet) for file, snippet in gold]
    return Case.model_validate(
        {"id": id_, "user": "staff", "question": question, "answerable": True, "kind": kind, "behaviour": "answer",
         "sources": sources}
    )  # fmt: skip


def outcome(**shares: float) -> Outcome:
    """Return an outcome with the shares that matter."""
    figures = {"first": 0.0, "in_five": 0.0, "in_ten": 0.0, **shares}
    return Outcome(
        system="naravard", variant=MIXED, quotes=0, true_quotes=0, ranks={},
        figures=RetrievalFigures(questions=1, reciprocal=0.0, comparisons=0, all_in_eight=0.0, **figures),
    )  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder of publications, with text files beside it."""
    folder = tmp_path / "office"
    folder.mkdir()
    (tmp_path / "text").mkdir()
    for name in ("a.pptx", "b.pdf", "c.html", "notes.md", "d.docx"):
        (folder / name).touch()
    (tmp_path / "text" / "a.txt").touch()
    return folder


@pytest.mark.parametrize(
    ("variant", "names"),
    [
        (MIXED, ["a.pptx", "b.pdf", "c.html", "d.docx"]),
        ("pptx", ["a.pptx", "c.html", "d.docx"]),
        ("pdf", ["b.pdf", "c.html"]),
        ("text", ["a.txt"]),
    ],
)
def test_a_variant_takes_what_exists_in_its_format(office: Path, variant: str, names: list[str]) -> None:
    """A page exists as a page only; text files stand beside the office folder."""
    assert [path.name for path in publications(office, variant)] == names


def test_a_shelf_is_gone_afterwards(tmp_path: Path) -> None:
    """A measurement leaves nothing behind, and distractors are documents like others."""
    place = write_sources(tmp_path / "in", "matsalen.md")

    with shelf([place / "matsalen.md"], ["Bussen går klockan nio.", "Tåget är blått."]) as owner:
        folder = owner.settings.data
        names = {document.name for document in owner.documents()}

    assert names == {"matsalen.md", "distractor-0000.txt", "distractor-0001.txt"}
    assert not folder.exists()


def test_swefaq_answers_are_read_once_each(tmp_path: Path) -> None:
    """The same answers stand beside many questions."""
    path = tmp_path / "faq.jsonl"
    rows = [{"candidate_answers": ["ett", "två"]}, {"candidate_answers": ["två", "tre\u2028fyra"]}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")

    assert swefaq_answers(path) == ("ett", "två", "tre\u2028fyra")


@pytest.mark.parametrize("content", [None, "{}", "[", "[1]"])
def test_a_file_that_is_no_swefaq_is_named(tmp_path: Path, content: str | None) -> None:
    """Instead of a traceback."""
    path = tmp_path / "faq.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(CaseFault, match=r"faq\.jsonl"):
        swefaq_answers(path)


@pytest.mark.slow
def test_retrieval_is_measured_by_rank_of_the_right_publication(tmp_path: Path) -> None:
    """The words must stand in a passage of the publication that is meant, not in any that is unknown to the catalogue."""
    (tmp_path / "byn.html").write_bytes(page_html())
    (tmp_path / "ordlista.docx").write_bytes(guide_docx())
    cases = (
        case("first", "Vad finns i byn?", ("byn.html", "vårdcentral")),
        case("other", "Vad finns i byn?", ("ordlista.docx", "vårdcentral")),
        case("either", "Vad finns i byn?", ("borta.html", "vårdcentral"), ("byn.html", "apotek")),
        case(
            "both", "Vad finns i byn?", ("byn.html", "vårdcentral"), ("byn.html", "finns inte"), kind="multi"
        ),
        case("aside", "Vilken färg har månen?", kind="unanswerable"),
    )

    with shelf([tmp_path / "byn.html", tmp_path / "ordlista.docx"]) as owner:
        measured = {system: evaluate(owner, cases, system=system, variant=MIXED) for system in SYSTEMS}

    ours = measured["naravard"]
    assert ours.ranks == {"first": 1, "other": None, "either": 1}
    assert (ours.figures.questions, ours.figures.comparisons, ours.figures.all_in_eight) == (3, 1, 0.0)
    assert ours.quotes == ours.true_quotes > 0
    assert measured["bm25"].ranks["first"] == 1


def test_the_difference_is_the_largest_of_the_three_shares() -> None:
    """It is what formats and distractors may cost at most."""
    assert difference(outcome(first=0.5, in_ten=0.9), outcome(first=0.6, in_ten=0.7)) == pytest.approx(0.2)

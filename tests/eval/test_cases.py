"""Case files: what is read, and what is refused by name."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import CaseFault, load_cases, own_case_files, set_aside_files
from ingest.catalogue import Catalogue

GOOD: dict[str, Any] = {
    "id": "1", "user": "staff", "question": "Vad?", "answerable": True, "kind": "single", "behaviour": "answer",
    "sources": [{"file": "a.md", "snippet": "nära vård"}],
}  # fmt: skip


def written(folder: Path, *lines: str) -> Path:
    """Write a case file."""
    path = folder / "frågor.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_line_is_a_case_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    """Unknown keys are somebody's notes; a line separator inside a text ends no line."""
    odd = {**GOOD, "id": "2", "question": "Vad\u2028då?", "history": ["Hur?"], "colour": "blue"}

    cases = load_cases(written(tmp_path, json.dumps(GOOD), "", json.dumps(odd, ensure_ascii=False), ""))

    assert [(case.id, case.question, case.history) for case in cases] == [
        ("1", "Vad?", ()),
        ("2", "Vad\u2028då?", ("Hur?",)),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "'frågor.jsonl', rad 3: raden är ingen JSON"),
        ("[]", "'frågor.jsonl', rad 3: raden"),
        ('{"id": "1"}', "answerable, behaviour, kind, question, user saknas eller har fel värde"),
        (json.dumps({**GOOD, "kind": "double"}), "kind saknas eller har fel värde"),
        (json.dumps({**GOOD, "sources": [{"file": "a.md", "snippet": " … "}]}), "sources.0.snippet"),
    ],
)
def test_a_fault_is_named_by_file_line_and_key(tmp_path: Path, line: str, told: str) -> None:
    """A snippet without letters would stand in every passage."""
    with pytest.raises(CaseFault) as fault:
        load_cases(written(tmp_path, json.dumps(GOOD), "", line))

    assert told in str(fault.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, content: bytes | None) -> None:
    """The path is typed by hand."""
    path = tmp_path / "borta.jsonl"
    if content:
        path.write_bytes(content)

    with pytest.raises(CaseFault, match=r"borta\.jsonl"):
        load_cases(path)


def test_our_own_cases_are_sound() -> None:
    """Ids are unique over all files, gold files are known, and what is set aside is not tuned on."""
    tuned, aside = load_cases(), load_cases(*set_aside_files())
    catalogue = Catalogue.load()

    ids = [case.id for case in (*tuned, *aside)]
    assert len(ids) == len(set(ids))
    assert not {*set_aside_files()} & {*own_case_files()}
    assert not {case.question for case in tuned} & {case.question for case in aside}
    assert {
        gold.file for case in (*tuned, *aside) for gold in case.sources if catalogue.named(gold.file) is None
    } == set()
    assert all(case.sources for case in (*tuned, *aside) if case.kind in {"single", "multi"})


def test_snippets_are_short_enough_to_keep() -> None:
    """The publications belong to their publishers: at most eight words of them stand in our files."""
    long = [gold.snippet for case in (*load_cases(), *load_cases(*set_aside_files())) for gold in case.sources
            if len(gold.snippet.split()) > 8]  # fmt: skip

    assert long == []

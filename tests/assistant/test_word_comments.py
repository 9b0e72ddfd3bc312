"""A checked Word file: comments where findings stand, words and formatting as they were."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document

from assistant.answers import Answer, Origin, Outcome, Statement
from assistant.wording.files import read_text
from assistant.wording.findings import Finding
from assistant.wording.own_words import OwnWords
from assistant.wording.word_comments import commented
from ingest.errors import UnreadableDocument
from tests.checkers import checker


def letter() -> bytes:
    """Return a Word file with findings across runs, in a table, and beside formatting."""
    document = docx.Document()
    document.add_heading("Nyheter", 1)
    paragraph = document.add_paragraph("Vi och land")
    paragraph.add_run("stinget").bold = True
    paragraph.add_run(" möts. Närvården växer.").italic = True
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "SKL:s plan"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def findings(text: str) -> tuple[Finding, ...]:
    """Check by the national rules."""
    return checker().check(text, profile="nationell").findings


def formatted(document: Document) -> list[tuple[str, bool | None, bool | None]]:
    """Return every character's formatting, runs put together."""
    return [
        (character, run.bold, run.italic)
        for paragraph in document.paragraphs
        for run in paragraph.runs
        for character in run.text
    ]


def test_each_finding_becomes_a_comment_on_its_words() -> None:
    """Severity, suggestion, reason and source stand in it; the marked runs hold just the words."""
    data, made = commented(letter(), findings)
    document = docx.Document(io.BytesIO(data))

    told = [comment.text for comment in document.comments]
    assert len(made) == 3
    assert any("Ändra: Skriv region." in text and "Förslag: regionen" in text for text in told)
    assert any("Källa: SKR, beslut 27 november 2019" in text for text in told)
    xml = document.element.xml
    assert xml.count("w:commentRangeStart") == 3


def test_words_and_formatting_stay_as_they_were() -> None:
    """Runs may be cut, never changed."""
    data, _ = commented(letter(), findings)

    assert formatted(docx.Document(io.BytesIO(data))) == formatted(docx.Document(io.BytesIO(letter())))


def test_texts_are_read_from_plain_files_and_letters(tmp_path: Path) -> None:
    """Plain text as it stands; a letter by subject and body."""
    (tmp_path / "a.txt").write_text("SKL\n", encoding="utf-8")
    (tmp_path / "a.eml").write_bytes(
        b"Subject: =?utf-8?q?N=C3=A4rv=C3=A5rd?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej fr\xc3\xa5n SKL\r\n"
    )
    (tmp_path / "b.eml").write_bytes(
        b"Subject: Plan\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Landstinget</p>\r\n"
    )

    assert read_text(tmp_path / "a.txt").text == "SKL\n"
    assert read_text(tmp_path / "a.eml").text.splitlines() == ["Närvård", "", "Hej från SKL"]
    assert "Landstinget" in read_text(tmp_path / "b.eml").text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"\xff\xfe\x00", "inte text i UTF-8"),
        ("a.md", b"a\0b", "ingen text"),
        ("a.eml", b"Content-Type: image/png\r\n\r\nx", "ingen text"),
    ],
)
def test_files_without_text_are_refused_by_name(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    """Binary under a text's name, and a letter that is a picture."""
    (tmp_path / name).write_bytes(data)

    with pytest.raises(UnreadableDocument, match=told):
        read_text(tmp_path / name)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(UnreadableDocument, match=r"'borta\.txt'.*ingen sådan fil"):
        read_text(tmp_path / "borta.txt")


def test_the_assistants_own_words_are_mended_and_quotations_are_not() -> None:
    """Own statements get the suggestion; what cannot be mended is told; the source keeps its words."""
    quoted = Statement(text="”SKL ska verka.”", origin=Origin.QUOTE, citations=(1,))
    own = Statement(text="SKL säger detta om vårdtagaren.", origin=Origin.OWN)
    answer = Answer(
        id="", question="", profile="okänd", outcome=Outcome.ANSWERED, statements=(own, quoted),
        answer=f"{own.text} {quoted.text} [1]", short=own.text,
    )  # fmt: skip

    checked = OwnWords(checker()).checked(answer)

    assert checked.answer == "SKR säger detta om vårdtagaren. ”SKL ska verka.” [1]"
    assert checked.short == "SKR säger detta om vårdtagaren."
    assert [one["rule"]["id"] for one in checked.findings] == ["P1-ord-för-människor"]  # type: ignore[index]  # JSON

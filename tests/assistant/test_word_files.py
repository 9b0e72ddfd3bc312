"""A checked Word file: comments where findings stand, suggestions as tracked changes, words and formatting as they were."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element

from assistant.answers import Answer, Origin, Outcome, Statement
from assistant.wording.files import read_text
from assistant.wording.findings import Finding
from assistant.wording.own_words import OwnWords
from assistant.wording.word_files import Marked, marked
from ingest.errors import UnreadableDocument
from tests.checkers import checker
from tests.patience import ends


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
    made = marked(letter(), findings)
    document = docx.Document(io.BytesIO(made.data))

    told = [comment.text for comment in document.comments]
    assert (len(made.findings), made.changes) == (3, 0)
    assert any("Ändra: Skriv region." in text and "Förslag: regionen" in text for text in told)
    assert any("Källa: SKR, beslut 27 november 2019" in text for text in told)
    xml = document.element.xml
    assert xml.count("w:commentRangeStart") == 3


def test_words_and_formatting_stay_as_they_were() -> None:
    """Runs may be cut, never changed."""
    made = marked(letter(), findings)

    assert formatted(docx.Document(io.BytesIO(made.data))) == formatted(docx.Document(io.BytesIO(letter())))


def put(parent: _Element, child: _Element) -> None:
    """Put an element last in another."""
    parent.append(child)


def tracked(data: bytes) -> Marked:
    """Return a Word file with suggestions as tracked changes, by the national rules."""
    return marked(data, findings, lambda text: checker().corrected(text, profile="nationell"))


def settled(data: bytes, *, accept: bool) -> Document:
    """Return a file as it is once every tracked change of ours is accepted, or rejected."""
    document = docx.Document(io.BytesIO(data))
    gone, kept = (qn("w:del"), qn("w:ins")) if accept else (qn("w:ins"), qn("w:del"))
    for element in [
        one for one in document.element.body.iter(gone, kept) if one.get(qn("w:author")) == "naravard"
    ]:
        for run in [] if element.tag == gone else list(element):
            element.addprevious(run)
            for words in run.findall(qn("w:delText")):
                words.tag = qn("w:t")
        element.getparent().remove(element)
    return document


def written(document: Document) -> bytes:
    """Return a document as a file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def lines(document: Document) -> list[str]:
    """Return every paragraph's words, those in tables, links and insertions too."""
    return [
        "".join(words.text for words in one.iter(qn("w:t"))) for one in document.element.body.iter(qn("w:p"))
    ]


def test_suggestions_become_tracked_changes() -> None:
    """Accepted they give the corrected text, rejected the file as it was, formatting and all."""
    made = tracked(letter())

    assert made.changes == 3
    assert lines(settled(made.data, accept=True)) == [
        "Nyheter", "Vi och regionen möts. Den nära vården växer.", "SKR:s plan",
    ]  # fmt: skip
    assert formatted(settled(made.data, accept=False)) == formatted(docx.Document(io.BytesIO(letter())))
    assert len(list(docx.Document(io.BytesIO(made.data)).comments)) == 3


def test_what_is_inserted_looks_like_what_it_replaces() -> None:
    """The first struck run's formatting, as a person's own typing would have."""
    accepted = formatted(settled(tracked(letter()).data, accept=True))

    assert {italic for character, _, italic in accepted if character in "växer"} >= {True}
    told = "".join(character for character, _, italic in accepted if italic)
    assert told == " möts. Den nära vården växer."


@pytest.mark.parametrize("after", ["Ny text. Slut", "Text. Slut igen", "Slut", "Text.", "Text. Ny. Slut", ""])
def test_words_can_be_put_in_and_taken_out_anywhere(after: str) -> None:
    """At a paragraph's beginning, in its midst and at its end."""
    document = docx.Document()
    document.add_paragraph().add_run("Text. ").bold = True
    document.paragraphs[0].add_run("Slut")
    data = written(document)

    made = marked(data, lambda _: (), lambda _: after)

    assert lines(settled(made.data, accept=True)) == [after]
    assert lines(settled(made.data, accept=False)) == ["Text. Slut"]
    assert made.changes == 1


def test_a_paragraph_without_end_is_left_to_its_comments() -> None:
    """Comparing word by word takes the cube of its length."""
    document = docx.Document()
    document.add_paragraph("Ord i en lång rad. " * 500 + "Landstinget.")

    with ends():
        made = tracked(written(document))

    assert made.findings
    assert made.changes == 0


def test_every_mark_has_an_id_of_its_own() -> None:
    """Word takes a file with two alike for damaged."""
    document = docx.Document(io.BytesIO(tracked(tracked(letter()).data).data))
    ids = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:ins"), qn("w:del"))]

    assert len(ids) == len(set(ids)) > 3


def test_earlier_changes_of_others_are_left_standing() -> None:
    """What somebody has struck out is not checked; what somebody has inserted is."""
    document = docx.Document()
    paragraph = document.add_paragraph("Mötet om ")
    for tag, text, words in (("w:del", "SKL", "w:delText"), ("w:ins", "landstinget", "w:t")):
        mark = parse_xml(
            f'<{tag} {nsdecls("w")} w:id="7" w:author="Kim" w:date="2026-01-01T00:00:00Z"><w:r><{words}>{text}</{words}></w:r></{tag}>'
        )
        put(paragraph._p, mark)

    made = tracked(written(document))

    assert [one.text for one in made.findings] == ["landstinget"]
    assert lines(settled(made.data, accept=True)) == ["Mötet om regionen"]
    assert docx.Document(io.BytesIO(made.data)).element.xml.count('w:author="Kim"') == 2


def test_words_in_links_are_checked_where_they_stand() -> None:
    """A link is a part of its sentence."""
    document = docx.Document()
    paragraph = document.add_paragraph("Läs mer hos ")
    put(
        paragraph._p,
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="a"><w:r><w:t>landstinget</w:t></w:r></w:hyperlink>'
        ),
    )
    paragraph.add_run(" i dag.")

    made = tracked(written(document))

    assert lines(settled(made.data, accept=True)) == ["Läs mer hos regionen i dag."]
    assert docx.Document(io.BytesIO(made.data)).element.xml.count("<w:hyperlink") == 1


def test_a_run_that_holds_more_than_words_keeps_it() -> None:
    """A footnote's mark in the midst of a word is not struck out: the comment says what to do."""
    document = docx.Document()
    run = document.add_paragraph().add_run("Vi på land")
    put(run._r, parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    put(run._r, parse_xml(f"<w:t {nsdecls('w')}>stinget\tmöts.</w:t>"))

    made = tracked(written(document))

    assert (len(made.findings), made.changes) == (1, 0)
    assert docx.Document(io.BytesIO(made.data)).element.xml.count("w:footnoteReference") == 1
    assert lines(docx.Document(io.BytesIO(made.data))) == ["Vi på landstinget\tmöts."]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)  # a Word file is opened and saved each time
@given(
    st.lists(
        st.sampled_from(["landstinget", " SKL", ":s ", "Närvården ", "och ", "\t", "\n", "å ", ". "]),
        max_size=12,
    )
)
def test_changes_can_always_be_taken_back(pieces: list[str]) -> None:
    """However words are spread over runs, tabs and line breaks."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = number % 2 == 0
    data = written(document)

    made = tracked(data)

    assert formatted(settled(made.data, accept=False)) == formatted(docx.Document(io.BytesIO(data)))
    text = "".join(pieces).replace("\n", " ")
    accepted = "".join(run.text for one in settled(made.data, accept=True).paragraphs for run in one.runs)
    assert accepted.replace("\n", " ") == checker().corrected(text, profile="nationell")


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
    with pytest.raises(UnreadableDocument, match=r"”borta\.txt”.*ingen sådan fil"):
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

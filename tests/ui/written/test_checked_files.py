"""The page where a file is checked."""

import io
from urllib.parse import quote

import docx
import pytest
from fastapi.testclient import TestClient

ORIGIN = {"Origin": "http://localhost"}


def word_file(text: str) -> bytes:
    """Return a Word file with one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.txt", "Landstinget och SKL möts.".encode()),
        ("text.docx", word_file("Landstinget och SKL möts.")),
    ],
)
def test_a_file_is_checked_on_the_page(client: TestClient, name: str, data: bytes) -> None:
    """Findings in place, as for a pasted text."""
    shown = client.post("/granska/fil", files={"fil": (name, data)}, headers=ORIGIN).text

    assert shown.count("<mark ") == 2
    assert "Skriv region" in shown


@pytest.mark.parametrize(("way", "changes"), [("kommentarer", 0), ("andringar", 2)])
def test_a_word_file_comes_back_with_its_marks(client: TestClient, way: str, changes: int) -> None:
    """Comments, and when asked for tracked changes."""
    given = {"fil": ("År 2026.docx", word_file("Landstinget och SKL möts."))}
    file = client.post("/granska/fil", files=given, data={"gor": way}, headers=ORIGIN)

    assert quote("granskad-År 2026.docx") in file.headers["content-disposition"]
    document = docx.Document(io.BytesIO(file.content))
    assert len(list(document.comments)) == 2
    assert document.element.xml.count("<w:ins ") == changes


@pytest.mark.parametrize(
    ("name", "data", "way", "told"),
    [
        ("text.txt", b"Hej.", "kommentarer", "bara skrivas i en Word-fil"),
        ("bild.docx", b"\x89PNG", "visa", "bild.docx"),
        ("text.docx", b"Bara text med namnet av en Word-fil.", "andringar", "bara skrivas i en Word-fil"),
        ("tom.docx", b"", "andringar", "tom.docx"),
        ("a.txt", b"\xff\xfe", "visa", "UTF-8"),
        ("lang.txt", b"ord " * 100_000, "visa", "Dela texten"),
    ],
)
def test_a_file_that_cannot_be_checked_is_named_with_the_remedy(
    client: TestClient, name: str, data: bytes, way: str, told: str
) -> None:
    """Another kind, damaged, empty, no text, too long."""
    refused = client.post("/granska/fil", files={"fil": (name, data)}, data={"gor": way}, headers=ORIGIN)

    assert refused.status_code == 422
    assert told in refused.text

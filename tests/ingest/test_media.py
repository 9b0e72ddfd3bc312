"""A file is what its content is, and a few are refused before anything parses them."""

import pytest

from ingest.documents import MediaType
from ingest.errors import UnreadableDocument
from ingest.media import sniff
from tests import publications


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7\n", "guide.docx", MediaType.PDF),
        (publications.deck_pptx(), "bilder.zip", MediaType.PPTX),
        (publications.guide_docx(), "guide.pdf", MediaType.DOCX),
        (publications.page_html(), "sida.txt", MediaType.HTML),
        (b"\xef\xbb\xbf  <!-- x --><HTML><p>hej</p>", "sida", MediaType.HTML),
        (b"<section><p>hej</p></section>", "sida.html", MediaType.HTML),
        (b"# Rubrik\n\ntext", "a.md", MediaType.MARKDOWN),
        (b"# Rubrik\n\ntext\n\n## Mer\n", "README", MediaType.MARKDOWN),
        ("Vanlig text om vård\n# inte en rubrik".encode(), "a.txt", MediaType.TEXT),
        ("Nära vård".encode("utf-16"), "a.txt", MediaType.TEXT),
        ("Nära vård på hemmaplan".encode("cp1252"), "a.txt", MediaType.TEXT),
    ],
)
def test_content_decides_not_the_name(data: bytes, name: str, expected: MediaType) -> None:
    """A name may lie or be missing."""
    assert sniff(data, name) is expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "tom"),
        (b" \n\t", "tom"),
        (b"MZ\x90\x00" + bytes(100), "program"),
        (b"\x89PNG\r\n\x1a\n", "bild"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "äldre Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (b"{\\rtf1 hej}", "RTF"),
        (b'<?xml version="1.0"?><svg/>', "XML"),
        (bytes(range(256)) * 4, "varken text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(data: bytes, reason: str) -> None:
    """The message says what is wrong with this file and what to do."""
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        sniff(data, "fil.pdf")

    assert "fil.pdf" in str(caught.value)
    assert caught.value.remedy

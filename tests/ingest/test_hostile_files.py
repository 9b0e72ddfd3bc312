"""Files made to break readers become an UnreadableDocument with reason and remedy, within the limits."""

import io
import re
import time
import zipfile
import zlib
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader, PdfWriter

from ingest import sandbox
from ingest.documents import MediaType
from ingest.errors import UnreadableDocument
from ingest.sandbox import read_bytes, read_file
from tests import publications
from tests.printing import pdf_file

_DOCUMENT = "word/document.xml"


def _refusal(name: str, data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(name, data)
    assert caught.value.reason
    assert caught.value.remedy
    return caught.value


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def _with_member(name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(publications.guide_docx())) as archive:
        return _zip({member: archive.read(member) for member in archive.namelist()} | {name: data})


def _locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(publications.guide_pdf())))
    writer.encrypt("hemligt", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _stream_pdf(content: bytes, *, pages: int = 1) -> bytes:
    """Return a PDF whose pages all show one stream, which unpacks to the given bytes."""
    packed = zlib.compress(content, 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources 5 0 R /Contents 4 0 R >>"
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b"3 0 R " * pages, pages),
        page,
        stream,
    ]
    parts.append(b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>")
    return pdf_file(parts)


HOSTILE = {
    "tom.pdf": (b"", "tom"),
    "slump.pdf": (Random(1).randbytes(20_000), "varken text"),  # noqa: S311  # test data
    "program.pdf": (b"MZ" + bytes(2_000), "program"),
    "avklippt.pdf": (publications.guide_pdf()[:900], "skadad|bara bilder"),
    "avklippt.docx": (publications.guide_docx()[:9_000], "skadad"),
    "avklippt.pptx": (publications.deck_pptx()[:-400], "skadad"),
    "låst.pdf": (_locked_pdf(), "lösenord"),
    "bomb.docx": (_with_member(_DOCUMENT, b"<a>" + bytes(30 * 1024 * 1024)), "skadligt"),
    "delar.docx": (_zip({f"{n}.xml": b"" for n in range(2_001)}), "delar"),
    "doctype.docx": (_with_member(_DOCUMENT, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
    "doctype16.docx": (
        _with_member(_DOCUMENT, '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        "DOCTYPE",
    ),
    "trasig.docx": (_with_member(_DOCUMENT, b"<w:document"), "skadad"),
    "ark.xlsx": (_zip({"xl/workbook.xml": b"<a/>"}), "zip-arkiv"),
    "gammal.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000), "äldre Office"),
    "bildpdf.pdf": (_stream_pdf(b""), "bara bilder"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str) -> None:
    """Nothing crashes, nothing hangs, and the reader is told what to do."""
    data, reason = HOSTILE[name]

    started = time.monotonic()
    refusal = _refusal(name, data)

    assert re.search(reason, refusal.reason), refusal.reason
    assert time.monotonic() - started < sandbox.WALL_SECONDS


@pytest.mark.slow
def test_a_pdf_that_unpacks_without_bound_is_refused() -> None:
    """A few kilobytes hold more text operators than any page needs."""
    refusal = _refusal("uppackad.pdf", _stream_pdf(b"BT /F1 9 Tf 1 1 Td (a) Tj ET\n" * 400_000))

    assert re.search("växer|tog längre", refusal.reason)  # a busy machine meets the other limit first


def test_a_pdf_named_docx_is_read_as_pdf() -> None:
    """A wrong name is no reason to refuse."""
    assert read_bytes("guide.docx", publications.guide_pdf()).media_type is MediaType.PDF


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """Sixty megabytes are refused by their size, before they are in memory."""
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)

    with pytest.raises(UnreadableDocument, match="60 MB"):
        read_file(path)


def test_a_missing_file_is_an_unreadable_document(tmp_path: Path) -> None:
    """A path may be wrong, or lead to a folder."""
    for path in (tmp_path / "saknas.pdf", tmp_path):
        with pytest.raises(UnreadableDocument, match="ingen sådan fil"):
            read_file(path)


def test_deeply_nested_html_neither_crashes_nor_hangs() -> None:
    """A hundred thousand elements inside each other: what stands before them is read."""
    data = b"<html><body><p>Ytan</p>" + b"<div>" * 100_000 + b"<p>djupet</p>"

    assert read_bytes("djup.html", data).text.startswith("Ytan")


@pytest.mark.slow
def test_a_file_that_eats_processor_time_is_killed() -> None:
    """Twenty kilobytes, one stream on hundreds of pages: the child dies at its limit."""
    started = time.monotonic()

    refusal = _refusal("seg.pdf", _stream_pdf(b"BT /F1 9 Tf 1 1 Td (a) Tj ET\n" * 20_000, pages=900))

    assert "sekunder" in refusal.reason or "minne" in refusal.reason
    assert time.monotonic() - started < sandbox.WALL_SECONDS + 2


def test_a_file_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting costs no processor time; the wall clock ends it."""
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 0.01)

    assert "längre" in _refusal("seg.txt", b"text").reason


@pytest.mark.slow
def test_a_file_that_eats_memory_is_stopped() -> None:
    """A docx of a few hundred kilobytes may want more than a gigabyte once it is a tree."""
    cell = b"<w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:tc>"
    body = b"".join(cell % (n * 7919) for n in range(1_500_000))
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr>'
    data = _with_member(_DOCUMENT, head + body + b"</w:tr></w:tbl></w:body></w:document>")

    assert _refusal("minne.docx", data).remedy


def test_a_name_cannot_become_an_option_or_a_path() -> None:
    """The name is data: it is echoed, never opened or parsed."""
    document = read_bytes("--help ../../etc/passwd\n.txt", "Nära vård är en rörelse.".encode())

    assert document.name == "--help ../../etc/passwd\n.txt"


def test_personal_data_never_leaves_the_child() -> None:
    """Masking happens where the file is read."""
    assert "8112" not in read_bytes("a.txt", b"Patient 811218-9876 kom hem.").text

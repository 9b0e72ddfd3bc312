"""The way of files into the record: only what is new is computed, and one bad file never stops the others."""

import io
import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pypdf
import pytest

from assistant.settings import Settings
from assistant.wiring import Owner
from ingest import opening
from ingest.documents import SourceDocument
from ingest.embedding import BundledEmbedder, Matrix
from ingest.errors import EmbeddingFailed
from ingest.files import find_files
from ingest.media import MAX_BYTES
from ingest.records import FileResult, IngestReport, Role
from ingest.sandbox import read_bytes
from tests import publications
from tests.ingest.making import Shelf, WordEmbedder, results, write

ADDED, REPLACED, UNCHANGED, FAILED = FileResult


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Owner, IngestReport, Path]]:
    """Return an installation that has read the starter handbook, the report of it, and where it lies."""
    data = tmp_path_factory.mktemp("handbok")
    with (
        closing(Owner(Settings(data=data))) as owner,
        as_file(files("corpus").joinpath("handbok")) as folder,
    ):
        yield owner, owner.ingestion.run([folder]), folder


@pytest.mark.slow
def test_the_handbook_is_read_whole(handbook: tuple[Owner, IngestReport, Path]) -> None:
    """What comes with the program must not give a single error."""
    owner, report, folder = handbook

    assert set(results(report)) == {path.name for path in folder.glob("*.md")}
    assert set(results(report).values()) == {ADDED}
    assert report.embedded > len(owner.library.searched_ids()) > 100
    assert {document.role for document in owner.documents()} == {Role.SEARCHED}
    assert all(document.provenance.guide for document in owner.documents())
    assert owner.index.engine == "chroma"
    assert set(report.timings) == {"read", "embed", "write"}


@pytest.mark.slow
def test_a_second_run_computes_nothing(handbook: tuple[Owner, IngestReport, Path]) -> None:
    """Running twice changes nothing: no text is embedded again."""
    owner, _, folder = handbook
    version = owner.library.version

    report = owner.ingestion.run([folder])

    assert set(results(report).values()) == {UNCHANGED}
    assert (report.embedded, owner.library.version) == (0, version)


def test_only_the_new_texts_of_a_changed_file_are_embedded(sources: Path, tmp_path: Path) -> None:
    """Whoever mends a sentence in a long document does not wait for all of it."""
    write(sources, "a.md", "Vården är nära. Den är trygg.", "Omsorgen är god.", "Kommunen hjälper till.")
    with closing(Shelf(tmp_path / "data", BundledEmbedder())) as shelf:
        first = shelf.ingestion.run([sources])
        write(sources, "a.md", "Vården är nära. Den är enkel.", "Omsorgen är god.", "Kommunen hjälper till.")
        second = shelf.ingestion.run([sources])

        assert results(first) == {"a.md": ADDED}
        assert results(second) == {"a.md": REPLACED}
        assert second.embedded == 2  # the passage, and its new sentence
        assert shelf.whole()


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("hemligt", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


BAD = {
    "bild.docx": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "bild"),
    "last.pdf": (locked_pdf(), "lösenord"),
    "last.pptx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    "program.txt": (b"\x7fELF" + b"\0" * 100, "program"),
    "slut.pptx": (publications.deck_pptx()[:5000], "kunde inte läsas"),
    "tom.md": (b"", "tom"),
    "tyst.txt": (b"--- *** ---", "text"),
}


def test_files_that_cannot_be_read_are_named_and_the_rest_goes_in(shelf: Shelf, sources: Path) -> None:
    """Each is told by name, with the reason and what to do; none stops the run."""
    for name, (content, _) in BAD.items():
        (sources / name).write_bytes(content)
    write(sources, "bra.md", "Vården är nära.")
    with (sources / "stor.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    report = shelf.ingestion.run([sources])

    assert results(report) == {"bra.md": ADDED, "stor.txt": FAILED, **dict.fromkeys(BAD, FAILED)}
    errors = {file.name: file.error or "" for file in report.failed}
    assert all(errors[name].startswith(f"”{name}” kunde inte läsas: ") for name in errors)
    assert all(reason in errors[name] for name, (_, reason) in BAD.items())
    assert "MB" in errors["stor.txt"]
    assert all(error.count(". ") >= 1 and error.endswith(".") for error in errors.values())
    assert [document.name for document in shelf.library.documents()] == ["bra.md"]
    assert shelf.whole()


def test_a_version_that_cannot_be_read_leaves_the_one_before(shelf: Shelf, sources: Path) -> None:
    """A half-saved file must not take its own last good version away."""
    write(sources, "a.md", "Vården är nära.")
    shelf.ingestion.run([sources])
    (sources / "a.md").write_bytes(b"\x7fELF")
    report = shelf.ingestion.run([sources])

    assert results(report) == {"a.md": FAILED}
    assert [document.name for document in shelf.library.documents()] == ["a.md"]


def test_a_file_that_vanishes_is_told_and_what_was_read_before_stays(shelf: Shelf, sources: Path) -> None:
    """A folder on a server may change while it is read; nothing is deleted but on purpose."""
    for letter in "abcdef":
        write(sources, f"{letter}.md", f"Text {letter} om vården.")

    def take_away(done: int, _: int, name: str) -> None:
        if done == 0:
            assert name == "a.md"
            (sources / "f.md").unlink()

    report = shelf.ingestion.run([sources], progress=take_away)
    assert results(report) == {**{f"{letter}.md": ADDED for letter in "abcde"}, "f.md": FAILED}
    assert "finns inte längre" in str(report.failed[0].error)

    (sources / "a.md").unlink()
    assert set(results(shelf.ingestion.run([sources]))) == {"b.md", "c.md", "d.md", "e.md"}
    assert len(shelf.library.documents()) == 5


def test_two_folders_with_a_file_of_the_same_name_keep_both(shelf: Shelf, sources: Path) -> None:
    """“protokoll.md” stands in many folders."""
    write(sources / "norr", "protokoll.md", "I norr beslutades om vården.")
    write(sources / "syd", "protokoll.md", "I syd beslutades om omsorgen.")
    places = [sources / "norr", sources / "syd"]
    first = shelf.ingestion.run(places)
    second = shelf.ingestion.run(places)

    assert results(first) == {"protokoll.md": ADDED, "syd/protokoll.md": ADDED}
    assert set(results(second).values()) == {UNCHANGED}
    assert len(shelf.library.documents()) == 2


def test_files_are_found_once_hidden_ones_never(sources: Path) -> None:
    """Office leaves lock files behind, and a folder may be named together with the one it stands in."""
    for name in ("a.md", ".dold.md", "~$a.docx", "inne/b.md", "__pycache__/c.md"):
        write(sources / Path(name).parent, Path(name).name, "Text.")
    found = find_files([sources, sources / "inne", sources / "a.md"])

    assert [file.key for file in found] == ["a.md", "inne/b.md"]


def test_names_from_other_systems_are_stored_in_one_form(shelf: Shelf, sources: Path) -> None:
    """A Mac decomposes å; an old disk may hold names that are no text at all."""
    write(sources, unicodedata.normalize("NFD", "vård.md"), "Vården är nära.")
    odd = os.fsencode(sources) + b"/v\xe5rd.txt"
    with open(odd, "wb") as file:  # noqa: PTH123  # the name is bytes
        file.write("Omsorgen är god.".encode())
    report = shelf.ingestion.run([sources])

    assert results(report) == {"vård.md": ADDED, "v\ufffdrd.txt": ADDED}
    assert shelf.whole()


def test_formats_of_one_publication_speak_with_one_voice(shelf: Shelf, sources: Path) -> None:
    """The deck as pptx, pdf and text says everything once: the richest format speaks."""
    (sources / "bildspel.pptx").write_bytes(publications.deck_pptx())
    (sources / "bildspel.pdf").write_bytes(publications.deck_pdf())
    (sources / "bildspel.txt").write_text(publications.deck_text(), encoding="utf-8")
    shelf.ingestion.run([sources])

    documents = {document.name: document for document in shelf.library.documents()}
    assert {name: document.role is Role.SEARCHED for name, document in documents.items()} == {
        "bildspel.pptx": True,
        "bildspel.pdf": False,
        "bildspel.txt": False,
    }
    speaker = documents["bildspel.pptx"].id
    assert {document.twin for document in documents.values()} == {None, speaker}
    assert {id_.rsplit("-", 1)[0] for id_ in shelf.library.searched_ids()} == {speaker}
    assert shelf.whole()

    shelf.ingestion.delete(speaker)
    assert {d.name for d in shelf.library.documents() if d.role is Role.SEARCHED} == {"bildspel.pdf"}


def test_another_model_computes_every_vector_anew_and_drops_the_old(sources: Path, tmp_path: Path) -> None:
    """Vectors of two models never meet, and a model that is no longer used takes no room."""
    write(sources, "a.md", "Vården är nära.", "Omsorgen är god.")
    with closing(Shelf(tmp_path / "data", BundledEmbedder())) as before:
        report = before.ingestion.run([sources])
        generation = before.index.refresh().generation
    other = WordEmbedder()
    with closing(Shelf(tmp_path / "data", other)) as after:
        assert results(after.ingestion.run([sources])) == {"a.md": UNCHANGED}

        rows = after.library.database.reader.execute("SELECT fingerprint, count(*) FROM vectors GROUP BY 1")
        assert [tuple(row) for row in rows] == [("ord-1", report.embedded)]
        assert len(other.computed) == report.embedded
        assert after.index.refresh().generation != generation
        assert after.index.engine == "chroma"
        assert after.whole()


def test_a_run_that_was_cut_short_is_gone_on_with(sources: Path, tmp_path: Path) -> None:
    """What was stored stays stored, and only the rest is computed."""
    for letter in "abcd":
        write(sources, f"{letter}.md", f"Text {letter} om vården.")

    @dataclass
    class Failing(WordEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> Matrix:
            if any("Text c" in text for text in texts):
                raise EmbeddingFailed("modellen är borta")
            return super().embed_passages(texts)

    with closing(Shelf(tmp_path / "data", Failing())) as broken:
        with pytest.raises(EmbeddingFailed):
            broken.ingestion.run([sources])
        assert [document.name for document in broken.library.documents()] == ["a.md", "b.md"]
    with closing(Shelf(tmp_path / "data")) as again:
        report = again.ingestion.run([sources])
        assert results(report) == {"a.md": UNCHANGED, "b.md": UNCHANGED, "c.md": ADDED, "d.md": ADDED}
        assert again.whole()


def test_a_run_that_breaks_off_starts_no_further_readers(
    sources: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C on a folder of thousands must not wait for all of them."""
    opened: list[str] = []

    def counted(name: str, data: bytes) -> SourceDocument:
        opened.append(name)
        return read_bytes(name, data)

    monkeypatch.setattr(opening, "read_bytes", counted)
    for number in range(60):
        write(sources, f"{number:02}.md", "Text om vården.")

    def stop(done: int, _: int, __: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.ingestion.run([sources], progress=stop)
    assert len(opened) < 30
    assert len(shelf.library.documents()) == 1


def test_a_folder_without_files_gives_an_empty_report(shelf: Shelf, sources: Path) -> None:
    """The command line turns that into an exit code."""
    assert shelf.ingestion.run([sources]).files == ()

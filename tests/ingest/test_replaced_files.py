"""Files that an editor hands over: what becomes of them when their folder is read again, and how far they have come."""

from pathlib import Path

import pytest

from ingest.records import FileResult, Step
from tests.ingest.making import Shelf, results, write

ADDED, REPLACED, UNCHANGED, _ = FileResult


@pytest.mark.parametrize("way", ["replaced", "uploaded"])
def test_what_an_editor_put_in_a_files_place_stands_until_the_folders_file_changes(
    shelf: Shelf, sources: Path, way: str
) -> None:
    """A nightly run of the folder must not bring last year's guide back; a file that is saved anew there is news."""

    def words() -> str:
        (document,) = shelf.library.documents()
        stored = shelf.library.text(document.id)
        return stored.text if stored is not None else ""

    file = write(sources, "guide.md", "Det gamla i mappen.")
    shelf.ingestion.run([sources])
    own = "# Guide\n\nDet nya från redaktören.\n".encode()
    if way == "replaced":
        (old,) = shelf.library.documents()
        assert shelf.ingestion.add_apart("guide.md", own, replacing=old.id).result is REPLACED
    else:
        assert shelf.ingestion.add("guide.md", own).result is REPLACED

    for _ in range(2):
        assert results(shelf.ingestion.run([sources])) == {"guide.md": UNCHANGED}
        assert "Det nya från redaktören." in words()
    write(sources, file.name, "Det nyaste i mappen.")
    assert results(shelf.ingestion.run([sources])) == {"guide.md": REPLACED}
    assert "Det nyaste i mappen." in words()


def test_a_file_that_was_deleted_in_the_record_is_read_again(shelf: Shelf, sources: Path) -> None:
    """A replacement that is gone stands for nothing, and nothing is remembered of the file."""
    write(sources, "guide.md", "Det gamla i mappen.")
    shelf.ingestion.run([sources])
    now = shelf.ingestion.add("guide.md", b"# Guide\n\nDet nya.\n")
    shelf.ingestion.delete(str(now.document_id))

    assert shelf.library.last_met("guide.md") is None
    assert results(shelf.ingestion.run([sources])) == {"guide.md": ADDED}


def test_the_steps_of_a_file_are_told_as_they_go(shelf: Shelf) -> None:
    """With how many texts are embedded of how many; an editor sees that a long file goes on."""
    told: list[tuple[Step, int, int]] = []
    text = "# Lång\n\n" + "".join(f"## Del {n}\n\nStycke {n} handlar om sak {n}.\n\n" for n in range(60))

    shelf.ingestion.preview("lång.md", text.encode(), watch=lambda *step: told.append(step))
    assert [step for step, _, _ in told] == [Step.READING, Step.CUTTING]
    told.clear()
    report = shelf.ingestion.add_apart("lång.md", text.encode(), watch=lambda *step: told.append(step))

    assert list(dict.fromkeys(step for step, _, _ in told)) == list(Step)
    embedding = [(done, of) for step, done, of in told if step is Step.EMBEDDING]
    assert len(embedding) > 1
    assert embedding == [(done, report.embedded) for done in range(0, report.embedded, embedding[1][0])]

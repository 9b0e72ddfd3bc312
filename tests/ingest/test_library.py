"""The record: what is stored becomes visible whole, what is deleted leaves no word behind."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from assistant.wiring import Owner, open_reader
from ingest.codec import digest_of
from ingest.editorial import ApprovedPlace, SavedDraft
from ingest.errors import LibraryDamaged, LibraryLocked
from ingest.language import lemmas
from ingest.library import FILE_NAME, Library
from ingest.locking import FolderLock
from ingest.records import Role
from ingest.statements import NewDocument
from tests.ingest.making import WordEmbedder, holding, prepared, settings_for

EMBEDDER = WordEmbedder()
RARE = "kvastskaften kolibrierna"
"""Words that stand in one document only, in a form that is not their lemma."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return an empty record."""
    with closing(Library(tmp_path)) as opened:
        yield opened


def made(key: str, *paragraphs: str, title: str = "Egen titel") -> NewDocument:
    """Return a document ready to be stored."""
    return prepared(key, *paragraphs, embedder=EMBEDDER, title=title)


def found(library: Library, text: str) -> set[str]:
    """Return the documents that the lemma index finds."""
    hits = library.words.match_lemmas(lemmas(text), limit=50)
    return {passage.document_id for passage in library.passages([id_ for id_, _ in hits])}


def count(library: Library, table: str) -> int:
    """Return how many rows a table has."""
    return int(library.database.reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  # our own tables


def test_what_is_stored_comes_back_as_it_was(library: Library) -> None:
    """Offsets, places and sentences survive the way through the columns."""
    new = made("a.md", "Vården är nära. Den är till för alla 🙂.", "Ett andra avsnitt.")
    id_ = library.store(new)

    assert library.passages_of(id_) == new.passages
    stored, kept = library.document(id_), library.text(id_)
    assert stored is not None
    assert (stored.provenance, stored.passages) == (new.provenance, 2)
    assert stored.characters == len(new.document.text)
    assert kept is not None
    assert (kept.text, kept.blocks) == (new.document.text, new.document.blocks)
    assert library.stamp("a.md") == (id_, new.document.sha256, "1")


def test_a_new_version_takes_the_place_of_the_old(library: Library) -> None:
    """Both at once, or neither, would answer with what no longer holds."""
    old = library.store(made("a.md", "Ett gammalt ord om hästar."))
    new = library.store(made("a.md", "Ett nytt ord om getter."))

    assert [document.id for document in library.documents()] == [new]
    assert (library.document(old), library.text(old), library.passages_of(old)) == (None, None, ())
    assert (found(library, "hästar"), found(library, "getter")) == (set(), {new})
    assert library.vectors.orphans() == 0


def test_the_same_bytes_read_in_another_way_replace_themselves(library: Library) -> None:
    """A new cutter stores the same file anew under the same id."""
    first = made("a.md", "Vården är nära.")
    second = replace(first, stamp="2")

    assert library.store(first) == library.store(second)
    assert len(library.documents()) == 1
    assert library.words.faults() == (0, 0)


def test_a_store_that_fails_leaves_the_old_version(library: Library) -> None:
    """A document is visible whole or not at all."""
    old = library.store(made("a.md", "Det gamla står kvar."))
    broken = made("a.md", "Det nya, första delen.", "Det nya, andra delen.")
    twice = replace(broken, passages=(broken.passages[0], broken.passages[0]))
    version = library.version

    with pytest.raises(sqlite3.IntegrityError):
        library.store(twice)
    assert [document.id for document in library.documents()] == [old]
    assert (library.version, found(library, "gamla"), found(library, "nya")) == (version, {old}, set())
    library.store(broken)
    assert found(library, "andra") != set()


def test_a_reader_beside_sees_a_document_whole_or_not_at_all(library: Library, tmp_path: Path) -> None:
    """`ask` reads while the owner writes."""
    with closing(Library(tmp_path, writable=False)) as beside, library.database.transaction() as writer:
        writer.execute("INSERT INTO facts VALUES ('halv', '1')")
        assert beside.fact("halv") is None
    assert library.fact("halv") == "1"


def test_equal_texts_share_a_vector_and_the_last_one_takes_it_along(library: Library) -> None:
    """A paragraph that two documents share is embedded once, and kept as long as one of them needs it."""
    one = library.store(made("a.md", "En delad mening.", title="Titel"))
    alone = count(library, "vectors")
    two = library.store(made("b.md", "En delad mening.", title="Titel"))

    assert count(library, "vectors") == alone
    first = library.delete(one)
    assert first is not None
    assert (first.vectors, library.vectors.orphans(), count(library, "vectors")) == (0, 0, alone)
    second = library.delete(two)
    assert second is not None
    assert (second.vectors, count(library, "vectors")) == (alone, 0)


def test_known_vectors_are_handed_back_for_their_own_model_only(library: Library) -> None:
    """Vectors of two models must never meet in one search."""
    new = made("a.md", "Vården är nära.")
    library.store(new)
    digest = digest_of(new.passages[0].index_text)

    known = library.vectors.known("ord-1", [digest, b"nothing"])
    assert list(known) == [digest]
    assert np.array_equal(known[digest], new.vectors[digest])
    assert not library.vectors.known("ord-2", [digest])
    assert library.vectors.lacking("ord-2").keys() == new.vectors.keys()
    assert not library.vectors.lacking("ord-1")


def test_only_documents_that_speak_are_searched(library: Library) -> None:
    """A poorer format of the same publication would say everything twice."""
    one = library.store(made("a.md", "Vården är nära."))
    two = library.store(made("b.md", "Vården är inte långt borta."))
    version = library.version
    library.assign_roles({two: (Role.OTHER_FORMAT, one)})

    assert {id_.rsplit("-", 1)[0] for id_ in library.searched_ids()} == {one}
    assert found(library, "vården") == {one}
    ids, _ = library.vectors.searched("ord-1", EMBEDDER.dimension)
    assert ids == library.searched_ids()
    stored = library.document(two)
    assert stored is not None
    assert (stored.role, stored.twin) == (Role.OTHER_FORMAT, one)
    assert library.version > version


def test_the_version_grows_with_what_is_searched_and_only_then(library: Library) -> None:
    """Whoever keeps something in memory asks the version whether it still holds."""
    versions = [library.version]
    id_ = library.store(made("a.md", "Vården är nära."))
    versions.append(library.version)
    library.assign_roles({id_: (Role.SUPERSEDED, None)})
    versions.append(library.version)
    library.assign_roles({id_: (Role.SUPERSEDED, None)})
    library.set_fact("annat", "1")
    assert library.version == versions[-1]
    library.delete(id_)
    versions.append(library.version)

    assert versions == sorted(set(versions))


@pytest.mark.parametrize(("word", "other"), [("får", "far"), ("nära", "nara"), ("öst", "ost")])
def test_the_index_keeps_swedish_letters_apart(library: Library, word: str, other: str) -> None:
    """SQLite would fold å, ä and ö into a and o by itself."""
    id_ = library.store(made("a.md", f"Här står {word}."))

    assert found(library, word) == {id_}
    assert found(library, other) == set()


def test_a_deletion_leaves_no_word_in_any_file(tmp_path: Path) -> None:
    """Deleted means gone: from text, words, vectors, write-ahead log and Chroma alike."""
    with closing(Owner(settings_for(tmp_path))) as owner:
        kept = owner.add("kvar.txt", b"Det som blir kvar handlar om blommor.")
        gone = owner.add("hemlig.txt", f"Det var {RARE} som flög. Ring Kolibrix.".encode())
        assert holding(tmp_path, "kolibrierna")
        receipt = owner.delete(str(gone.document_id))

        assert receipt is not None
        assert (receipt.name, receipt.passages) == ("hemlig.txt", 1)
        words = {*RARE.split(), *lemmas(RARE), "Kolibrix", "kolibrix", "hemlig.txt", "ibri", "stsk"}
        assert {word: where for word in words if (where := holding(tmp_path, word))} == {}
        assert [document.id for document in owner.documents()] == [kept.document_id]
    assert {word: where for word in words if (where := holding(tmp_path, word))} == {}


def test_a_replaced_text_that_is_put_away_leaves_no_word_in_any_file(
    library: Library, tmp_path: Path
) -> None:
    """What an editor takes out of a file is deleted too, once what changed has been seen."""
    old = library.store(made("a.md", f"Det var {RARE} som flög."))
    library.store(made("a.md", "Det var tyst."))

    assert found(library, "kolibri") == set()
    assert library.forget_former(old)
    assert not [word for word in (*RARE.split(), *lemmas(RARE), "ibri") if holding(tmp_path, word)]
    assert not library.forget_former(old)


def test_the_generation_that_was_last_seen_is_kept_whole(library: Library) -> None:
    """However many have come since; words, places and sentences as they were stored."""
    first = library.store(made("a.md", "Det första stycket. Och mer.", "Det andra stycket."))
    before = library.generation(first)
    library.store(made("a.md", "Något annat."))
    now = library.store(made("a.md", "Något tredje."))

    (renewed,) = library.former.every()
    assert (renewed.before, renewed.after_id) == (before, now)
    assert library.document(first) is None


def test_the_ids_of_what_came_between_are_known(library: Library) -> None:
    """One that is there again is no longer between; what a generation cites goes with the document, however old it is."""
    library.store(made("a.md", "Det första."))
    second = library.store(made("a.md", "Det andra."))
    third = library.store(made("a.md", "Det tredje."))
    library.store(made("b.md", "Något för sig."))
    library.store(made("b.md", "Något annat för sig."))
    library.store(made("a.md", "Det andra."))

    between = {one.before.name: one.between for one in library.former.every()}
    assert between == {"a.md": {third}, "b.md": frozenset()}
    place = ApprovedPlace(document_id=third, name="a.md", start=0, end=10, sha256="")
    library.editorial.save_draft(
        SavedDraft(name="u", profile="p", topic="t", saved_on="2026-11-28", draft="{}", places=(place,))
    )
    receipt = library.delete(second)
    assert receipt is not None
    assert receipt.drafts == 1


def test_a_file_that_is_again_as_it_was_has_no_former_generation(library: Library) -> None:
    """An editor who takes a change back has nothing to look at; nor has one whose files are read in a new way."""
    library.store(made("a.md", "Vården är nära."))
    library.store(made("a.md", "Vården är fjärran."))
    library.store(made("a.md", "Vården är nära."))
    library.store(replace(made("a.md", "Vården är nära."), stamp="2"))

    assert library.former.every() == ()


def test_what_cites_a_former_generation_goes_with_its_document(library: Library) -> None:
    """Its words are repeated there."""
    old = library.store(made("a.md", "Det gamla."))
    place = ApprovedPlace(document_id=old, name="a.md", start=0, end=10, sha256="")
    library.editorial.save_draft(
        SavedDraft(name="u", profile="p", topic="t", saved_on="2026-11-28", draft="{}", places=(place,))
    )
    now = library.store(made("a.md", "Det nya."))

    receipt = library.delete(now)

    assert receipt is not None
    assert receipt.drafts == 1
    assert library.editorial.drafts() == ()


def test_a_deleted_document_takes_its_former_generation_along(library: Library, tmp_path: Path) -> None:
    """Deleting means all that the file ever said."""
    library.store(made("a.md", f"Det var {RARE} som flög."))
    now = library.store(made("a.md", "Det var tyst."))

    library.delete(now)

    assert library.former.every() == ()
    assert not [word for word in (*RARE.split(), *lemmas(RARE), "ibri") if holding(tmp_path, word)]


def test_an_erasure_that_was_cut_short_is_finished_later(library: Library, tmp_path: Path) -> None:
    """A reader, or a kill between deletion and erasure, must not keep the words for ever."""
    id_ = library.store(made("a.md", f"Det var {RARE} som flög."))
    library.database.writer.execute("PRAGMA busy_timeout = 50")
    with closing(Library(tmp_path, writable=False)) as beside:
        reading = beside.database.reader.execute("SELECT * FROM passages, vectors")
        reading.fetchone()
        library.delete(id_)
        assert library.remains
        reading.close()

    library.erase_remains()
    assert not library.remains
    assert not [word for word in (*RARE.split(), *lemmas(RARE)) if holding(tmp_path, word)]


def test_deleting_what_is_not_there_changes_nothing(library: Library) -> None:
    """A second click on delete gets no receipt."""
    version = library.version

    assert library.delete("okänd") is None
    assert library.version == version


def test_a_record_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    """An older program would write into it what the newer one cannot read."""
    Library(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (tmp_path / FILE_NAME).read_bytes()

    for writable in (True, False):
        with pytest.raises(LibraryDamaged, match="nyare version") as caught:
            Library(tmp_path, writable=writable)
        assert str(tmp_path) in str(caught.value)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"inte en databas" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_named_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    """Nothing is overwritten: a backup, or a specialist, may still want the file."""
    (tmp_path / FILE_NAME).write_bytes(content)

    for writable in (True, False):
        with pytest.raises(LibraryDamaged, match=r"kan inte öppnas.*kopia av datamappen"):
            Library(tmp_path, writable=writable)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_someone_elses_database_is_refused(tmp_path: Path) -> None:
    """A file with our name may be another program's."""
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE annat (x)")

    with pytest.raises(LibraryDamaged, match="kan inte öppnas"):
        Library(tmp_path)


def test_a_record_that_never_got_started_asks_to_be_filled(tmp_path: Path) -> None:
    """A kill in the first moment leaves an empty file: nothing is lost, so no backup is asked for."""
    (tmp_path / FILE_NAME).touch()

    with pytest.raises(LibraryDamaged, match="naravard ingest"):
        open_reader(settings_for(tmp_path))
    Library(tmp_path).close()
    open_reader(settings_for(tmp_path)).close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The path may run through a file, or a disk be read-only."""
    (tmp_path / "fil").touch()

    with pytest.raises(LibraryDamaged, match="kan inte skrivas"):
        Owner(settings_for(tmp_path / "fil" / "data"))


def test_one_owner_at_a_time_and_the_message_names_it(tmp_path: Path) -> None:
    """Two writers on one index folder lose rows without an error."""
    with FolderLock(tmp_path), pytest.raises(LibraryLocked, match=f"process {os.getpid()}"):
        Owner(settings_for(tmp_path))
    Owner(settings_for(tmp_path)).close()


def test_an_owner_that_fails_to_open_lets_go_of_the_folder(tmp_path: Path) -> None:
    """Who mends the file must not have to restart the process as well."""
    (tmp_path / FILE_NAME).write_bytes(b"inte en databas" * 500)
    with pytest.raises(LibraryDamaged):
        Owner(Settings(data=tmp_path))

    FolderLock(tmp_path).acquire().release()

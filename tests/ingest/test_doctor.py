"""The doctor finds each kind of fault, mends what can be mended, and finds nothing the second time."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.wiring import Owner
from ingest.dense import PassageIndex
from ingest.doctor import Finding, examine
from ingest.embedding import Vector
from ingest.library import FILE_NAME
from ingest.vectors import ChromaIndex, Hits
from tests.ingest.making import settings_for

TEXTS = {
    "a.txt": "Vården är nära. Den planeras tillsammans.",
    "b.txt": "Omsorgen är god. Den är för alla.",
    "c.txt": "Kommunen och regionen delar på ansvaret.",
}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that is sound: three documents, their index and all."""
    folder = tmp_path_factory.mktemp("frisk") / "data"
    with closing(Owner(settings_for(folder))) as owner:
        for name, text in TEXTS.items():
            owner.add(name, text.encode())
    return folder


@pytest.fixture
def data(healthy: Path, tmp_path: Path) -> Path:
    """Return a copy of the sound folder, to be damaged."""
    return shutil.copytree(healthy, tmp_path / "data")


def sql(*statements: str) -> Callable[[Path], None]:
    """Return a way of damaging the record by statements."""

    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return damage


def lose_index(folder: Path) -> None:
    """Delete the whole vector index."""
    shutil.rmtree(folder / "index")


def cut_index(folder: Path) -> None:
    """Cut Chroma's database in half."""
    (path,) = folder.rglob("chroma.sqlite3")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def shorten_vector(folder: Path) -> None:
    """Put one passage's vector in the place of another's, in the index only."""
    with closing(Owner(settings_for(folder))) as owner:
        ids, matrix = owner.library.vectors.searched(owner.embedder.fingerprint, owner.embedder.dimension)
        owner.index.refresh()
        (generation,) = (folder / "index").iterdir()
        index = ChromaIndex(generation, fingerprint=owner.embedder.fingerprint, rows=len(ids))
        index.sync(ids, matrix[[1, 1, 2]])
        index.close()


def look(folder: Path, *, mend: bool) -> tuple[Finding, ...]:
    """Examine a data folder as `naravard doctor` does."""
    with closing(Owner(settings_for(folder))) as owner:
        return examine(owner.library, owner.embedder, owner.index, mend=mend)


FAULTS = {
    "a passage without words": ("words", sql("DELETE FROM lemma_index WHERE rowid = 1")),
    "a passage without grams": ("words", sql("DELETE FROM gram_index WHERE rowid = 2")),
    "words without a passage": ("words", sql("INSERT INTO lemma_index (rowid, body) VALUES (99, 'spöke')")),
    "words of another text": ("words", sql("UPDATE lemma_index_content SET c0 = 'annat' WHERE id = 1")),
    "a broken word index": ("words", sql("DELETE FROM lemma_index_data WHERE id > 10")),
    "a missing vector": ("vectors", sql("DELETE FROM vectors WHERE digest = (SELECT digest FROM passages)")),
    "missing vectors of sentences": ("vectors", sql("DELETE FROM sentence_vectors WHERE ordinal = 1")),
    "a vector without text": (
        "vectors",
        sql("INSERT INTO vectors SELECT fingerprint, zeroblob(16), vector FROM vectors LIMIT 1"),
    ),
    "another model's vectors": ("vectors", sql("UPDATE vectors SET fingerprint = 'annan'")),
    "no index": ("index", lose_index),
    "a broken index": ("index", cut_index),
    "an index of other vectors": ("index", shorten_vector),
    "an index that is behind": ("index", sql("UPDATE facts SET value = value + 1 WHERE name = 'version'")),
    "an index that is not noted": ("index", sql("DELETE FROM facts WHERE name = 'index'")),
    "an erasure cut short": ("record", sql("INSERT OR REPLACE INTO facts VALUES ('remains', '1')")),
}
"""What may be wrong, the check that must find it, and how to bring it about."""


def test_a_sound_folder_has_no_findings(data: Path) -> None:
    """A doctor who always finds something is not listened to."""
    assert look(data, mend=True) == ()


@pytest.mark.slow
@pytest.mark.parametrize(("check", "damage"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_found_mended_and_gone(data: Path, check: str, damage: Callable[[Path], None]) -> None:
    """Found once, told in Swedish, and put right for good."""
    damage(data)
    found = look(data, mend=True)

    assert check in {finding.check for finding in found}
    assert all(finding.mended and finding.detail.endswith(".") for finding in found)
    assert look(data, mend=True) == ()
    with closing(Owner(settings_for(data))) as owner:
        assert {document.name for document in owner.documents()} == set(TEXTS)
        hits = owner.library.words.match_lemmas(["ansvar"], limit=5)
        assert len(hits) == 1
        vector = owner.embedder.embed_question("Vem ansvarar för vården?")
        assert len(owner.index.search(vector, limit=10)) == len(TEXTS)


@pytest.mark.slow
@pytest.mark.parametrize(("check", "damage"), FAULTS.values(), ids=FAULTS)
def test_only_looking_changes_nothing(data: Path, check: str, damage: Callable[[Path], None]) -> None:
    """`--check` may be run by someone who must not touch anything."""
    damage(data)
    before = contents(data)
    found = look(data, mend=False)

    assert check in {finding.check for finding in found}
    assert not any(finding.mended for finding in found)
    assert contents(data) == before


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file, but for the record's own bookkeeping beside it and the lock."""
    passing = {f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", "owner.lock"}
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in passing
    }


def test_passages_that_search_does_not_find_are_named(data: Path) -> None:
    """An index may pass every other check and still not answer."""

    class Blind(PassageIndex):
        def search(self, vector: Vector, *, limit: int) -> Hits:
            return super().search(-vector, limit=min(limit, 1))

    with closing(Owner(settings_for(data))) as owner:
        (finding,) = examine(owner.library, owner.embedder, Blind(owner.library, owner.embedder), mend=True)

    assert (finding.check, finding.mended) == ("search", False)
    assert finding.detail.startswith("3 textstycken")


def test_a_damaged_file_is_told_with_the_remedy_and_left_alone(data: Path) -> None:
    """What a broken file says of itself means nothing: the backup is what helps."""
    path = data / FILE_NAME
    content = bytearray(path.read_bytes())
    page = 4096
    for at in range(page * 4, len(content), page * 3):
        content[at : at + 64] = b"\xff" * 64
    path.write_bytes(content)
    found = look(data, mend=True)

    assert found
    assert {finding.check for finding in found} == {"record"}
    assert not any(finding.mended for finding in found)
    assert "datamappen" in found[0].detail

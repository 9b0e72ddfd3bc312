"""Whatever happens to Chroma's files, search answers exactly, and the index is made anew."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ingest import dense, vectors
from ingest.library import Library
from ingest.vectors import Expectation, probe
from tests.ingest.making import TEXTS, Shelf, WordEmbedder


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return a record with one document of sixty passages, its index not yet made."""
    with closing(Shelf(tmp_path)) as opened:
        opened.store("a.md", *TEXTS)
        yield opened


def lose_segment(folder: Path) -> None:
    """Delete the folders of the vector segments."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def lose_catalogue(folder: Path) -> None:
    """Delete Chroma's own database."""
    (folder / "chroma.sqlite3").unlink()


def lose_everything(folder: Path) -> None:
    """Delete the whole generation."""
    shutil.rmtree(folder)


def truncate(name: str) -> Callable[[Path], None]:
    """Return a way of cutting a file in half."""

    def damage(folder: Path) -> None:
        (path,) = folder.rglob(name)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return damage


def flip(name: str, seed: int) -> Callable[[Path], None]:
    """Return a way of turning one byte in fifty."""

    def damage(folder: Path) -> None:
        (path,) = folder.rglob(name)
        content = np.frombuffer(path.read_bytes(), dtype=np.uint8).copy()
        places = np.random.default_rng(seed).integers(0, content.size, max(1, content.size // 50))
        content[places] ^= 0xFF
        path.write_bytes(content.tobytes())

    return damage


def turn_one_vector(folder: Path) -> None:
    """Turn the sign of a single stored number."""
    with closing(Library(folder.parent.parent)) as library:
        _, matrix = library.vectors.searched("ord-1", WordEmbedder.dimension)
    (path,) = folder.rglob("data_level0.bin")
    numbers = np.frombuffer(path.read_bytes(), dtype="<f4").copy()
    place = next(
        at
        for row in matrix[1:]  # the first is searched for by name
        for at in np.flatnonzero(np.isclose(numbers[: -row.size], row[0]))
        if np.allclose(numbers[at : at + row.size], row, atol=1e-5)
    )
    numbers[place + int(np.argmax(abs(numbers[place : place + matrix.shape[1]])))] *= -1
    path.write_bytes(numbers.tobytes())


DAMAGES = {
    "folder": lose_everything,
    "segments": lose_segment,
    "database": lose_catalogue,
    "database cut": truncate("chroma.sqlite3"),
    "vectors cut": truncate("data_level0.bin"),
    "database flipped": flip("chroma.sqlite3", 1),
    "vectors flipped": flip("data_level0.bin", 2),
    "header flipped": flip("header.bin", 3),
    "one vector": turn_one_vector,
}
"""Ways of damaging an index whose graph lies on disk, each of which changes what it finds."""
HARMLESS = {
    "header cut": truncate("header.bin"),
    "lengths flipped": flip("length.bin", 4),
    "links cut": truncate("link_lists.bin"),
}
"""Damage that Chroma reads past today: what matters is that nothing is lost."""


@pytest.fixture
def on_disk(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a record whose index is written to disk as large ones are, and closed."""
    monkeypatch.setattr(vectors, "SMALL", 2)
    monkeypatch.setattr(dense, "SMALL", 2)
    for number in range(20):
        shelf.store(f"{number}.md", *(f"Nummer {number} {text}" for text in TEXTS))
    shelf.index.refresh()
    assert list(shelf.generation.rglob("data_level0.bin"))
    shelf.close()
    return shelf


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_made_anew_while_search_is_exact(
    on_disk: Shelf, damage: Callable[[Path], None]
) -> None:
    """Opening it here could end this process, and its own count would say that all is well."""
    damage(on_disk.generation)

    with closing(Shelf(on_disk.folder)) as again:
        assert len(again.found("vården", limit=5)) == 5
        assert again.index.fault() is not None
        assert again.index.refresh().generation == "g2"
        assert again.index.engine == "chroma"
        assert again.agrees()
        assert len(again.found("vården", limit=5000)) == 21 * len(TEXTS)
        assert again.index.fault() is None


@pytest.mark.slow
@pytest.mark.parametrize("damage", HARMLESS.values(), ids=HARMLESS)
def test_damage_that_is_not_noticed_loses_nothing(on_disk: Shelf, damage: Callable[[Path], None]) -> None:
    """A probe may pass only where search is whole."""
    damage(on_disk.generation)

    with closing(Shelf(on_disk.folder)) as again:
        again.index.refresh()
        assert again.agrees()
        assert len(again.found("vården", limit=5000)) == 21 * len(TEXTS)


def test_an_index_that_breaks_while_in_use_gives_way_to_exact_search(shelf: Shelf) -> None:
    """Somebody may clear the folder of a server that is running."""
    shelf.index.refresh()
    folder = shelf.generation
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"skadad")

    assert shelf.agrees()
    shelf.store("b.md", "Tandläkaren dansar.")
    shelf.index.refresh()
    assert shelf.index.engine == "chroma"
    assert shelf.agrees()


def test_the_probe_runs_in_a_process_of_its_own(shelf: Shelf, tmp_path: Path) -> None:
    """A damaged segment may kill whoever opens it; a folder that holds no index is no index."""
    nothing = Expectation(direction=[1.0], similarities={}, probes=[])
    (tmp_path / "tom").mkdir()

    assert not probe(tmp_path / "borta", nothing)
    assert not probe(tmp_path / "tom", nothing)

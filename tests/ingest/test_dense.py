"""Dense search finds the same by Chroma as exactly, and follows every change of the record."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from ingest import dense, vectors
from ingest.codec import digest_of
from ingest.dense import ExactIndex
from ingest.doctor import examine
from tests.ingest.making import QUESTIONS, TEXTS, Shelf, WordEmbedder, prepared


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return a record with one document of sixty passages, its index not yet made."""
    with closing(Shelf(tmp_path)) as opened:
        opened.store("a.md", *TEXTS)
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_exact_search_is_the_cosine(shelf: Shelf, question: str) -> None:
    """Everything else is measured against it."""
    ids, matrix = shelf.library.vectors.searched("ord-1", shelf.embedder.dimension)
    vector = shelf.embedder.embed_question(question)
    best = sorted(range(len(ids)), key=lambda row: -float(matrix[row] @ vector))[:7]
    hits = shelf.index.search(vector, limit=7)

    assert [id_ for id_, _ in hits] == [ids[row] for row in best]
    assert [score for _, score in hits] == pytest.approx([float(matrix[row] @ vector) for row in best])


def test_chroma_finds_what_exact_search_finds(shelf: Shelf) -> None:
    """The index is a copy of the record, not a second opinion."""
    assert shelf.index.engine == "exact"
    shelf.index.refresh()

    assert shelf.index.engine == "chroma"
    assert shelf.agrees()
    vector = shelf.embedder.embed_question(TEXTS[0])
    approximate, exact = (
        dict(engine.search(vector, limit=5))
        for engine in (shelf.index, ExactIndex(shelf.library, shelf.embedder))
    )
    assert approximate == pytest.approx(exact, abs=1e-5)


def test_an_empty_record_finds_nothing(tmp_path: Path) -> None:
    """The first start has no documents."""
    with closing(Shelf(tmp_path)) as empty:
        assert empty.found("vad som helst") == []
        empty.index.refresh()
        assert empty.found("vad som helst") == []
        assert empty.index.fault() is None


def test_search_is_exact_from_the_moment_the_record_changes_until_the_index_has_followed(
    shelf: Shelf,
) -> None:
    """A deleted passage is never found, a new one at once."""
    shelf.index.refresh()
    new = shelf.store("b.md", "Tandläkaren dansar.")

    assert shelf.index.engine == "exact"
    assert shelf.found("Tandläkaren dansar", limit=1) == [f"{new}-0"]
    shelf.index.refresh()
    assert (shelf.index.engine, shelf.found("Tandläkaren dansar", limit=1)) == ("chroma", [f"{new}-0"])
    shelf.library.delete(new)
    assert shelf.index.engine == "exact"
    shelf.index.refresh()
    assert f"{new}-0" not in shelf.found("Tandläkaren dansar", limit=100)
    assert len(shelf.found("vården", limit=100)) == len(TEXTS)


def test_a_file_that_is_cut_anew_gets_new_vectors_under_its_old_ids(shelf: Shelf) -> None:
    """Other headings or another cutter change the vectors, while id and bytes stay."""
    new = prepared("b.md", "Vården är nära.", embedder=shelf.embedder)
    shelf.library.store(new)
    shelf.index.refresh()
    renamed = replace(new.passages[0], heading="En annan rubrik")
    vector = shelf.embedder.embed_question(renamed.index_text)
    shelf.library.store(
        replace(
            new,
            stamp="2",
            passages=(renamed,),
            vectors={**new.vectors, digest_of(renamed.index_text): vector},
        )
    )
    shelf.index.refresh()

    assert shelf.index.engine == "chroma"
    ((id_, similarity),) = shelf.index.search(vector, limit=1)
    assert id_ == renamed.id
    assert similarity == pytest.approx(1.0)


def test_refreshing_twice_writes_once(shelf: Shelf) -> None:
    """A run that changed nothing costs nothing."""
    first = shelf.index.refresh()

    assert shelf.index.up_to_date()
    assert shelf.index.refresh() == first
    assert shelf.index.fault() is None


def test_the_noted_index_is_used_again_after_a_restart(shelf: Shelf) -> None:
    """Starting costs a probe, not a rebuild."""
    state = shelf.index.refresh()
    shelf.close()
    with closing(Shelf(shelf.folder)) as again:
        assert again.index.engine == "exact"
        assert again.index.refresh() == state
        assert again.agrees()


@pytest.mark.slow
def test_many_passages_of_one_text_are_no_fault(shelf: Shelf) -> None:
    """A deck may show the same slide ten times: any of them may be found for any other."""
    vectors_before = shelf.library.vectors.searched("ord-1", 32)[0]
    for number in range(12):
        shelf.store(f"kopia-{number}.md", "Frågor att samtala om?")
    shelf.index.refresh()
    shelf.close()

    with closing(Shelf(shelf.folder)) as again:
        assert examine(again.library, again.embedder, again.index, mend=False) == ()
        assert again.index.refresh().generation == "g1"
        assert len(again.library.searched_ids()) == len(vectors_before) + 12


def test_a_collection_that_grows_large_gets_a_new_generation(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small index is built from Chroma's log at each start, which takes minutes for a large one."""
    assert (first := shelf.index.refresh()).small
    monkeypatch.setattr(vectors, "SMALL", 70)
    monkeypatch.setattr(dense, "SMALL", 70)
    assert shelf.index.refresh() == first
    shelf.store("b.md", *(f"Nytt: {text}" for text in TEXTS))
    second = shelf.index.refresh()

    assert (second.generation, second.small) == ("g2", False)
    assert shelf.generation.name == "g2"
    assert shelf.agrees()


def test_another_model_gets_a_generation_of_its_own(shelf: Shelf) -> None:
    """Vectors of two models in one index would be compared as if they meant the same."""
    shelf.index.refresh()
    shelf.close()
    other = WordEmbedder(fingerprint="ord-2", dimension=16)
    with closing(Shelf(shelf.folder, other)) as again:
        assert again.found("vården") == []
        assert again.index.fault() is not None
        behind = again.library.vectors.lacking("ord-2")
        again.library.vectors.add(
            "ord-2", dict(zip(behind, other.embed_passages(list(behind.values())), strict=True))
        )
        again.library.vectors.keep_only("ord-2")
        state = again.index.refresh()

        assert (state.generation, state.fingerprint) == ("g2", "ord-2")
        assert again.agrees()
        assert len(again.found("vården", limit=1000)) == len(TEXTS)


def test_many_may_search_while_the_index_follows(shelf: Shelf) -> None:
    """Each search sees one version whole: no row of one version under an id of another."""
    wrong: list[str] = []

    def search() -> None:
        for text in TEXTS * 3:
            best = shelf.index.search(shelf.embedder.embed_question(f"Avsnitt 0 {text}"), limit=1)
            if not best or not -1.001 < best[0][1] < 1.001:
                wrong.append(text)

    threads = [Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(6):
        shelf.store("b.md", *(f"Gång {number} {text}" for text in TEXTS[: 5 + number]))
        shelf.index.refresh()
    for thread in threads:
        thread.join()

    assert not wrong
    assert shelf.agrees()

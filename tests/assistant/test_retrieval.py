"""Ranked passages: which come first, and why."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.making import load_catalogue, make_embedder
from assistant.ranking import Ranked, Weights, fuse
from assistant.retrieval import HybridRetriever
from assistant.settings import Settings
from assistant.wiring import Owner, Reader
from ingest.dense import PassageIndex
from tests.small_sources import SHARED


def names(ranked: tuple[Ranked, ...]) -> list[str]:
    """Return the documents of the passages, in order."""
    return [found.document.name for found in ranked]


def with_weights(small: Reader, settings: Settings, weights: Weights) -> HybridRetriever:
    """Return a retriever over the small record with weights of its own."""
    embedder = make_embedder(settings)
    return HybridRetriever(
        library=small.library,
        index=PassageIndex(small.library, embedder),
        embedder=embedder,
        catalogue=load_catalogue(settings),
        weights=weights,
    )


@pytest.mark.parametrize(
    ("question", "document", "locator"),
    [
        ("När serveras lunchen?", "matsalen.md", "När serveras lunch?"),
        ("beslutet om hembesöken", "hembesok-sormland.md", "Vem beslutar?"),
        ("blodtryksmätare i väskan", "hembesok-orebro.md", "Vad ska väskan innehålla?"),
        ("samverkansnämnd", "hembesok-sormland.md", "Vem beslutar?"),
    ],
)
def test_the_passage_that_answers_comes_first(
    small: Reader, question: str, document: str, locator: str
) -> None:
    """Other words, misspellings and parts of compounds still find it."""
    first = small.retriever.retrieve(question)[0]

    assert (first.document.name, first.passage.place.locator) == (document, locator)


@pytest.mark.parametrize("channel", ["dense", "lemma", "gram"])
def test_one_channel_alone_is_a_baseline(small: Reader, small_settings: Settings, channel: str) -> None:
    """What each channel does alone is what the whole is measured against."""
    alone = with_weights(small, small_settings, Weights.only(channel))

    ranked = alone.retrieve("När serveras lunch?")

    assert names(ranked)[0] == "matsalen.md"
    assert [found.score for found in ranked] == [found.channels.get(channel, 0.0) for found in ranked]


def test_an_unknown_channel_is_refused() -> None:
    """A misspelt baseline would otherwise rank by passage id."""
    with pytest.raises(ValueError, match="bm25"):
        Weights.only("bm25")


@pytest.mark.parametrize(
    ("profile", "first"), [("orebro", "hembesok-orebro.md"), ("sormland", "hembesok-sormland.md")]
)
def test_where_two_regions_say_the_same_the_own_one_comes_first(
    small: Reader, profile: str, first: str
) -> None:
    """The profile decides which source speaks first."""
    ranked = small.retriever.retrieve(SHARED, profile=profile)

    assert names(ranked)[0] == first
    assert set(names(ranked)[:2]) == {"hembesok-orebro.md", "hembesok-sormland.md"}


@pytest.mark.parametrize("profile", ["nationell", "orebro", "sormland"])
def test_the_handbook_comes_after_the_original_that_it_rests_on(small: Reader, profile: str) -> None:
    """Where the real source is loaded, the real source speaks."""
    ranked = small.retriever.retrieve("Vad är ett hembesök?", profile=profile)

    guide = next(
        found for found in ranked if found.passage.rests_on and "hembesok-orebro" in found.passage.rests_on
    )
    assert names(ranked).index("hembesok-orebro.md") < ranked.index(guide)


def test_the_handbook_speaks_where_no_original_does(small: Reader) -> None:
    """What the originals leave out is still found."""
    first = small.retriever.retrieve("I hur många steg går ett hembesök till?")[0]

    assert (first.document.name, first.document.provenance.guide) == ("01-hembesok.md", True)


@pytest.mark.parametrize("phrase", ["”{}”", '"{}"', "»{}«", "„{}”", "«{}»"])
def test_a_quoted_phrase_finds_the_passage_that_holds_it(small: Reader, phrase: str) -> None:
    """Whoever quotes wants the place, in whichever quotation marks."""
    quoted = phrase.format("hänger på vägg 7")

    ranked = small.retriever.retrieve(f"Var står det {quoted}?")

    assert "vägg 7" in ranked[0].passage.text
    assert ranked[0].channels["phrase"] == 1.0
    assert "phrase" not in ranked[1].channels


def test_a_named_source_comes_before_one_that_fits_as_well(small: Reader) -> None:
    """“Enligt Sörmland” says where to look."""
    question = "Vad kostar ett hembesök enligt {}?"

    assert names(small.retriever.retrieve(question.format("Sörmland")))[0] == "hembesok-sormland.md"
    assert names(small.retriever.retrieve(question.format("Örebro")))[0] == "hembesok-orebro.md"


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    ["", "?", "🙂", "och", '""', "a" * 5_000, "NEAR(a b)", '" OR *', "\0", "x AND y NOT z", "''';--"],
)
def test_any_question_ranks_without_a_fault(small: Reader, question: str) -> None:
    """The search language of the engine below must not leak through."""
    ranked = small.retriever.retrieve(question, limit=5)

    assert len(ranked) == 5
    assert [found.score for found in ranked] == sorted((found.score for found in ranked), reverse=True)


def test_the_limit_is_kept_and_no_passage_stands_twice(small: Reader) -> None:
    """A rank is a passage."""
    ranked = small.retriever.retrieve("Vad är ett hembesök?", limit=100)

    ids = [found.passage.id for found in ranked]
    assert len(ids) == len(set(ids)) == len(small.library.searched_ids())


def test_cover_is_the_share_of_the_question_that_a_passage_holds(small: Reader) -> None:
    """It tells how much was found, apart from how it ranks."""
    found = small.retriever.retrieve("När serveras lunchen?")

    assert found[0].cover == pytest.approx(1.0)
    assert all(0.0 <= one.cover <= 1.0 for one in found)


def test_an_empty_record_ranks_nothing(tmp_path: Path) -> None:
    """Before the first ingest there is nothing to find, and no fault."""
    with closing(Owner(Settings(data=tmp_path / "data"))) as owner:
        assert owner.retriever.retrieve("Vad är nära vård?") == ()


def test_a_deleted_document_is_never_ranked_again(own_settings: Settings) -> None:
    """Deleted means gone, in the same process and without a restart."""
    with closing(Owner(own_settings)) as owner:
        assert names(owner.retriever.retrieve("När serveras lunch?"))[0] == "matsalen.md"
        canteen = next(one for one in owner.documents() if one.name == "matsalen.md")
        owner.delete(canteen.id)

        assert "matsalen.md" not in names(owner.retriever.retrieve("När serveras lunch?", limit=100))


def test_fusing_adds_what_each_channel_returned() -> None:
    """A passage that a channel did not return gets nothing from it, also where others got less than nothing."""
    weights = Weights(dense=1.0, guide=-1.0)

    assert fuse({"dense": {"a": 0.5, "b": 0.25}, "guide": {"b": 1.0}}, weights) == {"a": 0.5, "b": -0.75}


def test_a_section_meant_by_its_name_counts_more_than_one_that_shares_its_words(
    own_settings: Settings,
) -> None:
    """“Målområdet Arbetsro” names a section, however ordinary its word is."""
    text = "# Mål\n\n## Arbetsro i målområdet\n\nDet är tyst.\n\n## Arbetsro\n\nLugn och tid.\n"
    with closing(Owner(own_settings)) as owner:
        owner.add("mal.md", text.encode())

        found = owner.retriever.retrieve("Vad ingår i målområdet Arbetsro?", limit=100)

    titles = {one.passage.heading: one.channels["title"] for one in found}
    assert titles["Arbetsro"] > max(title for heading, title in titles.items() if heading != "Arbetsro")

"""Passages follow the document's structure, stay within their limit, and hold nothing but its own text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import BlockKind, Passage, Place, SourceDocument
from ingest.passages import LIMIT, Standing, cut
from tests.ingest.conftest import Load
from tests.ingest.making import block, cut_up, document

TITLE, HEADING, ITEM = BlockKind.TITLE, BlockKind.HEADING, BlockKind.ITEM
PARAGRAPH, INSTRUCTION, METADATA = BlockKind.PARAGRAPH, BlockKind.INSTRUCTION, BlockKind.METADATA
SENTENCE = "Vården planeras tillsammans med den som behöver den, och med dem som står nära. "


def quoted(source: SourceDocument, passage: Passage) -> list[str]:
    """Return the passage's sentences as text."""
    return [source.text[sentence.start : sentence.end] for sentence in passage.sentences]


def check_rules(source: SourceDocument, passages: tuple[Passage, ...]) -> None:
    """Assert what must hold of every document's passages."""
    for ordinal, passage in enumerate(passages):
        assert passage.ordinal == ordinal
        assert len(passage.text) <= LIMIT
        assert passage.text == source.text[passage.start : passage.end]
        assert all(passage.start <= s.start < s.end <= passage.end for s in passage.sentences)
    starts = [passage.start for passage in passages]
    assert starts == sorted(starts)
    covered = {at for passage in passages for at in range(passage.start, passage.end)}
    for part in source.blocks:
        inside = [at in covered for at in range(part.start, part.end) if not source.text[at].isspace()]
        if part.kind is METADATA:
            assert not any(inside)
        elif part.kind not in {TITLE, HEADING, INSTRUCTION}:
            assert all(inside)


LONG = {
    "sentences": SENTENCE * 60,
    "one sentence": "vård och omsorg " * 300,
    "one word": "x" * 4000,
    "commas in pairs": "ord,, " * 700,
    "points in threes": "Vi väntar... " * 400,
    "points alone": ". " * 1500 + "x",
    "phrases": "nära vård, trygg vård; god vård, " * 120,
    "blanks": "ord" + " " * 3000 + "ord",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_block_longer_than_a_passage_is_cut_without_losing_a_character(text: str) -> None:
    """A file without paragraphs must neither break the contract's limit nor stop the run."""
    source = document(block("Rubrik", HEADING, "Rubrik"), block(text, PARAGRAPH, "Rubrik"))
    passages = cut_up(source)

    check_rules(source, passages)
    assert len(passages) > 1
    assert all(passage.sentences or not any(map(str.isalnum, passage.text)) for passage in passages)


TEXTS = st.one_of(st.text(alphabet="aå .,;!\tÖ1(…", max_size=60), st.sampled_from([SENTENCE, SENTENCE * 20]))
BLOCKS = st.builds(
    lambda text, kind, heading, slide, notes: block(text, kind, *heading, slide=slide, notes=notes),
    TEXTS,
    st.sampled_from(list(BlockKind)),
    st.sampled_from([(), ("Ett",), ("Ett", "Två")]),
    st.sampled_from([None, 1, 2]),
    st.booleans(),
)


@settings(deadline=None)  # the first call imports, and cores are shared
@given(st.lists(BLOCKS, max_size=12))
def test_the_rules_hold_for_any_document(blocks: list[object]) -> None:
    """Readers differ; whatever they find, passages are pieces of the text and hold all that is said."""
    source = document(*blocks)  # type: ignore[arg-type]  # Hypothesis does not tell what it builds

    check_rules(source, cut_up(source))


def test_each_section_is_a_passage_of_its_own() -> None:
    """A citation names one heading."""
    source = document(
        block("Om vården", TITLE),
        block("Inledning.", PARAGRAPH),
        block("Mål", HEADING, "Mål"),
        block("Vi vill nå fram.", PARAGRAPH, "Mål"),
        block("Ansvar", HEADING, "Mål", "Ansvar"),
        block("Alla hjälps åt.", PARAGRAPH, "Mål", "Ansvar"),
    )
    passages = cut_up(source)

    assert [passage.heading for passage in passages] == ["Om vården", "Mål", "Mål › Ansvar"]
    assert [quoted(source, passage) for passage in passages] == [
        ["Inledning."],
        ["Vi vill nå fram."],
        ["Alla hjälps åt."],
    ]


def test_a_slide_is_found_with_its_notes_and_each_sentence_keeps_its_place() -> None:
    """Slide and notes answer together, but one is shown to the audience and the other is spoken."""
    source = document(
        block("Trygghet", TITLE, slide=4),
        block("genom kända ansikten", ITEM, slide=4),
        block("Den som är trygg frågar mer.", slide=4, notes=True),
        block("Nästa bild", TITLE, slide=5),
        block("Mer text", ITEM, slide=5),
    )
    first, second = cut_up(source)

    assert [s.place.locator for s in first.sentences] == ["bild 4", "bild 4, talmanus"]
    assert (first.place, first.heading) == (Place(slide=4), "Trygghet")
    assert second.place == Place(slide=5)


def test_headings_and_titles_are_searched_but_never_quoted() -> None:
    """They name what is said below them; alone they state nothing."""
    source = document(
        block("Om vården", TITLE), block("Mål", HEADING, "Mål"), block("Vi når fram.", PARAGRAPH, "Mål")
    )
    (passage,) = cut_up(source)

    assert quoted(source, passage) == ["Vi når fram."]
    assert passage.text == "Mål\nVi når fram."
    assert (passage.title, passage.heading) == ("Egen titel", "Mål")
    assert passage.index_text.endswith(f"{passage.heading}\n{passage.text}")


def test_a_heading_is_no_passage_of_its_own() -> None:
    """Above a block that fills a whole passage it would be found and have nothing to quote."""
    source = document(block("Rubrik", HEADING, "Rubrik"), block(SENTENCE * 14, PARAGRAPH, "Rubrik"))

    assert all(passage.sentences for passage in cut_up(source))


def test_the_line_of_metadata_is_shown_and_neither_searched_nor_quoted() -> None:
    """“Källa: …” tells what a handbook paragraph rests on; it is no part of what it says."""
    source = document(
        block("Mål", HEADING, "Mål"),
        block("Vi når fram.", PARAGRAPH, "Mål"),
        block("Källa: bildspelet, bild 3", METADATA, "Mål"),
        block("Det tar tid.", PARAGRAPH, "Mål"),
        block("Källa: guiden, sida 1", METADATA, "Mål"),
    )
    passages = cut_up(source)

    assert [passage.rests_on for passage in passages] == [
        "Källa: bildspelet, bild 3",
        "Källa: guiden, sida 1",
    ]
    assert not any("Källa" in passage.index_text for passage in passages)
    check_rules(source, passages)


def test_every_piece_of_a_long_section_shows_what_it_rests_on() -> None:
    """The line stands at the end of the section but speaks for all of it."""
    source = document(*(block(SENTENCE) for _ in range(40)), block("Källa: guiden, sida 1", METADATA))
    passages = cut_up(source)

    assert len(passages) > 1
    assert {passage.rests_on for passage in passages} == {"Källa: guiden, sida 1"}


@pytest.mark.parametrize("naming", [TITLE, HEADING])
def test_directions_to_the_presenter_are_flagged_and_quoted_only_on_their_own(naming: BlockKind) -> None:
    """“Högerklicka på bilden” answers who asks how a deck is used, and nobody else."""
    only = document(
        block("Så gör du", naming, slide=1), block("Högerklicka på bilden.", INSTRUCTION, slide=1)
    )
    beside = document(block("Högerklicka på bilden.", INSTRUCTION), block("Vården är nära."))

    (flagged,) = cut_up(only)
    (mixed,) = cut_up(beside)
    assert flagged.instruction
    assert quoted(only, flagged) == ["Högerklicka på bilden."]
    assert not mixed.instruction
    assert quoted(beside, mixed) == ["Vården är nära."]


def test_long_sections_are_filled_evenly() -> None:
    """A last piece of a few words would be found for nothing."""
    source = document(*(block(SENTENCE.strip()) for _ in range(31)))
    lengths = [len(passage.text) for passage in cut_up(source)]

    assert min(lengths) > 0.6 * max(lengths)


def test_a_sentence_is_worth_what_the_rule_says_of_its_place() -> None:
    """The standing of a note is not that of its slide."""
    source = document(block("Mål", slide=1), block("Sagt vid bilden.", slide=1, notes=True))

    def rule(place: Place, text: str) -> Standing:
        return Standing(standing="talmanus" if place.notes else None, originator=text[:3])

    (passage,) = cut(source, document_id="dok", title="", standing=rule)
    assert [(s.standing, s.originator) for s in passage.sentences] == [(None, "Mål"), ("talmanus", "Sag")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["budskapsunderlag", "nara-halsa", "nara-vard-oxelosund", "nara-vard-presentation", "skl-2019"]
)
def test_the_rules_hold_for_the_real_publications(office: Load, name: str) -> None:
    """Our own pages are tamer than what publishers print."""
    source = office(name)
    passages = cut_up(source)

    check_rules(source, passages)
    assert passages

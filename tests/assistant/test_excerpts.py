"""A cited place in its surroundings."""

import pytest

from assistant.answers import Question
from assistant.excerpts import excerpt
from assistant.settings import Settings
from assistant.wiring import Reader, open_reader
from tests.conftest import ingested
from tests.publications import deck_pptx


def test_a_citation_is_shown_marked_in_its_section(small: Reader) -> None:
    """The reader sees what stands around it."""
    (citation,) = small.assistant.ask(Question(text="När serveras lunchen?")).citations

    shown = small.assistant.excerpt(citation.document_id, start=citation.start, end=citation.end)

    assert shown is not None
    assert (shown.locator, shown.slide, shown.page) == ("När serveras lunch?", None, None)
    (marked,) = [block for block in shown.blocks if block.marks]
    ((start, end),) = marked.marks
    assert marked.text[start:end] == citation.quote
    assert "Fisk" not in "".join(block.text for block in shown.blocks)


def test_a_cited_list_is_marked_item_by_item(small: Reader) -> None:
    """A run over several blocks marks each of them."""
    (citation,) = small.assistant.ask(Question(text="Vad ska väskan innehålla?")).citations

    shown = small.assistant.excerpt(citation.document_id, start=citation.start, end=citation.end)

    assert shown is not None
    marked = [block.text[start:end] for block in shown.blocks for start, end in block.marks]
    assert "\n".join(marked) == citation.quote
    assert len(marked) == 5


def test_a_slide_is_shown_with_its_notes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What stands on the slide and what is said beside it belong together."""
    folder = tmp_path_factory.mktemp("deck")
    (folder / "bilder.pptx").write_bytes(deck_pptx())
    reader = open_reader(ingested(Settings(data=folder / "data"), folder / "bilder.pptx"))
    (document,) = reader.library.documents()
    stored = reader.library.text(document.id)
    assert stored is not None
    start = stored.text.index("frågar mer")

    shown = excerpt(reader.library, document.id, start=start, end=start + 10)
    reader.close()

    assert shown is not None
    assert (shown.slide, shown.locator) == (5, "bild 5, talmanus")
    assert {block.notes for block in shown.blocks} == {True, False}
    assert [block.notes for block in shown.blocks if block.marks] == [True]


@pytest.mark.parametrize(("start", "end"), [(10**8, 10**8 + 5), (-9, -1), (7, 7), (9, 3)])
def test_a_place_outside_the_text_is_nowhere(small: Reader, start: int, end: int) -> None:
    """Offsets come from outside."""
    document = small.library.documents()[0]

    assert small.assistant.excerpt(document.id, start=start, end=end) is None


def test_an_unknown_document_has_no_places(small: Reader) -> None:
    """It may have been deleted since the answer was given."""
    assert small.assistant.excerpt("borta", start=0, end=5) is None

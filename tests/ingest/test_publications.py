"""The real publications, read critically: skipped where they are not at hand."""

import pytest

from ingest.documents import BlockKind, SourceDocument
from tests.ingest.conftest import Load
from tests.ingest.looking import likeness, on_slide, reasons, texts

GUIDE_SECTIONS = [
    "Varför ett budskapsunderlag?",
    "Vi kallar det",
    "Budskap: Vad är nära vård?",
    "Budskap: Varför nära vård?",
    "Budskap: Hur kan vi skapa nära vård?",
    "Budskap: Samverkan mellan olika aktörer",
    "Budskap: Primärvårdens roll",
    "Budskap: Område välfärd & folkhälsas roll",
    "Nyckelord",
    "Mer material",
]


@pytest.fixture(scope="module")
def decks(office: Load, extracted: Load) -> dict[str, SourceDocument]:
    """Return the real deck in its three formats."""
    return {
        "pptx": office("nara-vard-presentation-sormland.pptx"),
        "pdf": office("nara-vard-presentation-sormland.pdf"),
        "text": extracted("001"),
    }


def test_the_guide_has_its_sections_in_every_format(office: Load, extracted: Load) -> None:
    """Word's styles, the PDF's type sizes and the text's layout agree, and so does every word."""
    guides = [
        office("budskapsunderlag-nara-vard-orebro.docx"),
        office("budskapsunderlag-nara-vard-orebro.pdf"),
        extracted("003"),
    ]

    assert [texts(guide, BlockKind.HEADING) for guide in guides] == [GUIDE_SECTIONS] * 3
    assert guides[0].text == guides[1].text == guides[2].text
    assert all(len(guide.missing_pictures) == 2 for guide in guides)
    assert guides[0].properties.created is None


@pytest.mark.parametrize("start", ["nara-halsa", "nara-vard-oxelosund", "skl-2019"])
def test_a_web_page_and_its_extracted_text_agree(office: Load, extracted: Load, start: str) -> None:
    """The same sections and the same words, whichever way the page was saved."""
    page = office(start)
    text = extracted({"nara-halsa": "000", "nara-vard-oxelosund": "002", "skl-2019": "004"}[start])

    assert texts(page, BlockKind.HEADING) == texts(text, BlockKind.HEADING)
    assert page.text == text.text


def test_the_web_pages_lose_their_noise(office: Load) -> None:
    """Exactly the noise that domain.md lists, and not the date of publication."""
    health, town, plan = office("nara-halsa"), office("nara-vard-oxelosund"), office("skl-2019")

    assert (health.masked, town.masked, plan.masked) == (4, 0, 0)
    assert {"logo-text"} <= reasons(health)
    assert {"cookie-text", "read-more", "empty-date"} <= reasons(town)
    assert {"contact-invitation", "feedback-form", "footer-mark"} <= reasons(plan)
    assert "0155-380 00" in town.text
    assert "kommun@oxelosund.se" in town.text
    assert plan.text.startswith("Publicerad: 23 januari 2019")
    assert [t[:3] for t in texts(plan, BlockKind.ITEM)][:3] == ["34.", "61.", "77."]
    assert "och digitalisering." in texts(health)


@pytest.mark.slow
def test_the_deck_has_49_slides_in_every_format(decks: dict[str, SourceDocument]) -> None:
    """Slide for slide and note for note the same words, from PowerPoint, PDF and extracted text."""
    for form in ("pdf", "text"):
        for number in range(1, 50):
            for notes in (False, True):
                shown = on_slide(decks["pptx"], number, notes=notes)
                assert likeness(shown, on_slide(decks[form], number, notes=notes)) >= 0.95, (
                    form,
                    number,
                    notes,
                )
    assert {deck.slides for deck in decks.values()} == {49}


@pytest.mark.slow
def test_titles_stand_first_on_their_slides(decks: dict[str, SourceDocument]) -> None:
    """Also where the text file has them below the bullets."""
    for deck in decks.values():
        titles = {
            block.place.slide: deck.text_of(block) for block in deck.blocks if block.kind is BlockKind.TITLE
        }

        assert [titles[n] for n in (21, 23, 25, 39, 49)] == [
            "Tillsammans",
            "Nära",
            "God hälsa, vård och omsorg",
            "Personcentrering",
            "Diskussionsfrågor",
        ]
        assert not {2, 6, 7, 12, 17, 22, 24, 26, 46} & set(titles)


@pytest.mark.slow
def test_the_deck_loses_its_noise(decks: dict[str, SourceDocument]) -> None:
    """Markers, sidebar letters, repeated figure, lost characters; directions are marked, not taken."""
    for deck in decks.values():
        assert "repeated-figure" in reasons(deck)
        assert not any(word in deck.text for word in ("\ufffd", "santeckningar", "\u00a0", "\u202f", "T eam"))
        assert deck.masked == 0
        marked = [block for block in deck.blocks if block.kind is BlockKind.INSTRUCTION]
        assert {block.place.slide for block in marked} == {1, 4, 5, 12, 31, 34, 35, 45}
        assert [place.slide for place in deck.missing_pictures] == [17, 46]
    assert {"notes-marker", "sidebar-letters"} <= reasons(decks["text"])

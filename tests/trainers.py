"""A fake trainer, and a village deck with a picture, a film and a list: our own words."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pptx

from ingest.records import StoredDocument
from ui.ports import FoundSlides, Handout, OpenedTopic, Slide, TopicRefused

DECK_NAME = "byns-bildspel.pptx"
SLIDES = (
    ("Byköket i korthet", ("Ett gemensamt kök", "Öppet för alla"), ("Börja med att berätta om köket.", "Fråga vem som har lagat mat där.")),
    ("Trygghet vid bordet", ("1. Samma stolar varje dag", "2. Någon som känner igen en"), ("Trygghet växer när samma grannar ses igen.",)),
    ("", (), ("Bilden visar en gryta som räcker till hela byn.",)),
    ("", (), ()),
    ("Att odla ihop", ("Grönsaker vid dörren",), ()),
)  # fmt: skip
"""Title, lines and notes of each slide."""


def village_deck() -> bytes:
    """Return the deck as PowerPoint."""
    deck = pptx.Presentation()
    for title, items, notes in SLIDES:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(items)
        if notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


@dataclass
class FakeTeaching:
    """Has neither decks nor questions."""

    def decks(self, *, profile: str) -> Sequence[StoredDocument]:
        """Return none."""
        del profile
        return ()

    def slides_of(self, document_id: str) -> Sequence[Slide]:
        """Return none."""
        del document_id
        return ()

    def about(self, topic: str, *, profile: str) -> FoundSlides:
        """Find nothing; refuse a topic of white space."""
        del profile
        if not topic.strip():
            raise TopicRefused("Skriv vad bilderna ska handla om.")
        return FoundSlides(topic=topic, own=(), others=(), nearest=())

    def topics(self, *, profile: str) -> Sequence[OpenedTopic]:
        """Return none."""
        del profile
        return ()

    def handout(self, slides: Sequence[str], questions: Sequence[str], *, profile: str) -> Handout:
        """Count everything that was chosen as gone."""
        del profile
        return Handout(lost=len(slides) + len(questions))

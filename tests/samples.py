"""Invented sources and answers for tests of the faces: one deck, one page of the handbook."""

from dataclasses import replace
from typing import Any

from assistant.answers import (
    Answer,
    Citation,
    Evidence,
    Origin,
    Outcome,
    Question,
    QuoteStatus,
    Statement,
)
from ingest.documents import BlockKind, MediaType
from ingest.records import Provenance, Role, StoredDocument
from ui.ports import ExcerptBlock

HOSTILE = """<script>window.hacked=1</script><img src="https://evil.example/x.png" onerror="window.hacked=1">\
"><svg onload=window.hacked=1> [länk](https://evil.example) ![bild](https://evil.example/y.png)"""
"""Text that runs or calls out wherever it is not escaped."""

QUOTE = "Nära vård betyder att vården planeras utifrån vad som är viktigt för den som behöver den."
DECK = StoredDocument(
    id="doc-bild",
    name="omstallning.pptx",
    sha256="a" * 64,
    media_type=MediaType.PPTX,
    provenance=Provenance(
        catalogue_id="omstallning",
        title="Omställningen i korthet",
        publisher="Exempelregionen",
        profile="sormland",
        year=2022,
        dated="2022–2023",
        kind="bildspel",
        status="avslutat projekt",
        address="https://www.example.org/omstallning",
    ),
    role=Role.SEARCHED,
    twin=None,
    added_at="2026-11-21T08:00:00+00:00",
    characters=4200,
    passages=12,
    slides=9,
    masked=1,
)
GUIDE = StoredDocument(
    id="doc-handbok",
    name="01-vad-ar-nara-vard.md",
    sha256="b" * 64,
    media_type=MediaType.MARKDOWN,
    provenance=Provenance(
        catalogue_id=None,
        title="Vad är nära vård",
        publisher="naravard",
        kind="handbok",
        guide=True,
    ),
    role=Role.SEARCHED,
    twin=None,
    added_at="2026-11-21T08:00:00+00:00",
    characters=900,
    passages=3,
    slides=0,
    masked=0,
)


def citation(number: int = 1, **changes: Any) -> Citation:
    """Return a citation of the deck's third slide."""
    standard = Citation(
        number=number,
        document=DECK.name,
        title=DECK.provenance.title,
        publisher=DECK.provenance.publisher,
        year=2022,
        dated="2022–2023",
        originator="Exempelmyndigheten",
        standing="målbild 2035",
        profile="sormland",
        locator="bild 3, talmanus",
        quote=QUOTE,
        status=QuoteStatus.EXACT,
        passage_id="doc-bild:4",
        document_id=DECK.id,
        start=100,
        end=100 + len(QUOTE),
    )
    return replace(standard, **changes)


def guide_citation(number: int = 2) -> Citation:
    """Return a citation of the handbook, which is a guide and not a source."""
    return citation(
        number,
        document=GUIDE.name,
        title=GUIDE.provenance.title,
        publisher="naravard",
        year=None,
        dated="odaterat",
        originator=None,
        standing=None,
        profile="nationell",
        locator="Kort svar",
        quote="Nära vård är ett sätt att arbeta, inte en plats.",
        document_id=GUIDE.id,
        guide=True,
        rests_on="Källa: Omställningen i korthet, bild 3",
        start=10,
        end=58,
    )


def evidence(number: int = 1) -> Evidence:
    """Return a ranked passage."""
    return Evidence(
        document=DECK.name,
        locator=f"bild {number}",
        text=QUOTE,
        score=1.0 / number,
        passage_id=f"doc-bild:{number}",
        title=DECK.provenance.title,
        profile="sormland",
        document_id=DECK.id,
        start=100,
        end=100 + len(QUOTE),
    )


def answered(question: Question) -> Answer:
    """Return an answer with one quotation, one handbook line and a list."""
    lead = f"”{QUOTE}” [1]"
    text = f"{lead}\n\nDet märks på tre sätt:\n\n- **Relation:** samma personer möts igen. [1]\n- Planering tillsammans.\n- Mer vård hemma.\n\nHandboken sammanfattar: det är ett sätt att arbeta. [2]"
    return Answer(
        id=question.id,
        question=question.text,
        profile=question.profile,
        outcome=Outcome.ANSWERED,
        answer=text,
        short=lead,
        statements=(Statement(text=QUOTE, origin=Origin.QUOTE, citations=(1,)),),
        citations=(citation(1), guide_citation(2)),
        evidence=tuple(evidence(number) for number in range(1, 11)),
        timings_ms={"total": 12.5},
    )


def disagreeing(answer: Answer) -> Answer:
    """Return an answer whose sources say two things."""
    sides = (
        "Källorna är inte eniga.\n\n**Färre eller minskar**\n\n- Byn: ”De blir färre.” [1]\n\n"
        "**Fler eller ökar**\n\n- Handboken: ”De blir fler.” [2]\n\nIngen förklarar skillnaden.\n"
    )
    return replace(answer, outcome=Outcome.DISAGREEMENT, answer=sides, short="Källorna är inte eniga.")


def split(question: Question) -> Answer:
    """Return an answer that shows both sides."""
    return disagreeing(answered(question))


def refused(question: Question) -> Answer:
    """Return an answer that says no: no quotation, no mark, the nearest documents."""
    return Answer(
        id=question.id,
        question=question.text,
        profile=question.profile,
        outcome=Outcome.UNANSWERED,
        answer="Det står inte i källorna. De nämner överenskommelsen men inga belopp.",
        short="Det står inte i källorna.",
        evidence=(evidence(1),),
        missing="Vilka belopp som gäller i år.",
        nearest=(evidence(1), evidence(2)),
    )


def hostile(question: Question) -> Answer:
    """Return an answer in which every text from outside attacks the page."""
    bad = citation(
        1,
        title=HOSTILE,
        publisher=HOSTILE,
        originator=HOSTILE,
        locator=HOSTILE,
        quote=HOSTILE,
        standing=HOSTILE,
    )
    return replace(
        answered(question),
        question=HOSTILE,
        answer=f"{HOSTILE} [1]",
        citations=(bad,),
        missing=HOSTILE,
        read_as=HOSTILE,
    )


def partly(question: Question) -> Answer:
    """Return a partial answer with a second-hand near quotation and one that cannot be found."""
    return replace(
        answered(question),
        outcome=Outcome.PARTIAL,
        answer="Det står inte vem som kallar. Det som står: ”vården planeras” [1] och mer därtill. [2]",
        citations=(
            citation(1, status=QuoteStatus.NEAR, standing="exempel"),
            citation(2, status=QuoteStatus.MISSING, start=-1, end=-1, standing=None, originator=None),
        ),
        missing="Vem som kallar och när.",
        read_as="Vem kallar till en samordnad plan i Exempelregionen?",
    )


def deck_blocks() -> tuple[ExcerptBlock, ...]:
    """Return a slide with its notes, the quotation marked."""
    notes = f"Börja gärna i det som publiken känner igen. {QUOTE} Låt dem sedan prata två och två."
    start = notes.index(QUOTE)
    return (
        ExcerptBlock(kind=BlockKind.TITLE, level=0, text="Vad menar vi med nära vård?", notes=False),
        ExcerptBlock(kind=BlockKind.ITEM, level=0, text="Utgår från personen", notes=False),
        ExcerptBlock(kind=BlockKind.ITEM, level=1, text="Relation före plats", notes=False),
        ExcerptBlock(kind=BlockKind.ITEM, level=0, text="Planeras tillsammans", notes=False),
        ExcerptBlock(
            kind=BlockKind.PARAGRAPH,
            level=0,
            text=notes,
            notes=True,
            marks=((start, start + len(QUOTE)),),
        ),
        ExcerptBlock(kind=BlockKind.INSTRUCTION, level=0, text="Visa nästa bild efter samtalet.", notes=True),
    )


def guide_blocks() -> tuple[ExcerptBlock, ...]:
    """Return a section of the handbook with its line of metadata."""
    text = "Nära vård är ett sätt att arbeta, inte en plats."
    return (
        ExcerptBlock(kind=BlockKind.HEADING, level=1, text="Kort svar", notes=False),
        ExcerptBlock(kind=BlockKind.PARAGRAPH, level=0, text=text, notes=False, marks=((0, len(text)),)),
        ExcerptBlock(kind=BlockKind.METADATA, level=0, text="Källa: omstallning, bild 3", notes=False),
    )

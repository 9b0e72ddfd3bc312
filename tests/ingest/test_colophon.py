"""Unknown files: what they say of themselves, and how far that is believed."""

import pytest

from ingest.catalogue import Catalogue
from ingest.documents import BlockKind, MediaType, Properties, RawBlock, SourceDocument


def _document(
    *blocks: RawBlock | str,
    name: str = "namnlös.docx",
    media_type: MediaType = MediaType.DOCX,
    properties: Properties | None = None,
    slides: int = 0,
) -> SourceDocument:
    raw = tuple(RawBlock(text=block) if isinstance(block, str) else block for block in blocks)
    return SourceDocument.assemble(
        raw, name=name, sha256="0" * 64, media_type=media_type, properties=properties, slides=slides
    )


def test_an_unknown_file_speaks_for_itself() -> None:
    """Title, publisher, layer and year come from what the file plainly says."""
    unknown = Catalogue.load().provenance(
        _document(
            RawBlock(text="Hemgångens ABC", kind=BlockKind.TITLE),
            "Publicerad: 3 mars 2021",
            "Senast uppdaterad 2023-05-04 kl. 10:12",
            media_type=MediaType.HTML,
            properties=Properties(title="Hemgångens ABC | Region Örebro län", created="2019-01-01"),
        )
    )

    assert (unknown.title, unknown.publisher) == ("Hemgångens ABC", "Region Örebro län")
    assert (unknown.profile, unknown.kind) == ("orebro", "webbsida")
    assert (unknown.year, unknown.dated) == (2021, "2021–2023")


@pytest.mark.parametrize(
    "text",
    [
        "Mötet är den 3 mars 2021",
        "Publicerad forskning från 2019 visar",
        "Rev. 12 2020",
        "Publicerad: 23 januari 2199",
    ],
)
def test_a_year_in_passing_dates_nothing(text: str) -> None:
    """Only a line about publication dates a document, and not one in the future."""
    assert Catalogue.load().provenance(_document(text)).dated == "odaterat"


@pytest.mark.parametrize(
    ("created", "year"), [("2013-12-23T23:15:00", None), ("2013-01-27", None), ("2020-02-02", 2020)]
)
def test_a_default_date_of_a_library_is_not_believed(created: str, year: int | None) -> None:
    """Templates carry the date their maker saved them."""
    provenance = Catalogue.load().provenance(_document("x", properties=Properties(created=created)))

    assert provenance.year == year


def test_a_private_person_is_not_named_as_publisher() -> None:
    """The author field usually holds an employee's name."""
    people = Properties(author="Majken Ek, Oxelösunds kommun"), Properties(author="Majken Ek")

    publishers = [
        Catalogue.load().provenance(_document("x", properties=person)).publisher for person in people
    ]

    assert publishers == ["Oxelösunds kommun", "okänd utgivare"]


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("Hemgång i Oxelösund, Sörmland", "oxelosund"),
        ("Hemgång i Sörmland", "sormland"),
        ("Jämförelse mellan Örebro och Sörmland", "nationell"),
        ("Hemgång", "nationell"),
    ],
)
def test_the_layer_is_guessed_only_when_plain(title: str, profile: str) -> None:
    """A wrong region is worse than none; a municipality lies within its region."""
    guessed = Catalogue.load().provenance(
        _document(RawBlock(text=title, kind=BlockKind.TITLE), "Örebro nämns här.")
    )

    assert guessed.profile == profile


def test_a_decks_title_is_not_its_instruction_slide() -> None:
    """The first slide often holds directions; a program's placeholder title is no title either."""
    first = RawBlock(text="Instruktioner", kind=BlockKind.TITLE)
    named = _document(
        first, slides=3, media_type=MediaType.PPTX, properties=Properties(title="Hemgång steg för steg")
    )
    unnamed = _document(
        name="hemgång_steg-3 (2).pptx",
        media_type=MediaType.PPTX,
        slides=3,
        properties=Properties(title="Presentation1"),
    )

    titles = [Catalogue.load().provenance(deck).title for deck in (named, unnamed)]

    assert titles == ["Hemgång steg för steg", "Hemgång steg 3"]

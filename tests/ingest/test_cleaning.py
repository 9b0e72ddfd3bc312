"""Each detector takes the noise it is made for, and leaves what only looks like it."""

import pytest

from ingest.cleaning import clean
from ingest.cleaning.furniture import repeated_slides
from ingest.cleaning.glue import split_glued, split_goals, split_lost
from ingest.cleaning.instructions import is_direction
from ingest.cleaning.sidebar import sidebar_lines
from ingest.cleaning.web import page_noise
from ingest.documents import BlockKind, Place, RawBlock
from ingest.reading import Reading
from tests.publications import SIDEBAR


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Vi använder kakor.", "cookie-text"),
        ("Sidan använder cookies. Genom att fortsätta samtycker du.", "cookie-text"),
        ("Läs mer", "read-more"),
        ("Läs mer »", "read-more"),
        ("Hjälpte informationen på sidan dig?", "feedback-form"),
        ("Tack för att du hjälper oss!", "feedback-form"),
        ("Sidfot", "footer-mark"),
        ("FOU Logotyp", "logo-text"),
        ("Välkommen att skicka din fråga till SKL!", "contact-invitation"),
        ("Gäller din fråga arbetsrätt eller kollektivavtal/förhandling?", "contact-invitation"),
        ("Sidan uppdaterad:", "empty-date"),
        ("Kakor och frukt serveras efter mötet.", None),
        ("Rapporten granskar hur myndigheter använder cookies på sina webbplatser.", None),
        ("Läs mer om patientkontrakt i handboken.", None),
        ("Hjälpte informationen patienterna att förstå sin plan?  Ja, enligt studien.", None),
        ("Kommunens logotyp får inte förvanskas.", None),
        ("Välkommen att besöka vårdcentralen.", None),
        ("Sidan uppdaterad: 3 mars 2024", None),
        ("Publicerad: 23 januari 2019", None),
    ],
)
def test_page_noise_is_told_from_sentences_about_the_same_thing(text: str, reason: str | None) -> None:
    """Only a whole block in the shape of page furniture is noise."""
    assert page_noise(text) == reason


def test_letters_down_the_side_are_found() -> None:
    """An address set on its end comes out one or two letters a line."""
    lines = ["Rubrik", "", *SIDEBAR, "", "Text"]

    assert sorted(sidebar_lines(lines)) == list(range(2, 2 + len(SIDEBAR)))


@pytest.mark.parametrize(
    "column", [["ja", "nej", "ja", "nej", "ej", "ja"], ["1", "2", "3", "4", "5", "6"], list("ABCDEF")]
)
def test_a_column_of_short_answers_is_no_sidebar(column: list[str]) -> None:
    """A table read as text has short lines too, but spells no address."""
    assert sidebar_lines(["Svar", *column]) == frozenset()


def test_a_title_that_returns_is_no_repeated_figure() -> None:
    """Three slides may share their title and first line as long as they say different things."""
    slides = {
        n: ["Personcentrering", "Målsättningar:", f"eget innehåll {n} med flera ord {n * 7}"]
        for n in range(5)
    }

    assert repeated_slides(slides) == frozenset()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("och digitalisering.översiktsbild principer för Nära hälsa", 2),
        ("Det finns en plan.Den gäller alla invånare", 2),
        ("Skriv till info@sormland.exempel nu", 1),
        ("Se www.fou.sormland.se för bl.a. filmer", 1),
        ("Läs rapport.pdf noga", 1),
        ("vård t.ex. hemma och s.k. närvård", 1),
    ],
)
def test_glued_sentences_are_parted_but_addresses_are_not(text: str, parts: int) -> None:
    """A full stop without a space is a seam only between whole words."""
    assert len(split_glued(text)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("34. SKL ska nå välfärden61. SKL ska verka i hälsa77. SKL ska ta fram", 3),
        ("Under covid19. Regionen ställde om", 1),
        ("1. Vården växte. 2. Omsorgen växte.", 1),
        ("Enligt mål 34. Regionen ska", 1),
    ],
)
def test_glued_goals_are_parted_but_numbers_in_sentences_are_not(text: str, parts: int) -> None:
    """Only growing numbers after a first one that opens the text are a list."""
    assert len(split_goals(text)) == parts


def test_a_lost_character_becomes_a_break_or_a_space() -> None:
    """After a sentence it was a line break; before a word it was a bullet."""
    assert split_lost("under den. \ufffdNämndens verksamheter") == ("under den.", "Nämndens verksamheter")
    assert split_lost("\ufffdIndivider i byn") == ("Individer i byn",)
    assert split_lost("verksamheter \ufffd ska") == ("verksamheter ska",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bilden innehåller animeringar, klicka fram för varje punkt", True),
        ("Högerklicka på bilden och välj öppna.", True),
        ("Till presentatör: Fundera gärna innan", True),
        ("Öppnas i eget fönster", True),
        ("Spelas direkt i presentationen", True),
        ("(klicka) Vi ska gå från reaktiv till proaktiv", False),
        ("Den här bilden visar aktörerna runt invånaren.", False),
        ("Instruktioner till patienten ska vara skriftliga.", False),
    ],
)
def test_directions_are_told_from_content(text: str, expected: bool) -> None:  # noqa: FBT001  # a table of cases
    """What steers the showing is marked, what is said to the audience is not."""
    assert is_direction(text) is expected


def test_a_slide_of_instructions_is_marked_whole() -> None:
    """The first slide of a deck often tells how to use it."""
    place, other = Place(slide=1), Place(slide=2)
    reading = Reading(
        blocks=(
            RawBlock(text="Instruktioner", kind=BlockKind.TITLE, place=place),
            RawBlock(text="Ta gärna egna exempel.", kind=BlockKind.ITEM, place=place),
            RawBlock(text="Instruktioner till patienten", kind=BlockKind.TITLE, place=other),
        )
    )

    kinds = [block.kind for block in clean(reading).blocks]

    assert kinds == [BlockKind.INSTRUCTION, BlockKind.INSTRUCTION, BlockKind.TITLE]


def test_an_announced_picture_is_missed_but_a_list_is_not() -> None:
    """A colon with items after it announced the items."""
    items = [
        RawBlock(text="Uppdraget består i sin helhet i att:"),
        RawBlock(text="hjälpa", kind=BlockKind.ITEM),
    ]
    alone = RawBlock(text="Det kan beskrivas som en förskjutning:", kind=BlockKind.ITEM)

    with_list = clean(Reading(blocks=tuple(items)))
    without = clean(Reading(blocks=(alone, RawBlock(text="Andra fördjupar det här."))))

    assert with_list.missing_pictures == ()
    assert without.missing_pictures == (Place(),)


def test_a_torn_sentence_is_joined_but_a_list_of_small_letters_is_not() -> None:
    """Some decks break a sentence over two paragraphs; others list verbs that each open small."""
    torn = (
        "Sedan dess har flera sjukdomar som en gång ledde till en tidig död",
        "blivit något man lever med.",
    )
    verbs = (
        "verka för att barn och unga i byn får god vård och omsorg som räcker",
        "arbeta för att alla blir sedda",
    )

    joined = clean(Reading(blocks=tuple(RawBlock(text=text) for text in torn)))
    listed = clean(Reading(blocks=tuple(RawBlock(text=text) for text in verbs)))

    assert [block.text for block in joined.blocks] == [" ".join(torn)]
    assert [block.text for block in listed.blocks] == list(verbs)


def test_every_removal_names_its_detector() -> None:
    """An editor can see what was taken and why."""
    reading = clean(Reading(blocks=(RawBlock(text="Läs mer"), RawBlock(text="Vård[image: ]"))))

    assert [(removal.reason, removal.text) for removal in reading.removals] == [
        ("read-more", "Läs mer"),
        ("picture-mark", "[image: ]"),
    ]

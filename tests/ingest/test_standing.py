"""Standing and originator, by the catalogue's rules and by the words themselves."""

import pytest

from ingest.catalogue import Catalogue
from ingest.catalogue_file import CatalogueEntry, PlaceRule
from ingest.documents import MediaType, Place, Properties, RawBlock, SourceDocument
from ingest.standing import standing_of

NOTES = Place(slide=4, notes=True)


def _document(*blocks: RawBlock, publisher: str | None = None) -> SourceDocument:
    return SourceDocument.assemble(
        blocks, name="x.pptx", sha256="0", media_type=MediaType.PPTX, properties=Properties(author=publisher)
    )


def _read(
    text: str, *headings: str, place: Place | None = None, publisher: str | None = None
) -> tuple[str | None, str | None]:
    where = place or Place(headings=headings)
    return standing_of(_document(RawBlock(text=text, place=where), publisher=publisher), where, text, None)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Prognoserna säger att antalet cyklar ökar.", "prognos"),
        ("Enligt kommunens befolkningsprognos blir vi fler.", "prognos"),
        ("Antalet resor bedöms öka med en tredjedel.", "prognos"),
        ("Behovet väntas under tiden fördubblas.", "prognos"),
        ("Exempel på vad en cykelbana kan ge:", "exempel"),
        ("Exempel: Kim tar bussen.", "exempel"),
        ("Ett exempel:\nKim tar bussen.", "exempel"),
        ("Den gemensamma målbilden för trafiken 2040 visar vägen.", "målbild 2040"),
        ("Planen är beslutad av nämnden.", "beslut"),
        ("Riktlinjerna är sedan länge fastställda i styrelsen.", "beslut"),
        ("Nämnden har tillsammans beslutat om att bygga.", "beslut"),
        ("Fullmäktige har fattat beslut i saken.", "beslut"),
        ("Kommunen driver ett treårigt cykelprojekt.", "projektbeskrivning"),
        ("Projektperiod: 2020–2022", "projektbeskrivning"),
        ("Syftet med projektet är att minska köerna.", "projektbeskrivning"),
    ],
)
def test_standing_is_found_in_the_words(text: str, standing: str) -> None:
    """Unknown documents get their standing from what they say."""
    assert _read(text) == (standing, None)


@pytest.mark.parametrize(
    "text",
    [
        "Vi kan till exempel ta bussen.",
        "Exempelvis går det att cykla.",
        "Sprid goda exempel på cykling.",
        "Projektet är slut.",
        "Vi driver gemensamma projekt och nätverk.",
        "Nämnden ansvarar för att besluta om vägar.",
        "Planen är inte beslutad av nämnden.",
        "Nämnden har ännu inte beslutat om vägen.",
        "När nämnden har beslutat om vägen börjar arbetet.",
        "Inga beslut om mig utan mig.",
        "Vi har antagit att vägen håller.",
        "Patientens prognos är god.",
        "Vi ska öka kunskapen och minska köerna.",
        "Bussarna är den största utmaningen fram till år 2040.",
        "Vi mäter mot den gemensamma målbilden 2040.",
        "Målbilden togs fram 2022.",
        "Vi behöver en målbild.",
        "SKR:s rådgivning är öppen.",
        "Kontakta Socialstyrelsen vid frågor.",
        "- Regionen\n- Socialstyrelsen\n- Kommunen",
    ],
)
def test_innocent_words_have_no_standing(text: str) -> None:
    """A false label is as misleading as a missing one."""
    assert _read(text) == (None, None)


@pytest.mark.parametrize(
    ("heading", "standing"),
    [
        ("Förväntat resultat 2019", "mål 2019"),
        ("Förbundets inriktningsmål 2016-2019", "mål 2019"),
        ("Mål för trafiken 2030", "mål 2030"),
        ("Målbild 2035", "målbild 2035"),
        ("Exempel från vardagen", "exempel"),
        ("Resultat 2019", None),
        ("Måluppfyllelse 2019", None),
        ("Till exempel bussar", None),
    ],
)
def test_a_heading_holds_for_what_stands_below_it(heading: str, standing: str | None) -> None:
    """Also under a lower heading."""
    assert _read("Vi cyklar mer.", heading, "I städerna")[0] == standing


def test_the_target_year_counts_once_the_document_has_named_the_target() -> None:
    """“år 2040” alone may be any future year."""
    place = Place(slide=2)
    text = "Alla cyklar till jobbet år 2040."
    picture = RawBlock(text="Målbild för trafiken 2040")

    with_picture = standing_of(_document(picture, RawBlock(text=text, place=place)), place, text, None)
    alone = standing_of(_document(RawBlock(text=text, place=place)), place, text, None)

    assert (with_picture[0], alone[0]) == ("målbild 2040", None)


def test_speaker_notes_are_spoken() -> None:
    """Notes without a stronger standing are talmanus."""
    assert _read("Berätta om bussarna.", place=NOTES) == ("talmanus", None)


def test_an_opening_example_holds_for_all_of_the_notes() -> None:
    """Long notes are cut into passages; the later ones are examples too."""
    opening = RawBlock(text="Exempel på vad bussen ger:", place=NOTES)
    later = RawBlock(text="Föraren – känner resenären.", place=NOTES)

    assert standing_of(_document(opening, later), NOTES, later.text, None) == ("exempel", None)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Exempel: enligt prognosen är målbilden 2040 nådd.", "exempel"),
        ("Prognosen visar att målbilden för 2040 nås.", "prognos"),
        ("Målbild 2040 kom ur ett tvåårigt projekt.", "målbild 2040"),
        ("Ett tvåårigt projekt är beslutat av nämnden.", "projektbeskrivning"),
        ("WHO: Planen är beslutad av nämnden.", "i andra hand"),
        ("Planen är beslutad av nämnden.", "beslut"),
    ],
)
def test_the_most_misleading_to_lose_goes_first(text: str, standing: str) -> None:
    """The order is documented at the head of the module."""
    assert _read(text, place=NOTES)[0] == standing


@pytest.mark.parametrize(
    ("text", "originator"),
    [
        ("Cykling är hälsa.\n\n- Folkhälsomyndigheten", "Folkhälsomyndigheten"),
        ("Cykling är hälsa.\n-Socialstyrelsen", "Socialstyrelsen"),
        ("Definition av cykling från Socialstyrelsen:\nAtt cykla.", "Socialstyrelsen"),
        ("Folkhälsomyndigheten: Cykling är hälsa.\nWHO: Cycling is health.", "Folkhälsomyndigheten och WHO"),
        ("Världshälsoorganisationen: Cycling is health.", "WHO"),
    ],
)
def test_a_credited_text_stands_second_hand(text: str, originator: str) -> None:
    """The publisher passes on somebody else's words."""
    assert _read(text) == ("i andra hand", originator)


def test_ones_own_signature_is_not_second_hand() -> None:
    """An authority that signs its own document is its publisher."""
    assert _read("Cykling är hälsa.\n- Socialstyrelsen", publisher="Socialstyrelsen") == (None, None)


def test_a_text_taken_from_a_publication_names_its_originator() -> None:
    """Borrowed running text is credited, though not called second hand."""
    assert _read("Texten är tagen ifrån Handbok om cyklar, SKR 2020.") == (None, "SKR")


def _entry(*rules: PlaceRule) -> CatalogueEntry:
    return CatalogueEntry(id="a", title="A", publisher="P", place=rules)


def test_the_catalogue_speaks_before_the_words() -> None:
    """What a person has found out about a place outranks a pattern."""
    known = _entry(PlaceRule(slides=("4",), standing="talmanus", originator="SKR"))
    text = "Prognosen visar att vi cyklar mer."

    assert standing_of(_document(RawBlock(text=text, place=NOTES)), NOTES, text, known) == ("talmanus", "SKR")


def test_rules_complete_each_other_and_the_first_wins() -> None:
    """One rule may give the standing and another the originator of the same slide."""
    known = _entry(
        PlaceRule(slides=("4",), part="talmanus", standing="exempel"),
        PlaceRule(slides=("1–9",), originator="SKR"),
        PlaceRule(slides=("4",), standing="beslut", originator="WHO"),
    )
    whole = _document(RawBlock(text="x", place=NOTES))

    assert standing_of(whole, NOTES, "x", known) == ("exempel", "SKR")
    assert standing_of(whole, Place(slide=4), "x", known) == ("beslut", "SKR")


def test_a_label_in_the_text_is_nearer_than_the_catalogue() -> None:
    """A slide may quote two authorities in two passages."""
    known = _entry(PlaceRule(slides=("4",), standing="i andra hand", originator="Folkhälsomyndigheten"))
    text = "WHO: Cycling is health."

    assert standing_of(_document(RawBlock(text=text, place=NOTES)), NOTES, text, known) == (
        "i andra hand",
        "WHO",
    )


@pytest.mark.parametrize(
    ("slide", "notes", "expected"),
    [
        (3, True, (None, "SKR")),
        (9, True, ("exempel", "Sara Riggare")),
        (10, True, ("prognos", "SKR")),
        (18, True, ("projektbeskrivning", None)),
        (21, True, ("målbild 2035", None)),
        (28, False, ("målbild 2035", None)),
        (28, True, ("exempel", None)),
        (38, False, ("i andra hand", "Socialstyrelsen")),
        (40, True, ("i andra hand", "Folkhälsomyndigheten och WHO")),
        (41, True, ("i andra hand", "Folkhälsomyndigheten")),
    ],
)
def test_the_shipped_rules_for_the_deck(
    slide: int, *, notes: bool, expected: tuple[str | None, str | None]
) -> None:
    """Slides 3–17 come from SKR, 19–29 are the target, their last notes examples, 38–41 second hand."""
    deck = Catalogue.load().entry("presentation-sormland")
    place = Place(slide=slide, notes=notes)

    standing, originator = standing_of(_document(RawBlock(text="x", place=place)), place, "x", deck)

    assert (None if standing == "talmanus" else standing, originator) == expected

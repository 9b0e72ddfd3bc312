"""Which sources a question names."""

from dataclasses import replace

import pytest

from assistant.mentions import NOBODY, find
from assistant.wiring import Reader
from ingest.catalogue import Catalogue
from ingest.records import Provenance, StoredDocument
from tests.samples import DECK, GUIDE

CATALOGUE = Catalogue.load()


def document(id_: str, **known: object) -> StoredDocument:
    """Return a stored document with the provenance that matters here."""
    provenance = replace(Provenance(catalogue_id=None, title="En text", publisher="Byn"), **known)  # type: ignore[arg-type]  # fields by name
    return replace(DECK, id=id_, provenance=provenance)


DOCUMENTS = (
    document("orebro", profile="orebro", publisher="Region Örebro län", kind="budskapsunderlag"),
    document("sormland", profile="sormland", publisher="FoU i Sörmland", kind="bildspel"),
    document("skr", publisher="SKR", kind="webbsida"),
    GUIDE,
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Vad säger Örebro om egenvård?", {"orebro"}),
        ("Hur ser Örebros budskap ut?", {"orebro"}),
        ("vad står i bildspelet", {"sormland"}),
        ("Vad visar presentationen?", {"sormland"}),
        ("Vad skriver SKR?", {"skr"}),
        ("vad skriver skr?", {"skr"}),
        ("Skiljer sig Örebro och Sörmland åt?", {"orebro", "sormland"}),
        ("Vad står det i handboken?", {GUIDE.id}),
        ("Vad står i budskapsunderlaget?", {"orebro"}),
    ],
)
def test_place_publisher_and_kind_name_a_source(question: str, named: set[str]) -> None:
    """People name a source by where it is from, who made it or what it is."""
    assert set(find(question, DOCUMENTS, CATALOGUE).documents) == named


@pytest.mark.parametrize("question", ["Vad är nära vård?", "", "Finns en webbsida om dokument?", "skratta"])
def test_common_words_name_nobody(question: str) -> None:
    """A word that any source could be called by says nothing of where to look."""
    assert find(question, DOCUMENTS, CATALOGUE) == NOBODY


def test_an_empty_record_names_nobody() -> None:
    """Before the first ingest there is nothing to name."""
    assert find("Vad säger Örebro?", (), CATALOGUE) == NOBODY


def test_a_share_tells_how_many_of_the_names_fit() -> None:
    """A source named by place and by kind is meant more than one named by place alone."""
    page = document("page", profile="sormland", publisher="Byn", kind="webbsida")

    shares = find("Vad visar bildspelet från Sörmland?", (*DOCUMENTS, page), CATALOGUE).documents

    assert shares == {"sormland": 1.0, "page": 0.5}


def test_the_words_that_name_are_told_apart_from_those_that_ask() -> None:
    """They say where to look, not what for."""
    assert find("Vad säger Örebros underlag om egenvård?", DOCUMENTS, CATALOGUE).words == {"örebros"}


def test_a_title_in_capitals_holds_no_acronyms() -> None:
    """Many decks are titled in capitals: NÄRA VÅRD would otherwise be named by every question."""
    shouting = document("loud", title="NÄRA VÅRD FÖR ALLA")

    assert find("Vad är nära vård?", (shouting,), CATALOGUE) == NOBODY


def test_the_longest_name_wins_whatever_the_order() -> None:
    """Sets have no order of their own: the same question must name the same source in every process."""
    short, long = document("short", publisher="SKRI"), document("long", publisher="SKRIVA")

    assert set(find("vad gör skriva", (short, long), CATALOGUE).documents) == {"long"}


def test_a_kind_is_known_whatever_its_case(small: Reader) -> None:
    """An organisation's own catalogue may write “Riktlinje”."""
    own = document("own", kind="Riktlinje")

    assert set(find("Vad säger riktlinjen?", (*small.library.documents(), own), CATALOGUE).documents) == {
        "own"
    }

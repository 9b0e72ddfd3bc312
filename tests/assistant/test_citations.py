"""Verification of quotations: exact, typographic, near, or not in the source."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers import QuoteStatus
from assistant.citations import LONGEST, verify
from ingest.catalogue_file import letters
from tests.patience import ends

SOURCE = (
    "Trygghet i byn\nNära vård är inte en ny organisationsnivå eller ett annat namn på dagens vårdcentral. "
    "Gruppen äldre beräknas öka med närmare 50 procent till 2030. Vi säger ”vad är viktigt för dig?” – och lyssnar…\n"
    "Sköterskan bör ringa dagen efter besöket,\nom personen vill det."
)


@given(st.integers(0, len(SOURCE)), st.integers(1, len(SOURCE)))
def test_any_run_of_the_source_is_exact(start: int, length: int) -> None:
    """What was cut from the source must never be doubted."""
    quote = SOURCE[start : start + length]

    verdict = verify(quote, SOURCE)

    assert (verdict.status is QuoteStatus.EXACT) == bool(quote.strip())
    if quote.strip():
        assert SOURCE[verdict.start : verdict.end] == quote


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(quote: str, source: str) -> None:
    """A model writes anything: no text may break the comparison, and offsets stay inside the source."""
    verdict = verify(quote, source)

    if verdict.status is QuoteStatus.MISSING:
        assert (verdict.start, verdict.end) == (-1, -1)
    else:
        assert 0 <= verdict.start < verdict.end <= len(source)


@pytest.mark.parametrize(
    "quote",
    [
        'Vi säger "vad är viktigt för dig?" - och lyssnar...',
        "Vi säger “vad är viktigt för dig?” — och lyssnar…",
        "Sköterskan bör ringa dagen efter besöket, om personen vill det.",
        "  Nära\N{NO-BREAK SPACE}vård är   inte en ny organisationsnivå ",
        "Na\N{COMBINING DIAERESIS}ra va\N{COMBINING RING ABOVE}rd är inte en ny organisationsnivå",
        "organisations\N{SOFT HYPHEN}nivå",
    ],
)
def test_the_same_letters_in_other_typography_are_typographic(quote: str) -> None:
    """Line breaks, dashes, quotation marks and the way an accent is stored change nothing that is said."""
    verdict = verify(quote, SOURCE)

    assert verdict.status is QuoteStatus.TYPOGRAPHIC
    assert letters(SOURCE[verdict.start : verdict.end]) == letters(unicodedata.normalize("NFC", quote))


def test_a_source_with_separate_accents_is_matched_whole() -> None:
    """Text out of a PDF may store å as a and a ring: the place covers both."""
    source = "Va\N{COMBINING RING ABOVE}ra\N{COMBINING RING ABOVE}"

    verdict = verify("Vårå", source)

    assert (verdict.status, verdict.start, verdict.end) == (QuoteStatus.TYPOGRAPHIC, 0, len(source))


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        (
            "Nära vård är inte en ny organisationsnivå eller ett annat namn på dagens hälsocentral.",
            "Nära vård är",
        ),
        (
            "Nära vård är inte en ny organisationsnivå eller ett nytt annat namn på dagens vårdcentral.",
            "Nära vård är",
        ),
        ("Nära vård är inte en ny organisatonsnivå", "Nära vård är"),
        ("nära vård är inte en ny organisationsnivå eller ett annat namn", "ära vård är"),
    ],
)
def test_one_word_changed_is_near(quote: str, place: str) -> None:
    """A slip is shown with its difference, at the place that was meant."""
    verdict = verify(quote, SOURCE)

    assert verdict.status is QuoteStatus.NEAR
    assert SOURCE[verdict.start : verdict.end].startswith(place)


@pytest.mark.parametrize(
    "quote",
    [
        "Nära vård är en ny organisationsnivå eller ett annat namn på dagens vårdcentral.",
        "Gruppen äldre beräknas inte öka med närmare 50 procent till 2030.",
        "Gruppen äldre beräknas öka med närmare 60 procent till 2030.",
        "Gruppen äldre beräknas öka med närmare 50 procent till 2035.",
        "Gruppen äldre beräknas minska med närmare 50 procent till 2030.",
        "Gruppen äldre beräknas öka med 50 procent till 2030.",
        "Sköterskan ska ringa dagen efter besöket, om personen vill det.",
    ],
)
def test_a_changed_meaning_is_never_near(quote: str) -> None:
    """A negation, a number, a direction, a duty or a hedge weighs more than its few characters."""
    assert verify(quote, SOURCE).status is QuoteStatus.MISSING


@pytest.mark.parametrize("quote", ["", " \n", "…", "Märta bor i Kiruna och har tre katter.", "x" * 50])
def test_what_is_not_there_is_missing(quote: str) -> None:
    """An invented quotation has no place."""
    verdict = verify(quote, SOURCE.replace("…", ""))

    assert (verdict.status, verdict.start, verdict.end) == (QuoteStatus.MISSING, -1, -1)


def test_a_near_quotation_is_found_where_the_same_words_stand_again() -> None:
    """A heading often repeats the sentence's first words."""
    source = f"Nära vård är inte en plats. {'Annat. ' * 50}Nära vård är inte en plats utan ett sätt att arbeta ihop."

    verdict = verify("Nära vård är inte en plats utan ett sätt att jobba ihop.", source)

    assert verdict.status is QuoteStatus.NEAR
    assert source[verdict.start : verdict.end].endswith("att arbeta ihop")


@pytest.mark.slow
@pytest.mark.parametrize("length", [40, 1_200, LONGEST, 100_000])
def test_comparing_a_hundred_kilobytes_ends(length: int) -> None:
    """One deck is 100 kB, and an answer verifies several quotations."""
    source = "".join(f"Mening {n} säger att vården i byn ska vara trygg för alla. " for n in range(1_800))[
        :100_000
    ]
    quote = source[-length:].replace("byn", "bym")

    with ends():
        verify(quote, source)

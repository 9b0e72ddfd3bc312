"""Swedish words as search sees them: å, ä and ö are letters of their own, and forms of a word meet in its lemma."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.database import WORD_TABLES
from ingest.language import content_lemmas, grams, lemma, lemmas, normalise, words


@pytest.mark.parametrize(
    "forms",
    [
        ("omställning", "omställningen", "omställningens"),
        ("kommun", "kommuner", "kommunerna", "kommunernas"),
        ("primärvård", "primärvården", "primärvårdens"),
        ("samskapande", "samskapandet"),
        ("tillgänglighet", "tillgängligheten"),
        ("mål", "målet", "målen"),
    ],
    ids=lambda forms: forms[0],
)
def test_the_forms_of_a_word_share_a_lemma(forms: tuple[str, ...]) -> None:
    """Who asks about “omställningens mål” finds “omställningen”."""
    assert {lemma(form) for form in forms} == {forms[0]}


@pytest.mark.parametrize(
    ("one", "other"), [("får", "far"), ("nära", "nara"), ("hör", "hor"), ("läka", "laka")]
)
def test_swedish_letters_are_not_accents(one: str, other: str) -> None:
    """Dropping the dots and the ring makes other words."""
    assert lemma(one) != lemma(other)
    assert not set(grams(one)) & set(grams(other))


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    """File names and PDF files from a Mac carry the decomposed form."""
    text = "Nära vård på Åland"

    assert words(unicodedata.normalize("NFD", text)) == words(text)


def test_endings_after_a_colon_fall_away() -> None:
    """“SKL:s” and “VC:n” are found by “SKL” and “VC”."""
    assert words("SKL:s, SKR’s och VC:n") == ("skl", "skr", "och", "vc")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("8 766 timmar", "8766 timmar"),
        ("10 000 000 kronor", "10000000 kronor"),
        ("8\u00a0766", "8766"),
        ("år 2022 100 personer", "år 2022 100 personer"),
        ("bild 3 2022", "bild 3 2022"),
    ],
)
def test_only_the_digits_of_one_number_are_joined(text: str, plain: str) -> None:
    """A year followed by a number is two numbers."""
    assert normalise(text) == plain


def test_a_question_of_stop_words_keeps_them() -> None:
    """“Vad är det?” would otherwise search for nothing."""
    assert content_lemmas("Vad är det?") == lemmas("Vad är det?")
    assert content_lemmas("Vad är nära vård?") == ("nära", "vård")


def test_short_words_have_a_gram() -> None:
    """“VC” has fewer letters than a gram."""
    assert grams("VC på ö") == ("_vc_", "_på_", "_ö_")


@settings(deadline=None)  # the first call imports, and cores are shared
@given(st.text(max_size=60))
def test_every_term_is_one_term_in_the_index(text: str) -> None:
    """What SQLite cuts differently than we do can never be found."""
    with sqlite3.connect(":memory:") as connection:
        for table, split in (("lemma_index", lemmas), ("gram_index", grams)):
            terms = split(text)
            connection.execute(WORD_TABLES[table])
            connection.execute(f"CREATE VIRTUAL TABLE {table}_terms USING fts5vocab({table}, row)")
            connection.execute(f"INSERT INTO {table} (body) VALUES (?)", (" ".join(terms),))  # noqa: S608  # our own table
            found = {row[0] for row in connection.execute(f"SELECT term FROM {table}_terms")}  # noqa: S608  # as above
            assert found == set(terms)
    connection.close()

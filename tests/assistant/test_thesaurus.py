"""Other words for a question's words."""

from assistant.thesaurus import further, neighbours
from ingest.language import lemma


def test_neighbours_go_both_ways() -> None:
    """Whoever asks who decides finds what is determined, and the other way."""
    assert "bestämma" in neighbours("besluta")
    assert "besluta" in neighbours("bestämma")


def test_english_words_find_swedish_ones() -> None:
    """The sources are in Swedish."""
    assert "samordning" in further(["coordination"])


def test_what_was_asked_is_not_added_again() -> None:
    """A word counts once."""
    assert not {"besluta", "bestämma"} & set(further(["besluta", "bestämma"]))


def test_any_form_in_the_file_counts_as_its_dictionary_form() -> None:
    """“akuten” is looked up as “akut”, as a question's words are."""
    assert lemma("akuten") in neighbours(lemma("akutmottagning"))

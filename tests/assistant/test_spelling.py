"""What the record's words make of a question's."""

import pytest

from assistant.spelling import Vocabulary

WORDS = Vocabulary(
    frozenset({"målbild", "nära", "vård", "primärvård", "besluta", "sara", "riggare", "vårdpodd"})
)


@pytest.mark.parametrize("word", ["målbild", "bestämma", "vård", "primärvårdsläkare", "podd"])
def test_a_word_is_known_by_itself_a_compound_or_a_neighbour(word: str) -> None:
    """Whoever asks what is determined asks about what is decided."""
    assert WORDS.knows(word)


@pytest.mark.parametrize("word", ["hashtag", "ordförande", "skåne"])
def test_a_foreign_word_is_not_known(word: str) -> None:
    """It stands nowhere, and nothing like it does."""
    assert not WORDS.knows(word)


def test_a_name_is_public_when_all_of_it_stands_in_the_sources() -> None:
    """A public first name does not make a surname public."""
    assert WORDS.names("Sara Riggare")
    assert not WORDS.names("Sara Larsson")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("malbilden", "målbilden"),
        ("nara vard", "nära vård"),
        ("vara", "vara"),
        ("målbild", "målbild"),
        ("hashtag", "hashtag"),
    ],
)
def test_dots_and_rings_are_put_back_where_only_they_make_a_word(typed: str, meant: str) -> None:
    """People write on keyboards without å, ä and ö."""
    assert WORDS.restored(typed) == meant

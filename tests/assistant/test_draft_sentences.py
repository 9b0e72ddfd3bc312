"""Sentences as a draft may use them: whole, and without the source's misprints."""

import pytest

from assistant.drafting.mending import Mender
from assistant.drafting.wholeness import is_sentence


def test_a_misprint_is_known_by_the_word_that_the_sources_use() -> None:
    """One letter apart from a common word, unknown itself, and not merely another ending."""
    mender = Mender({}, ["köksstyrgruppen " * 3 + "köksstyrguppen individen individen individen individer"])

    assert mender.mended("Köksstyrguppen möts.") == "Köksstyrgruppen möts."
    assert mender.mended("Fler individer möts.") == "Fler individer möts."
    assert mender.mended("hälso-och sjukvård") == "hälso- och sjukvård"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Vården ges på nya sätt.", True),
        ("Fler sköterskor behövs i byn.", True),
        ("Skapa tillsammans med invånare.", False),
        ("Viktiga delar för att skapa en jämlik vård", False),
        ("Har digitala hjälpmedel i köket.", False),
    ],
)
def test_a_fragment_is_no_sentence(text: str, whole: bool) -> None:  # noqa: FBT001  # the expected value
    """A subject, and a verb after it."""
    assert is_sentence(text) is whole

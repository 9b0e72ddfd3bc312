"""The stops for whoever is new: whole, on message, standing in the sources and not copied from them."""

import pytest

from assistant.onboarding import ROLES, Ground, Path, load_stops
from assistant.wiring import Reader
from ingest.language import words
from tests.checkers import checker

RUN = 9
"""Words in a row that are the source's own, not ours to repeat outside a quotation."""


def own_texts() -> list[str]:
    """Return every text of ours that says something of the matter; wrong options say the contrary."""
    return [
        text
        for stop in load_stops()
        for text in (
            stop.title,
            stop.text,
            *stop.why.values(),
            *(part for one in stop.question for part in (one.ask, one.because, one.options[one.right - 1])),
        )
    ]


def test_the_stops_are_whole_and_on_message() -> None:
    """Eight to ten, each with a reason for every role; nothing in our own words would be remarked on."""
    stops = load_stops()

    assert 8 <= len(stops) <= 10
    assert all(set(stop.why) == set(ROLES) and stop.question for stop in stops)
    assert all(len(place.anchor.split()) <= 8 for stop in stops for place in stop.places)
    check = checker().check
    assert [one.text for text in own_texts() for one in check(text, profile="orebro").findings] == []


@pytest.mark.slow
def test_every_quotation_stands_in_the_sources_and_our_words_do_not(published: Reader) -> None:
    """In the profile of either region."""
    path = Path(published.library)
    for profile in ("orebro", "sormland"):
        assert [one.stop.id for one in path.opened(profile=profile) if one.ground is not Ground.HOLDS] == []

    stored = [published.library.text(one.id) for one in published.library.documents()]
    sources = " | ".join(" ".join(words(one.text)) for one in stored if one is not None)
    runs = [own[at : at + RUN] for own in map(words, own_texts()) for at in range(len(own) - RUN + 1)]
    assert runs
    assert [run for run in runs if " ".join(run) in sources] == []

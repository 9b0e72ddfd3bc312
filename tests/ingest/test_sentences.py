"""Sentences begin and end where a Swedish reader would say, and each is a piece of the text as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import split
from tests.patience import ends


def pieces(text: str) -> list[str]:
    """Return the sentences' own characters."""
    return [text[span.start : span.end] for span in split(text)]


WHOLE = (
    "Det gäller bl.a. Region Örebro och s.k. Nära team t.ex. Vivalla.",
    "Det gäller bl. a. Region Örebro, t. ex. Vivalla, fr. o. m. Mars och p. g. a. Flytt.",
    "Se s. 12, kap. 4, bil. 3 och nr. 7 i skriften av prof. Ek.",
    "Beslutet togs 2022-11-25 kl. 10.30 i sal 2.",
    "Boken av A. Svensson och J.R. Berg lästes av K-G. Ek och S.-E. Ås.",
    "Läs mer på www.byn.se/vard.html?sida=2.1 eller https://byn.se/a.b idag.",
    "Vi väntar ... och väntar … till våren.",
    "Frågan ”Hur mår du?” är viktigast av alla.",
    "SKL:s mål och 50 % av kommunerna",
    "Den 1. januari började arbetet.",
    "Klicka på länken för att läsa mer.",
)
"""Each holds points that do not end a sentence."""

ENDINGS = (
    ("Vi ses på en ö.", "Där bor många."),
    ("De har ingen bil.", "Bussen går sällan."),
    ("Den kostar 500 kr.", "Det är dyrt."),
    ("Ordet kommer från SKL:s.", "Andra säger annat."),
    ("Nu är det så.", "Å andra sidan är det bra."),
    ("Så har det varit sedan 2019.", "Ännu finns mer att göra."),
    ("Beslutet togs 2022-11-25.", "Det gäller än."),
    ("Målet är 50 %.", "Vi når det."),
    ("Han sade: ”Vi gör det.”", "Sedan gick han."),
    ("(Se bilden.)", "Den visar byn."),
    ("Det står i lagen [2].", "Den är ny."),
    ("Det står i lagen.[2]", "Den är ny."),
    ("Hur mår du?", "”Bara bra!”", "(Det var sant.)"),
    ("Vi väntar…", "Sedan går vi."),
    ("Det gäller vård, omsorg m.m.", "Region Örebro leder."),
    ("Det gäller vård, omsorg m. m.", "Region Örebro leder."),
    ("Beslutet fattas av SKR.", "Det gäller alla."),
    ("Mötet är kl. 10.30.", "Kom i tid."),
    ("Läs mer på www.byn.se.", "Där finns allt."),
)
"""Each is the sentences of one text, divided by blanks."""


@pytest.mark.parametrize("text", WHOLE)
def test_a_point_inside_a_sentence_does_not_end_it(text: str) -> None:
    """A quotation that breaks off at “bl.a.” says half of what the source says."""
    assert pieces(text) == [text]


@pytest.mark.parametrize("sentences", ENDINGS, ids=lambda sentences: sentences[0])
def test_a_sentence_ends_where_the_next_begins(sentences: tuple[str, ...]) -> None:
    """Two sentences taken for one make a quotation that says more than was asked for."""
    assert pieces(" ".join(sentences)) == list(sentences)


def test_list_numbers_and_bullets_stand_outside_their_sentences() -> None:
    """A quotation does not begin with the number of the item before it."""
    text = "1. Vi lyssnar. 2. Vi planerar 3 saker. 3) Vi följer upp. • Tillit a) Närvaro"

    assert pieces(text) == ["Vi lyssnar.", "Vi planerar 3 saker.", "Vi följer upp.", "Tillit a) Närvaro"]


def test_a_block_without_a_full_stop_is_one_sentence() -> None:
    """Bullets on slides seldom end with one."""
    assert pieces("• Samma sköterska varje gång, både hemma och på mottagningen") == [
        "Samma sköterska varje gång, både hemma och på mottagningen"
    ]


def test_cues_to_click_stand_outside_the_sentence_they_surround() -> None:
    """They are told to the presenter; one in the middle stays, since nothing inside a quotation is altered."""
    text = "(klicka) Tryggheten växer. Klicka: Den som är trygg (klicka) ringer mindre. (Klicka)"

    assert pieces(text) == ["Tryggheten växer.", "Den som är trygg (klicka) ringer mindre."]


def test_what_holds_no_letter_or_digit_is_no_sentence() -> None:
    """A line of dashes cannot be quoted."""
    assert split("– – – … ***") == ()


def test_an_offset_moves_every_span() -> None:
    """Spans count from the start of the document, not of the block."""
    text = "Först vård. Sedan omsorg."

    assert [(span.start - 100, span.end - 100) for span in split(text, 100)] == [
        (span.start, span.end) for span in split(text)
    ]


@pytest.mark.parametrize(
    "text",
    ["x" * 300_000 + ". Vård.", "a" + " " * 20_000 + "b", "2035. " * 50_000, "(klicka) " * 20_000 + "x"],
)
def test_time_grows_with_the_length_of_the_text_only(text: str) -> None:
    """A file from others must not be able to stop an ingest run by its shape."""
    with ends():
        split(text)


PARTS = st.sampled_from(
    "bl.a. Vård. 2035. 1. kl. 10.30 ”Ja!” (klicka) SKL:s … Å. m.m. a) • – [1] ? ( ) é 🙂 Ö.".split()
)


@settings(deadline=None)  # cores are shared
@given(st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=15).map(" ".join)))
def test_spans_are_ordered_apart_and_inside_the_text(text: str) -> None:
    """Whatever the text, each span is a piece of it and no character is quoted twice."""
    spans = split(text)

    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


@settings(deadline=None)  # cores are shared
@given(st.text(alphabet="abÅö .!?2”(", max_size=60))
def test_every_letter_is_in_some_sentence(text: str) -> None:
    """Nothing that the source says is lost between two sentences, but for list numbers and letters."""
    spans = split(text)

    covered = {at for span in spans for at in range(span.start, span.end)}
    left = "".join(character for at, character in enumerate(text) if at not in covered)
    assert not any(character in "Åö" for character in left)

"""How a passage's lines belong together."""

import pytest

from assistant.structure import groups, is_label, label_of, labels, words_of
from ingest.documents import BlockKind, Place, Sentence

NOTES, LIST = BlockKind.PARAGRAPH, BlockKind.ITEM


def shape(text: str, kind: BlockKind = NOTES) -> list[tuple[str, list[str]]]:
    """Return lead and members of a text whose lines are one sentence each."""
    at, sentences = 0, []
    for line in text.split("\n"):
        sentences.append(Sentence(start=at, end=at + len(line), kind=kind, place=Place(slide=4, notes=True)))
        at += len(line) + 1
    return [
        (words_of(group.lead, text) if group.lead else "", [words_of(line, text) for line in group.members])
        for group in groups(sentences, text)
    ]


def test_what_stands_under_a_name_in_speaker_notes_belongs_to_it() -> None:
    """“Samlar in förslag” alone does not say who does it."""
    notes = "Köksrådet\nBeslutar om menyn\nSamlar in förslag\nDiskgruppen\nSköter disken efter lunch"

    assert shape(notes) == [
        ("Köksrådet", ["Beslutar om menyn", "Samlar in förslag"]),
        ("Diskgruppen", ["Sköter disken efter lunch"]),
    ]


def test_a_colon_announces_what_follows() -> None:
    """The announcement alone says nothing."""
    assert shape("Väskan rymmer:\nen våg\nett band", LIST) == [("Väskan rymmer:", ["en våg", "ett band"])]


def test_items_without_announcement_are_a_list() -> None:
    """A slide's bullets are read together."""
    assert shape("Tillit\nNärhet", LIST) == [("", ["Tillit", "Närhet"])]


def test_what_goes_on_under_a_labelled_line_belongs_to_it() -> None:
    """The second line about the cook is about the cook."""
    notes = "Kock – Lagar maten.\nTar emot varor varje morgon.\nVärd – Hälsar alla välkomna."

    assert shape(notes) == [
        ("", ["Kock – Lagar maten.\nTar emot varor varje morgon."]),
        ("", ["Värd – Hälsar alla välkomna."]),
    ]


def test_running_text_is_not_gathered() -> None:
    """Paragraphs stand alone."""
    text = "Maten lagas på plats.\nAlla är välkomna till bords."

    assert [members for _, members in shape(text)] == [[line] for line in text.split("\n")]


@pytest.mark.parametrize("line", ["Köksrådet", "Länsgemensamt stöd", "Nämnden för kök och matsal (NKM)"])
def test_a_bare_name_is_a_label(line: str) -> None:
    """Short, unended, without a verb."""
    assert is_label(line)


@pytest.mark.parametrize(
    "line", ["Beslutar om menyn", "Klart.", "Köket är öppet", "Telefon 12 34", "Kock – Lagar mat", ""]
)
def test_a_statement_is_no_label(line: str) -> None:
    """A verb, a full stop, a figure or an explaining dash makes it more than a name."""
    assert not is_label(line)


def test_labels_are_what_lines_are_about() -> None:
    """A passage can be asked for by them as by its heading."""
    assert label_of("Kock – Lagar maten.") == "Kock"
    assert label_of("Lagar maten varje dag") is None
    assert labels("Kock – Lagar maten.\nDiskgruppen\nSköter disken.") == ("Kock", "Diskgruppen")

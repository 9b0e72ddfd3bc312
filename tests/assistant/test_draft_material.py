"""Lists, labels and examples as a draft tells them, and drafts where others, or targets, are all there is."""

from collections.abc import Iterator

import pytest

from assistant.answers import Origin
from assistant.drafting.desk import DraftingDesk
from assistant.drafting.values import Draft, DraftSentence
from tests.assistant.kitchen_guide import TARGET, brief, desk_at, texts_of, write_texts

PLAN = """# Byns plan

## Vad finns i byköket?

I byköket finns tre saker:

- Spis
- Diskbänk
- Långbord

Byköket byggs om i tre steg:

- Från ett tomt rum, till ett rum med golv och fönster
- Från kalla händer, till en spis som brinner hela vintern
- Från tystnad, till samtal vid bordet som alla hör

Rådet för byköket har ett uppdrag. Uppdraget består i att:

- Driva byköket varje kväll
- Köpa råvaror till byköket

## Vem gör vad?

Ansvar för elden – Köksrådet har ansvar för elden i byköket hela året.

Städning av byköket – Varje lördag.

Högt tempo i byköket som går att sänka

Byköket slutar här och

## Exempel på byköket

Kock – Lagar soppa i byköket varje dag

Gäst – Diskar i byköket efter maten
"""
NEIGHBOUR = """# Grannbyns kök

## Lånen

Grannbyn lånar ut grytor varje vinter. Grytor lånas ut mot pant. Den som lånar grytor diskar dem själv.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DraftingDesk]:
    """The desk of a village with a plan, a target and a neighbour."""
    texts = {"target.md": TARGET, "byns-plan.md": PLAN, "neighbour.md": NEIGHBOUR}
    with desk_at(write_texts(tmp_path_factory.mktemp("plan"), texts)) as (desk, _):
        yield desk


@pytest.fixture(scope="module")
def draft(desk: DraftingDesk) -> Draft:
    """A long draft of what the plan says."""
    return desk.draft(brief("byköket", length="lang"))


def told(draft: Draft, words: str) -> DraftSentence:
    """Return the sentence that holds some words."""
    (found,) = [one for one in draft.sentences if words in one.text]
    return found


def test_a_list_of_names_is_told_in_one_line(draft: Draft) -> None:
    """With what announces it, and marked as adapted."""
    line = told(draft, "tre saker")

    assert line.text == "I byköket finns tre saker: spis, diskbänk och långbord."
    assert line.origin is Origin.ADAPTED
    assert "Diskbänk" in (line.original or "")


def test_longer_items_stand_in_a_list_under_what_announces_them(draft: Draft) -> None:
    """All of them, or none."""
    texts = texts_of(draft)
    at = texts.index("Byköket byggs om i tre steg:")

    items = [one for one in draft.sentences if one.item and one.text.startswith("Från")]
    assert [one.text for one in items] == texts[at + 1 : at + 4]
    assert "Byköket byggs om i tre steg:\n• Från ett tomt rum" in draft.clean()


def test_a_brief_line_with_a_colon_comes_with_the_sentence_before_it(draft: Draft) -> None:
    """“Uppdraget” is somebody's."""
    texts = texts_of(draft)
    at = next(number for number, text in enumerate(texts) if text.startswith("Uppdraget"))

    assert texts[at - 1] == "Rådet för byköket har ett uppdrag."


def test_a_label_is_a_heading_and_no_part_of_the_sentence(draft: Draft) -> None:
    """What follows it is quoted as it stands."""
    assert told(draft, "ansvar för elden").text == "Köksrådet har ansvar för elden i byköket hela året."


@pytest.mark.parametrize("words", ["Städning", "Högt tempo", "slutar här", "Kock"])
def test_fragments_and_examples_are_not_told(draft: Draft, words: str) -> None:
    """Half a line, a noun with a clause, a line cut off, an example."""
    assert not any(words in text for text in texts_of(draft))


def test_examples_are_told_as_such_when_they_are_asked_for(desk: DraftingDesk) -> None:
    """As a list, under a line that says what they are."""
    draft = desk.draft(brief("exempel på byköket"))

    (block,) = [block for block in draft.blocks if "Kock" in " ".join(one.text for one in block.sentences)]
    assert block.sentences[0].text == "Det här är exempel, inte läget i dag:"
    assert [one.item for one in block.sentences[1:]] == [True, True]


def test_a_post_about_a_target_says_that_it_is_one(desk: DraftingDesk) -> None:
    """Before the sentence."""
    draft = desk.draft(brief("målbilden 2035 för byköket", channel="sociala-medier", length="kort"))

    assert draft.clean().startswith("Det här är målbilden för 2035, inte läget i dag: ")


def test_where_only_others_speak_each_is_named(desk: DraftingDesk) -> None:
    """In a text as a list, in a post by its first sentence."""
    text = desk.draft(brief("grytor", profile="orebro"))
    post = desk.draft(brief("grytor", profile="orebro", channel="sociala-medier"))

    assert "Så här skriver Grannbyn:\n• ”Grannbyn lånar ut grytor varje vinter.”" in text.clean()
    assert post.clean().startswith("Så här skriver Grannbyn: ”")


def test_a_topic_that_is_off_message_gives_no_headline(desk: DraftingDesk) -> None:
    """The words of the topic are not silently changed: the headline is left out, and that is said."""
    draft = desk.draft(brief("köksrådets ansvar för elden i landstingets bykök"))

    assert draft.title == "Utkast utan rubrik"
    assert any(note.startswith("Rubriken är borttagen. Ordvalet") for note in draft.notes)

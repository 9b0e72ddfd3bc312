"""What trainers are shown: slides as the record holds them, questions that rest on sources, a hand-out of both."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
import pytest

from assistant.onboarding import ROLES, Ground, Place
from assistant.teaching.discussion import Discussion, TalkQuestion, TalkTopic, load_topics
from assistant.teaching.files import WRITERS
from assistant.teaching.slides import Slides, lines, told_source
from assistant.teaching.trainer import TopicRefused, Trainer, trainer_of
from assistant.wiring import Owner, Reader
from ingest.language import words
from tests.assistant.kitchen_guide import GUIDE, desk_at, write_texts
from tests.checkers import checker
from tests.publications import deck_pdf
from tests.trainers import DECK_NAME, village_deck

RUN = 8
"""Words in a row that are the source's own, not ours to repeat outside a quotation."""
FIRST = {
    "kontinuitet": {8, 23},
    "personcentrering": {38, 39},
    "målbild 2035": {20},
    "varför ställer vi om": {6, 11},
    "förebyggande": {41},
}
"""Slides of the real deck of which one at least must be among the first three for a topic."""
TALK = TalkTopic(
    id="kok", title="Köket och bordet", words=("lunch",),
    question=(
        TalkQuestion(
            id="bord", ask="Hur får alla plats?", lead="Räkna stolarna.", roles={"ledning": "Köp stolar."},
            places=(Place(document="budskap-byn", place="Budskap", anchor="att ingen behöver äta ensam"),),
        ),
        TalkQuestion(
            id="gryta", ask="Hur räcker grytan?", lead="Titta i den.",
            places=(Place(document="byns-bildspel", place="bild 3", anchor="en gryta som räcker till"),),
        ),
        TalkQuestion(
            id="borta", ask="Hur säger en källa som inte finns?", lead="Inte alls.",
            places=(Place(document="ingen", place="", anchor="finns inte"),),
        ),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    """The owner of the kitchen's record with the village's deck in it; only read it."""
    with desk_at(write_texts(tmp_path_factory.mktemp("teaching"))) as (_, owner):
        assert owner.add(DECK_NAME, village_deck()).error is None
        yield owner


@pytest.fixture(scope="module")
def trainer(owner: Owner) -> Trainer:
    """What trainers ask of that record."""
    return trainer_of(owner, [TALK])


def own_texts() -> list[str]:
    """Return every text of ours in the questions to talk about."""
    return [
        text
        for topic in load_topics()
        for one in topic.question
        for text in (topic.title, one.ask, one.lead, *one.roles.values())
    ]


def test_a_deck_is_shown_slide_by_slide(trainer: Trainer) -> None:
    """Pictures and films keep their number, and what is said is kept apart from what is shown."""
    (deck,) = trainer.decks(profile="byn")
    slides = trainer.slides_of(deck.id)

    assert [one.number for one in slides] == [1, 2, 3, 4, 5]
    assert (slides[0].title, [one.text for one in slides[0].shown]) == (
        "Byköket i korthet",
        ["Ett gemensamt kök", "Öppet för alla"],
    )
    assert [one.text for one in slides[0].notes][:1] == ["Börja med att berätta om köket."]
    assert (slides[2].has_text, slides[2].is_empty, slides[3].is_empty) == (False, False, True)


def test_a_slide_tells_whose_it_is_and_what_it_is_worth(trainer: Trainer) -> None:
    """A target is not today's routine, an example no decision, a passed-on word not the publisher's."""
    (deck,) = trainer.decks(profile="byn")
    slides = trainer.slides_of(deck.id)

    assert told_source(slides[1]) == "Byns bildspel · Byns köksråd · 2031–2032 · bild 2 · målbild 2035"
    assert told_source(slides[2]).endswith(
        "Byns köksråd, från Grannbyn · 2031–2032 · bild 3 · talmanus: exempel"
    )


def test_a_topic_finds_slides_and_nothing_else(trainer: Trainer) -> None:
    """The guide says more about the kitchen, but it is no deck."""
    found = trainer.about("trygghet", profile="byn")

    assert [one.number for one in found.slides] == [2]
    assert found.own == found.slides
    assert found.nearest == ()


def test_notes_and_slide_are_found_as_one(trainer: Trainer) -> None:
    """A picture is found by what is said to it."""
    assert [one.number for one in trainer.about("gryta", profile="byn").slides] == [3]


def test_a_slide_is_found_by_its_number(trainer: Trainer) -> None:
    """Trainers know their decks."""
    assert trainer.about("bild 5", profile="byn").slides[0].number == 5


def test_others_slides_stand_apart(trainer: Trainer) -> None:
    """A region without slides of its own is shown others', as others'."""
    found = trainer.about("trygghet", profile="orebro")

    assert found.own == ()
    assert [one.number for one in found.others] == [2]
    assert [one.number for one in trainer.about("trygghet", profile="nationell").own] == [2]


def test_what_no_slide_takes_up_names_the_nearest(trainer: Trainer) -> None:
    """As for a typing error."""
    found = trainer.about("trygheten", profile="byn")

    assert found.slides == ()
    assert 2 in [one.number for one in found.nearest]


@pytest.mark.parametrize(
    ("topic", "told"),
    [("  ", "Skriv vad"), ("ord " * 60, "längre än"), ("Anna Berg 850709-9805", "personuppgifter")],
)
def test_what_is_no_topic_is_refused_with_a_remedy(trainer: Trainer, topic: str, told: str) -> None:
    """Personal data never enters, and is not repeated."""
    with pytest.raises(TopicRefused, match=told) as refused:
        trainer.about(topic, profile="byn")
    assert "Anna" not in str(refused.value)


def test_a_printed_deck_is_a_deck(tmp_path: Path) -> None:
    """PDF with notes pages, where that is all there is; the same content as pptx speaks instead once it is there."""
    with desk_at(write_texts(tmp_path, {})) as (_, owner):
        owner.add("utskrift.pdf", deck_pdf())
        slides = Slides(owner.library)
        (deck,) = slides.decks()
        shown = slides.of(deck.id)

        assert deck.slides == len(shown) == 10
        assert shown[4].title == "Trygghet"
        assert any("Den som är trygg" in one.text for one in shown[4].notes)


def test_a_question_is_opened_with_its_sources_words(trainer: Trainer) -> None:
    """And with what they are worth; one without a source waits."""
    (topic,) = trainer.topics(profile="byn")

    first, second = topic.questions
    assert first.source is not None
    assert first.source.quote == "Det betyder att ingen behöver äta ensam."
    assert second.told_source == "Byns bildspel · bild 3, talmanus · från Grannbyn · exempel"
    assert [(one.question.id, one.ground) for one in topic.resting] == [("borta", Ground.UNLOADED)]


def test_a_question_rests_when_its_source_says_something_else(tmp_path: Path) -> None:
    """Until somebody has looked."""
    with desk_at(write_texts(tmp_path)) as (_, owner):
        owner.add("guide.md", GUIDE.replace("att ingen behöver äta ensam", "att man delar bord").encode())

        (topic,) = Discussion(owner.library, [TALK]).opened(profile="byn")

    assert "bord" in [one.question.id for one in topic.resting if one.ground is Ground.CHANGED]


@pytest.mark.parametrize(
    ("sought", "concerned"),
    [("luncher", True), ("köket", True), ("månen", False), ("nära vård", False), ("lunch i nära vård", True)],
)
def test_questions_fit_a_topic_by_its_words(trainer: Trainer, sought: str, *, concerned: bool) -> None:
    """In any form; nära vård alone sets nothing apart."""
    assert trainer.topics(profile="byn")[0].concerns(sought) is concerned


def test_a_hand_out_holds_what_was_chosen_in_that_order(trainer: Trainer) -> None:
    """What is gone is counted, what is chosen twice stands once."""
    (deck,) = trainer.decks(profile="byn")

    handout = trainer.handout(
        [f"{deck.id}-3", f"{deck.id}-1", f"{deck.id}-3", f"{deck.id}-99", "strunt"],
        ["bord", "borta"],
        profile="byn",
    )

    assert [one.number for one in handout.slides] == [3, 1]
    assert [one.question.id for one in handout.questions] == ["bord"]
    assert (handout.lost, handout.is_empty) == (3, False)


def test_a_hand_out_in_word_names_every_source(trainer: Trainer) -> None:
    """Slides in frames, notes and questions below, in Swedish."""
    (deck,) = trainer.decks(profile="byn")
    handout = trainer.handout([f"{deck.id}-2", f"{deck.id}-3"], ["bord"], profile="byn")

    document = docx.Document(io.BytesIO(WRITERS[".docx"](handout)))

    texts = [one.text for one in document.paragraphs]
    assert [table.cell(0, 0).text.split("\n")[0] for table in document.tables] == [
        "Trygghet vid bordet",
        "Bilden har ingen text. Öppna originalfilen för att se den.",
    ]
    assert "Trygghet växer när samma grannar ses igen." in texts
    assert "Källa: Byns bildspel · Byns köksråd · 2031–2032 · bild 2 · målbild 2035" in texts
    assert "”Det betyder att ingen behöver äta ensam.”" in texts
    assert "Som chef eller politiker: Köp stolar." in texts
    assert document.core_properties.language == "sv-SE"


def test_a_hand_out_as_a_deck_can_be_held(trainer: Trainer) -> None:
    """Notes where notes belong, the source on the slide and in the notes."""
    (deck,) = trainer.decks(profile="byn")
    handout = trainer.handout([f"{deck.id}-2"], ["bord"], profile="byn")

    slides = list(pptx.Presentation(io.BytesIO(WRITERS[".pptx"](handout))).slides)

    assert [one.shapes.title.text for one in slides] == ["Trygghet vid bordet", "Hur får alla plats?"]
    assert "bild 2 · målbild 2035" in slides[0].shapes[-1].text_frame.text
    assert slides[0].notes_slide.notes_text_frame.text.startswith("Trygghet växer")
    assert "Köp stolar." in slides[1].notes_slide.notes_text_frame.text


def test_the_questions_are_open_and_on_message() -> None:
    """No quiz; nothing in our own words would be remarked on in any profile."""
    topics = load_topics()
    questions = [one for topic in topics for one in topic.question]

    assert len(questions) >= 12
    assert len(topics) >= 6
    assert len({one.id for one in questions}) == len(questions)
    assert all(one.ask.startswith("Hur ") and one.ask.endswith("?") for one in questions)
    assert all(set(one.roles) <= set(ROLES) for one in questions)
    assert all(len(place.anchor.split()) <= 8 for one in questions for place in one.places)
    check = checker()
    remarks = [
        one.text
        for profile in check.profiles
        for text in own_texts()
        for one in check.check(text, profile=profile).findings
    ]
    assert remarks == []


@pytest.mark.slow
def test_every_place_stands_in_the_sources_and_our_words_do_not(published: Reader) -> None:
    """Each place by itself, at the place that it names."""
    for topic in load_topics():
        for one in topic.question:
            for place in one.places:
                alone = topic.model_copy(update={"question": (one.model_copy(update={"places": (place,)}),)})
                (opened,) = Discussion(published.library, [alone]).opened(profile="nationell")
                assert [each.source.locator for each in opened.questions if each.source] == [place.place], (
                    place
                )

    stored = [published.library.text(one.id) for one in published.library.documents()]
    sources = " | ".join(" ".join(words(one.text)) for one in stored if one is not None)
    runs = [own[at : at + RUN] for own in map(words, own_texts()) for at in range(len(own) - RUN + 1)]
    assert runs
    assert [run for run in runs if " ".join(run) in sources] == []


@pytest.mark.slow
def test_the_real_deck_answers_what_trainers_ask(published: Reader) -> None:
    """Its slides about a topic come first, and its directions to presenters are no part of a talk."""
    trainer = Trainer(
        library=published.library, retriever=published.retriever, layers=lambda profile: (profile,)
    )

    for topic, wanted in FIRST.items():
        assert {one.number for one in trainer.about(topic, profile="sormland").own[:3]} & wanted, topic
    assert trainer.about("parkering", profile="sormland").slides == ()
    (deck,) = trainer.decks(profile="sormland")
    slides = trainer.slides_of(deck.id)
    assert (len(slides), lines(slides[0].shown)) == (49, ())
    assert "animeringar" not in " ".join(one.text for one in lines(slides[30].notes))

"""What a question asks for, in the words that staff use."""

import pytest

from assistant.questions import Aim, defines, read, slides_named


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Vad är nära vård?", ("nära", "vård")),
        ("va e nära vård", ("nära", "vård")),
        ("Hej! Vad menas med nivåstrukturering?", ("nivåstrukturering",)),
        ("vad betyder begreppet samskapande", ("samskapande",)),
        ("Vad står SIP för?", ("sip",)),
        ("Förklara egenmonitorering", ("egenmonitorering",)),
        ("NSV?", ("nsv",)),
        ("SIP, vad betyder bokstäverna?", ("sip",)),
        ("Hur uttyds RSS?", ("rss",)),
        ("Kan du förklara vad som avses med samskapande?", ("samskapande",)),
        ("What is health promotion?", ("health", "promotion")),
    ],
)
def test_a_definition_is_recognised_with_its_term(question: str, subject: tuple[str, ...]) -> None:
    """The term decides which sentence leads the answer."""
    reading = read(question)

    assert reading.aim is Aim.DEFINITION
    assert reading.subject == subject


@pytest.mark.parametrize(
    ("question", "aim"),
    [
        ("Vad är skillnaden mellan region och kommun?", Aim.OTHER),
        ("Vad är det som ska vara sömlöst?", Aim.OTHER),
        ("Vilka fyra förflyttningar finns?", Aim.LIST),
        ("hur vanligt är det med kronisk sjukdom", Aim.NUMBER),
        ("När publicerades sidan?", Aim.DATE),
        ("Vilken nämnd beslutade om målbilden?", Aim.WHO),
        ("vilka är det som väljer menyn", Aim.WHO),
        ("Vilken bild visar ärendegången?", Aim.PLACE),
        ("Ska all vård finnas nära?", Aim.YES_NO),
        ("Varför ställer vi om?", Aim.REASON),
        ("Vilken är länets folkmängd?", Aim.NUMBER),
        ("Var i bildspelet talas det om köket?", Aim.PLACE),
        ("Ange numret på den bild som visar köket", Aim.PLACE),
        ("Från när till när höll det på?", Aim.DATE),
        ("Ange samtliga nyckelord", Aim.LIST),
    ],
)
def test_other_aims_are_told_apart(question: str, aim: Aim) -> None:
    """A definition's look-alikes must not be answered as one."""
    assert read(question).aim is aim


def test_the_asked_for_count_is_read_from_words() -> None:
    """A list that is asked for by its number is to be given whole."""
    assert read("Nämn de fem drivkrafterna").count == 5


@pytest.mark.parametrize(
    ("sentence", "is_definition"),
    [
        ("Samskapande är att göra något tillsammans.", True),
        ("Samskapande kan beskrivas som gemensamt arbete.", True),
        ("Ordet samskapande är långt.", False),
        ("Samskapande med invånarna lyckades.", False),
        ("Samskapande", False),
    ],
)
def test_a_defining_sentence_opens_with_the_term_and_equates_it(
    sentence: str, *, is_definition: bool
) -> None:
    """Other sentences with the term in them say something else about it."""
    assert defines(sentence, ("samskapande",)) is is_definition


def test_a_long_run_of_slides_names_the_deck_not_each_slide() -> None:
    """“Bild 3–17” is a part of the deck."""
    assert slides_named("Vem har gjort bild 3–17?") == frozenset()
    assert slides_named("bild 13–16") == {13, 14, 15, 16}

"""What an answer has to hold that the question asks in so many words: a long form, an age, both of two things."""

from assistant.answers import Outcome
from assistant.wiring import Reader
from tests.assistant.town import ask


def test_a_claim_with_a_tag_is_judged_as_the_claim(town: Reader) -> None:
    """“… är det så?” asks of what stands before it."""
    assert ask(town, "så all mat ska finnas nära, är det så?").answer.startswith("Nej.")


def test_an_abbreviation_is_spelt_out_in_the_first_line(town: Reader) -> None:
    """As the source has it; where no source does, that is what is missing."""
    answer = ask(town, "KRK, vad betyder bokstäverna?")

    assert answer.answer.startswith("KRK: Köksrådets regionala kommitté.")
    assert "(KRK)" in answer.citations[0].quote
    assert ask(town, "Vad står KVB för?").missing == "KVB, vad KVB står för"


def test_an_age_is_that_of_who_is_named(town: Reader) -> None:
    """“Äldre än 80 år” are others."""
    assert ask(town, "Märta, hur många år är hon?").outcome is Outcome.UNANSWERED


def test_two_questions_in_a_sentence_are_both_answered(town: Reader) -> None:
    """Each gets its share of the room."""
    answer = ask(town, "När ska planen för soppan vara klar, och vem beslutar om menyn?")

    quoted = " ".join(one.quote for one in answer.citations)
    assert "hösten 2029" in quoted
    assert "Köksrådet beslutar om menyn" in quoted

"""Which clause of a question asks."""

import pytest

from assistant.clauses import asking_clause, parts


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Chefen talade om det på mötet och jag undrar vad det är?", "vad det är?"),
        ("Jag är ny här, hur gör man?", "hur gör man?"),
        ("När en plan följs upp, vad bygger den på?", "vad bygger den på?"),
        ("När startar det, vet du hur?", "När startar det, vet du hur?"),
        ("SIP, vad är det?", "SIP, vad är det?"),
        ("Vad är nära vård?", "Vad är nära vård?"),
    ],
)
def test_the_clause_that_asks_is_told_from_what_is_told(question: str, clause: str) -> None:
    """Only what is asked for must stand in the sources."""
    assert asking_clause(question) == clause


@pytest.mark.parametrize(
    "question",
    [
        "Vad är byköket och vem sköter det?",
        "Köket: vad säger byn och vad säger grannbyn?",
        "Vilka är målen och medlen?",
    ],
)
def test_what_leans_on_the_rest_of_its_sentence_is_no_question_of_its_own(question: str) -> None:
    """“Och vem sköter det?” cannot be searched alone."""
    assert parts(question) == ()

"""Personal data in a question: never searched with, never repeated; public names and other numbers survive."""

import pytest

from assistant.privacy import guard

PUBLIC = {"sara", "riggare", "märta", "kalle", "leila"}


def is_public(name: str) -> bool:
    """Tell whether every part of a name stands in the sources."""
    return all(part in PUBLIC for part in name.lower().split())


@pytest.mark.parametrize(
    ("question", "private"),
    [
        ("Kan du kolla om Anna Testsson har fått en fast vårdkontakt?", "Anna Testsson"),
        ("Märta Larsson ska hem. När får hon en vårdkontakt?", "Märta Larsson"),
        ("boka tid åt 900101 0010 tack", "900101 0010"),
        ("Numret är 19440312-1234, vad gäller?", "19440312-1234"),
        ("min brukare bor på Hittepågatan 3", "Hittepågatan 3"),
        ("Vad gäller för A.K. på rum 12?", "A.K."),
        ("Birgit har demens, vad gör vi?", "Birgit"),
        ("Jag heter Eva Provlund. Vad är SIP?", "Eva Provlund"),
        ("Hon är född 3 maj 1941, vad gäller?", "3 maj 1941"),
    ],
)
def test_what_points_out_a_private_person_is_taken_away(question: str, private: str) -> None:
    """Neither what is shown nor what is searched holds it, and offsets stay true."""
    guarded = guard(question, is_public)

    assert private not in guarded.text
    assert private not in guarded.searched
    assert len(guarded.text) == len(question)
    assert guarded.pieces >= 1


@pytest.mark.parametrize(
    "question",
    [
        "Vem är Sara Riggare?",
        "vilka e Märta, Kalle och Leila?",
        "Vilka mål har Region Skåne?",
        "Vad säger Västra Götalandsregionen?",
        "Vad gör Karolinska Institutet?",
        "Vad hände 2023-01-15?",
        "Ring 0155-380 00, stämmer det?",
        "Vad är blankett 12345-6789?",
        "Hur många timmar är 8 766?",
        "Vad säger Samsjuklighetsutredningen?",
    ],
)
def test_what_points_out_nobody_is_left(question: str) -> None:
    """Public names, organisations, dates, switchboards and form numbers are no personal data."""
    assert guard(question, is_public).text == question


def test_a_case_is_told_from_a_signature() -> None:
    """Whoever signs a question does not ask about herself."""
    case = guard("Anna Testsson har KOL, vad gör vi för henne?", is_public)
    signed = guard("Jag heter Eva Provlund. Vad är SIP?", is_public)

    assert (case.about_person, case.sensitive) == (True, True)
    assert (signed.about_person, signed.sensitive) == (False, False)

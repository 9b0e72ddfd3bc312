"""A deck's own references number its slides; wrong ones are outvoted."""

from ingest.slide_numbers import number_segments

PLAIN = [f"Bild med eget ämne nummer{n} och ordet unikt{n}" for n in range(8)]


def test_without_references_slides_are_counted() -> None:
    """Nothing says that a slide is missing."""
    assert number_segments(PLAIN) == tuple(range(1, 9))


def test_a_silent_film_is_skipped_when_a_later_slide_says_so() -> None:
    """The film's number is free to skip, and the last slide is named by its words."""
    segments = [*PLAIN[:3], "En film med röster finns på bild 5. Bild 9 tar upp unikt7.", *PLAIN[4:]]

    assert number_segments(segments) == (1, 2, 3, 4, 6, 7, 8, 9)


def test_missing_slides_are_skipped_when_enough_references_agree() -> None:
    """Nothing says which slide is silent, but three later ones stand one number further on."""
    segments = ["Bild 6 visar unikt4. Bild 7 visar unikt5. Bild 8 visar unikt6.", *PLAIN[1:]]

    numbers = number_segments(segments)

    assert numbers[4:7] == (6, 7, 8)


def test_one_wrong_reference_does_not_move_the_slides() -> None:
    """Authors miscount: “bild 4” for what is slide 5, while three others are right."""
    segments = [
        "Bild 4 visar unikt4. Bild 3 visar unikt2. Bild 7 visar unikt6. Bild 8 visar unikt7.",
        *PLAIN[1:],
    ]

    assert number_segments(segments) == tuple(range(1, 9))


def test_no_segments_have_no_numbers() -> None:
    """An empty deck is no fault here."""
    assert number_segments([]) == ()

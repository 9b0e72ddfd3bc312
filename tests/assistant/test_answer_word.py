"""An answer as a Word file: everything that stood on the page, in Word's own forms."""

from datetime import date
from io import BytesIO

import docx
from docx.document import Document

from assistant.answer_word import word
from assistant.answers import Question
from tests import samples


def written(question: str) -> Document:
    """Return the Word file of an answer, opened."""
    return docx.Document(BytesIO(word(samples.answered(Question(text=question)), today=date(2026, 11, 28))))


def test_the_file_holds_question_outcome_answer_and_sources() -> None:
    """In the order of the page, the day told."""
    document = written("Vad är nära vård?")
    told = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]

    assert told[:2] == [("Title", "Vad är nära vård?"), ("Subtitle", "Svar ur källorna. Hämtat 2026-11-28.")]
    assert ("List Bullet", "Relation: samma personer möts igen.[1]") in told
    assert ("Heading 1", "Källor") in told
    assert ("Quote", f"”{samples.QUOTE}”") in told
    assert any(text.startswith("[1] ") and "2022–2023" in text for _, text in told)


def test_marks_are_raised_and_bold_stays_bold() -> None:
    """Neither stars nor brackets in running text are left."""
    item = next(one for one in written("Vad?").paragraphs if one.text.startswith("Relation"))

    assert [(run.text, run.bold, run.font.superscript) for run in item.runs] == [
        ("Relation:", True, None),
        (" samma personer möts igen.", None, None),
        ("[1]", None, True),
    ]


def test_the_sides_of_a_disagreement_get_headings() -> None:
    """A line that is all bold heads what follows."""
    answer = samples.answered(Question(text="Fler eller färre?"))
    apart = docx.Document(BytesIO(word(samples.disagreeing(answer))))

    assert [one.text for one in apart.paragraphs if one.style and one.style.name == "Heading 1"] == [
        "Färre eller minskar", "Fler eller ökar", "Källor",
    ]  # fmt: skip


def test_the_file_is_swedish_and_names_nobody() -> None:
    """Its language is set, and no author is left by the library."""
    properties = written("Vad är nära vård?").core_properties

    assert (properties.language, properties.author, properties.title) == ("sv-SE", "", "Vad är nära vård?")

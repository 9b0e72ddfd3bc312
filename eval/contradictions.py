"""Where the sources differ: whether both sides are shown when one asks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.answers import Answer, Question
from assistant.wiring import Owner
from eval.cases import Gold, letters, load_rows
from eval.retrieval import publications_in


class Difference(BaseModel):
    """One thing that the sources tell differently."""

    model_config = ConfigDict(frozen=True)

    id: str
    about: str
    """Swedish, as shown."""
    question: str
    sides: tuple[tuple[Gold, ...], ...]
    """For each side the places that state it: one of them is enough."""
    least: int = 0
    """How many sides must be shown; 0 for all."""


def ask_differences(
    owner: Owner, differences: Sequence[Difference]
) -> Iterator[tuple[Difference, tuple[bool, ...]]]:
    """Ask each question and yield which sides were quoted."""
    publications = publications_in(owner)
    for difference in differences:
        answer = owner.assistant.ask(Question(text=difference.question, id=difference.id))
        yield (
            difference,
            tuple(
                any(_quotes(answer, gold, owner, publications) for gold in side) for side in difference.sides
            ),
        )


def is_shown(difference: Difference, shown: Sequence[bool]) -> bool:
    """Tell whether enough sides were quoted."""
    return sum(shown) >= (difference.least or len(shown))


def _quotes(answer: Answer, gold: Gold, owner: Owner, publications: dict[str, str]) -> bool:
    entry = owner.catalogue.named(gold.file)
    wanted = entry.id if entry else gold.file
    return any(
        publications.get(one.document) == wanted and letters(gold.snippet) in letters(one.quote)
        for one in answer.citations
    )


def load_differences(path: Path) -> tuple[Difference, ...]:
    """Read differences, one a line.

    Raises:
        CaseFault: When the file cannot be read as such.
    """
    return load_rows(path, Difference, fields="id, about, question och sides")

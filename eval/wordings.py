"""Whether the same question in other wordings gets the same outcome."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answers import Outcome, Question
from assistant.wiring import Owner
from eval.answering import REFUSED
from eval.cases import Case, CaseFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """One case in every wording."""

    case: Case
    questions: tuple[str, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def same(self) -> bool:
        """True when every wording is answered, or none is."""
        return len({outcome in REFUSED for outcome in self.outcomes}) == 1


def ask_reworded(
    owner: Owner, cases: Sequence[Case], wordings: Mapping[str, Sequence[str]]
) -> Iterator[Reworded]:
    """Ask every case that has other wordings in each of them."""
    for case in cases:
        if case.id not in wordings:
            continue
        questions = (case.question, *wordings[case.id])
        answers = [owner.assistant.ask(Question(text=text, history=case.history)) for text in questions]
        yield Reworded(case=case, questions=questions, outcomes=tuple(answer.outcome for answer in answers))


def load_wordings(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Read other wordings by case id, one case a line.

    Raises:
        CaseFault: When the file cannot be read as such.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        return {str(row["id"]): tuple(map(str, row["wordings"])) for row in rows}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CaseFault(
            f"Filen {str(path)!r} kan inte läsas som andra formuleringar: JSON-rader med id och wordings. "
            "Kontrollera filen."
        ) from error

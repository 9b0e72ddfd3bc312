"""A hand-out: the slides and questions that a trainer has chosen."""

from dataclasses import dataclass

from assistant.onboarding import ROLES
from assistant.teaching.discussion import OpenedQuestion
from assistant.teaching.slides import Slide

TITLE = "Underlag om nära vård"
NOTES = "Talmanus"
LEAD = "Så kan du leda samtalet"
QUESTIONS = "Frågor att samtala om"
WORDLESS = "Bilden har ingen text. Öppna originalfilen för att se den."
OWN = "Frågorna är handbokens egna. Under varje fråga citeras källan som den bygger på."


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """What was chosen and is still there."""

    slides: tuple[Slide, ...] = ()
    questions: tuple[OpenedQuestion, ...] = ()
    lost: int = 0
    """How many of the chosen ones are no longer there, or no longer hold."""

    @property
    def is_empty(self) -> bool:
        """True when nothing is left."""
        return not self.slides and not self.questions


def led(opened: OpenedQuestion) -> tuple[str, ...]:
    """Return how to lead the talk, then what to add for some, a line each."""
    roles = opened.question.roles
    return (
        f"{LEAD}: {opened.question.lead}",
        *(f"{name}: {roles[role]}" for role, name in ROLES.items() if role in roles),
    )

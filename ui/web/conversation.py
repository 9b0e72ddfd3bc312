"""A question from the page, turned into what the page shows while and after it is answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from assistant.answers import Answer, Failed, Finished, Found, Outcome, Question, Wrote
from ui.ports import Answerer
from ui.settings import AppSettings
from ui.trouble import steady
from ui.web import markup, texts
from ui.web.recent import RecentAnswer, RecentAnswers

_KEPT = 20
"""Answers that a conversation remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the page shows."""

    current: str
    """HTML of the running or latest answer, or of a state."""
    answers: tuple[Answer, ...]
    """Finished answers, oldest first; the latest is the one that `current` shows."""
    finished: bool = False
    """True when the question is answered and may leave the box."""


def follow(
    asked: str,
    *,
    profile: str,
    answers: tuple[Answer, ...],
    answerer: Answerer,
    settings: AppSettings,
    recent: RecentAnswers,
    whole: bool = False,
) -> Iterator[View]:
    """Ask, and yield a view for each thing that happens. The raw question is never shown again.

    Args:
        asked: What stands in the box.
        profile: The chosen one.
        answers: Those of the conversation, oldest first.
        answerer: Answers it.
        settings: What the profiles are called.
        recent: Keeps the answer for whoever takes it along.
        whole: True to show the answer only when it is whole.
    """
    if not asked.strip():
        yield View(current=markup.notice(texts.EMPTY_QUESTION), answers=answers)
        return
    yield View(current=markup.status_line(texts.SEARCHING), answers=answers)
    history = _history(answers)
    question = Question(text=asked, history=history, profile=profile)
    written = ""
    for event in steady(answerer.stream(question)):
        match event:
            case Found():
                words = texts.WRITING.format(count=len(event.evidence))
                yield View(current=markup.status_line(words), answers=answers)
            case Wrote() if whole:
                continue
            case Wrote():
                written += event.text
                yield View(current=markup.draft(written), answers=answers)
            case Finished():
                token = recent.put(RecentAnswer(answer=event.answer, history=history))
                answer = replace(event.answer, id=token)
                kept = (*answers, answer)[-_KEPT:]
                yield View(current=markup.turn(answer, settings), answers=kept, finished=True)
            case Failed():
                yield View(current=markup.failure(event.message), answers=answers)
            case _:
                assert_never(event)


def _history(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    """Return the earlier questions as the answers echo them: masked, refused ones left out."""
    return tuple(answer.question for answer in answers if answer.outcome is not Outcome.BLOCKED)

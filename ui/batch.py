"""Questions in a file, one JSON object a line; one answer a line, whatever stands in the file."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answers import Question
from assistant.assistant import Assistant


class BatchLine(BaseModel):
    """A question in a batch. Keys that are not listed here are ignored."""

    model_config = ConfigDict(frozen=True)

    id: str | int | None = None
    """Handed back in the answer; the line's number when left out."""
    question: str
    history: tuple[str, ...] | None = None
    """Earlier questions, oldest first."""
    profile: str | None = None
    """None for the profile of the whole run."""


def answers(
    lines: Iterable[str], assistant: Assistant, *, profile: str, profiles: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Yield an answer object for each line that holds a question, and `{"id", "error"}` for each that does not.

    Args:
        lines: JSON lines; blank ones are passed over.
        assistant: Answers.
        profile: For lines that name none.
        profiles: Those that may be named.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            read = _read(line, number, profile=profile, profiles=profiles)
            yield assistant.ask(read).to_json() if isinstance(read, Question) else read


def _read(line: str, number: int, *, profile: str, profiles: Collection[str]) -> Question | dict[str, Any]:
    id_ = str(number)
    try:
        row: object = json.loads(line)
        if isinstance(row, dict) and isinstance(row.get("id"), str | int):
            id_ = str(row["id"])
        asked = BatchLine.model_validate(row)
    except (ValueError, RecursionError) as error:
        return {
            "id": id_,
            "error": f"Rad {number} kan inte läsas: {_why(error)}. Rätta raden och kör den igen.",
        }
    chosen = asked.profile or profile
    if chosen not in profiles:
        return {"id": id_, "error": f"Rad {number}: {unknown_profile(chosen, profiles)}"}
    return Question(id=id_, text=asked.question, history=asked.history or (), profile=chosen)


def unknown_profile(profile: str, profiles: Collection[str]) -> str:
    """Return the message that names an unknown profile and those there are."""
    return f"Profilen {profile!r} finns inte. Välj bland {', '.join(profiles)}."


def _why(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "den är inte ett JSON-objekt"
    fault = error.errors()[0]
    key = ".".join(map(str, fault["loc"][:1]))
    if not key:
        return "den är inte ett JSON-objekt"
    return f"nyckeln {key!r} saknas" if fault["type"] == "missing" else f"nyckeln {key!r} har fel slags värde"

"""The outermost edge: a fault of our own is logged without anyone's words and told in Swedish."""

import logging
import secrets
import traceback
from collections.abc import Iterable, Iterator

from assistant.answers import Event, Failed, Finished

_log = logging.getLogger(__name__)

_UNFINISHED = "Svaret blev inte färdigt"


def record_fault(fault: Exception) -> str:
    """Log where and what kind of fault it was, and return the reference that a user can pass on.

    The fault's own message is left out: it may quote the question.
    """
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(fault.__traceback__)
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    _log.error("fel %s: %s vid %s", reference, type(fault).__name__, places)
    return reference


def steady(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events up to the one that ends them; a stream that breaks or dries up ends in Failed."""
    try:
        for event in events:
            yield event
            if isinstance(event, Finished | Failed):
                return
    except Exception as fault:  # noqa: BLE001  the edge of a stream: after the headers, only an event can tell
        yield Failed(message=f"{_UNFINISHED}. Felet har referensen {record_fault(fault)}.")
        return
    yield Failed(message=f"{_UNFINISHED}.")

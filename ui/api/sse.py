"""Answers as server-sent events: found, wrote, finished, failed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, assert_never

from assistant.answers import Event, Failed, Finished, Found, Wrote

MEDIA_TYPE = "text/event-stream"


def frames(events: Iterable[Event]) -> Iterator[str]:
    r"""Write each event as a frame that `EventSource` and its kin understand.

    >>> list(frames([Wrote(text="Nära\nvård")]))
    ['event: wrote\ndata: {"text": "Nära\\nvård"}\n\n']
    """
    for event in events:
        name, data = _named(event)
        yield f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _named(event: Event) -> tuple[str, dict[str, Any]]:
    match event:
        case Found():
            return "found", {"evidence": [asdict(evidence) for evidence in event.evidence]}
        case Wrote():
            return "wrote", {"text": event.text}
        case Finished():
            return "finished", event.answer.to_json()
        case Failed():
            return "failed", {
                "error": {
                    "code": "failed",
                    "message": event.message,
                    "remedy": "Försök igen om en stund.",
                }
            }
        case _:
            assert_never(event)

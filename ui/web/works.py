"""Work that takes longer than somebody waits for a page: done by a thread of its own, followed by its steps, then its result."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ingest.records import Step, Watch
from ui.api.errors import unforeseen
from ui.trouble import record_fault
from ui.waiting import WaitingRoom

MOST_AT_ONCE = 4
"""Works that go on at the same time."""
KEPT = 16
"""Works that are remembered, done or not."""
KEPT_SECONDS = 900

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a work has come."""

    step: Step = Step.READING
    done: int = 0
    of: int = 0
    """0 where it is not counted."""


@dataclass(slots=True)
class Work(Generic[Result]):
    """One work, while it goes on and after."""

    stage: Stage = field(default_factory=Stage)
    result: Result | None = None
    """None until it is done, and when it broke."""
    fault: str | None = None
    """Swedish: what to tell when it broke."""
    finished: threading.Event = field(default_factory=threading.Event)


class Works(Generic[Result]):
    """Does a few works at once and remembers them for a while under names that cannot be guessed."""

    def __init__(self) -> None:
        self._kept = WaitingRoom[Work[Result]](seconds=KEPT_SECONDS, most=KEPT)
        self._places = threading.Semaphore(MOST_AT_ONCE)

    def start(self, do: Callable[[Watch], Result]) -> str | None:
        """Begin a work and return what it is followed by; None when as many go on already as may."""
        if not self._places.acquire(blocking=False):
            return None
        work = Work[Result]()
        token = self._kept.put(work)
        threading.Thread(target=self._run, args=(work, do), name="source-work", daemon=True).start()
        return token

    def look(self, token: str) -> Work[Result] | None:
        """Return a work; None when it is forgotten."""
        return self._kept.look(token)

    def sweep(self) -> None:
        """Forget what is old."""
        self._kept.sweep()

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def _run(self, work: Work[Result], do: Callable[[Watch], Result]) -> None:
        def watch(step: Step, done: int, of: int) -> None:
            work.stage = Stage(step=step, done=done, of=of)

        try:
            work.result = do(watch)
        except Exception as fault:  # noqa: BLE001  a thread's outermost edge
            problem = unforeseen(record_fault(fault))
            work.fault = f"{problem.message} {problem.remedy}"
        finally:
            self._places.release()
            work.finished.set()

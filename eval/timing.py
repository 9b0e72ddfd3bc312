"""Where the time of a question goes, from the answers' own clocks, beside embedding the question alone."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.wiring import Owner
from eval.answering import Asked

_STEPS = {"retrieve": "förstå och söka", "write": "välja och skriva", "total": "hela frågan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One step over all questions."""

    step: str
    median: float
    """Milliseconds, as the next."""
    p95: float


def timings(owner: Owner, asked: Sequence[Asked]) -> tuple[Timing, ...]:
    """Return each step's time, and that of embedding the same questions."""
    steps = [
        _timing(shown, [one.answer.timings_ms[step] for one in asked if step in one.answer.timings_ms])
        for step, shown in _STEPS.items()
    ]
    alone = []
    for one in asked:
        began = time.perf_counter()
        owner.embedder.embed_question(one.case.question)
        alone.append((time.perf_counter() - began) * 1000)
    return (*steps, _timing("bädda in frågan, ensamt", alone))


def _timing(step: str, times: Sequence[float]) -> Timing:
    ordered = sorted(times) or [0.0]
    return Timing(step=step, median=median(ordered), p95=ordered[int(len(ordered) * 0.95)])

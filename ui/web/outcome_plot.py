"""How answers came out, week by week, as stacked bars: what a template needs to draw them and to say the same in a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from assistant.answers import Outcome
from ui.editor_ports import OutcomeCount

WEEKS = 12
HEIGHT = 200
"""Of the tallest bar, in the drawing's units, as the next two."""
STEP = 52
"""From the left of one bar to the left of the next."""
WIDTH = 34
"""Of a bar."""
ORDER = (
    Outcome.ANSWERED,
    Outcome.DISAGREEMENT,
    Outcome.PARTIAL,
    Outcome.CLARIFY,
    Outcome.UNANSWERED,
    Outcome.BLOCKED,
)
"""From the bottom of a bar to its top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a bar."""

    outcome: Outcome
    y: float
    """From the top of the drawing."""
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A bar and its numbers."""

    monday: date
    x: int
    counts: tuple[int, ...]
    """By outcome, in the plot's order."""
    parts: tuple[Part, ...]
    top: float
    """Where the bar ends, from the top of the drawing."""

    @property
    def number(self) -> int:
        """The week's ISO number."""
        return self.monday.isocalendar().week

    @property
    def total(self) -> int:
        """All answers of the week."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The bars of the last weeks, the present one last."""

    outcomes: tuple[Outcome, ...]
    """Those that occur, from the bottom of a bar to its top."""
    weeks: tuple[Week, ...]

    @property
    def total(self) -> int:
        """All answers."""
        return sum(week.total for week in self.weeks)

    @property
    def totals(self) -> tuple[int, ...]:
        """All answers by outcome, in the plot's order."""
        return tuple(sum(week.counts[at] for week in self.weeks) for at in range(len(self.outcomes)))


def first_monday(today: date) -> date:
    """Return the first day that is shown.

    >>> first_monday(date(2026, 11, 28))
    datetime.date(2026, 9, 7)
    """
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def plotted(counts: Sequence[OutcomeCount], *, today: date) -> Plot | None:
    """Return the plot of the last weeks; None when nothing was counted in them."""
    first = first_monday(today)
    by_week: Counter[tuple[int, str]] = Counter()
    for one in counts:
        by_week[(date.fromisoformat(one.day) - first).days // 7, one.outcome] += one.answers
    within = range(WEEKS)
    outcomes = tuple(one for one in ORDER if any(by_week[at, one.value] for at in within))
    numbers = [tuple(by_week[at, one.value] for one in outcomes) for at in within]
    most = max(map(sum, numbers))
    if not most:
        return None
    weeks = (
        _week(first + timedelta(weeks=at), at * STEP, outcomes, row, scale=HEIGHT / most)
        for at, row in enumerate(numbers)
    )
    return Plot(outcomes=outcomes, weeks=tuple(weeks))


def _week(
    monday: date, x: int, outcomes: Sequence[Outcome], counts: tuple[int, ...], *, scale: float
) -> Week:
    parts = tuple(
        Part(outcome=outcome, y=round(HEIGHT - below * scale, 1), height=round(count * scale, 1))
        for outcome, count, below in zip(outcomes, counts, accumulate(counts), strict=True)
        if count
    )
    return Week(monday=monday, x=x, counts=counts, parts=parts, top=round(HEIGHT - sum(counts) * scale, 1))

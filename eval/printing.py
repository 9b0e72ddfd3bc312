"""Tables of the measurements on the terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from eval.contradictions import Difference, is_shown
from eval.figures import Figure, refusal_precision
from eval.report import Run
from eval.retrieval import FUSED, Outcome, difference
from eval.shelves import FORMATS, MIXED
from eval.swefaq import PoolFigures
from eval.wordings import Reworded

WIDTH = 120


def answers(run: Run) -> None:
    """Print the figures of whole answers, what others reach, and the times."""
    out = Console(width=WIDTH)
    beside = f", {run.distractors} främmande stycken bredvid" if run.distractors else ""
    table = _table(
        f"Svar: {run.name} ({len(run.asked)} frågor{beside}; {run.machine})", "mått", "värde", "gräns", ""
    )
    for figure in run.figures:
        table.add_row(
            figure.name, _value(figure), _floor(figure), "under gränsen" if figure.falls_short else ""
        )
    precision = refusal_precision(run.asked)
    table.add_row(
        "avstår med rätta, av alla avståenden", "–" if precision is None else f"{precision:.3f}", "", ""
    )
    out.print(table)
    if run.systems or run.baselines:
        out.print(_systems(run))
    times = _table("Tid per steg, ms", "steg", "median", "p95")
    for one in run.timings:
        times.add_row(one.step, f"{one.median:.0f}", f"{one.p95:.0f}")
    out.print(times)


def _systems(run: Run) -> Table:
    table = _table(
        "Samma frågor, andra sökningar", "sökning", "först", "bland 5", "flera: bland 8", "fakta", "ord"
    )
    reached = [(one.system, one.figures, "", "") for one in run.systems]
    reached += [(one.system, one.figures, f"{one.facts:.3f}", f"{one.words:.0f}") for one in run.baselines]
    for system, figures, facts, words in reached:
        table.add_row(
            system,
            f"{figures.first:.3f}",
            f"{figures.in_five:.3f}",
            f"{figures.all_in_eight:.3f}",
            facts,
            words,
        )
    return table


def set_aside(rows: Sequence[Mapping[str, object]]) -> None:
    """Print what nothing is tuned on beside what is, with the interval of the difference."""
    if not rows:
        return
    table = _table("Undanlagda frågor mot avstämda", "mått", "avstämda", "undanlagda", "skillnad, 95 %", "")
    for row in rows:
        table.add_row(
            str(row["name"]), f"{row['tuned']:.3f}", f"{row['set_aside']:.3f}",
            f"{row['difference']:+.3f} ({row['low']:+.3f} till {row['high']:+.3f})",
            "" if row["holds_zero"] else "skiljer sig",
        )  # fmt: skip
    Console(width=WIDTH).print(table)


def retrieval(name: str, outcomes: Sequence[Outcome], *, distracted: str) -> None:
    """Print where the right passage stands."""
    out = Console(width=WIDTH)
    table = _table(
        f"Rätt stycke: {name}", "källor", "sökning", "frågor", "först", "bland 5", "bland 10", "MRR", "flera: alla i 8",
        "sanna citat",
    )  # fmt: skip
    for outcome in outcomes:
        figures = outcome.figures
        table.add_row(
            outcome.variant, outcome.system, str(figures.questions), f"{figures.first:.3f}", f"{figures.in_five:.3f}",
            f"{figures.in_ten:.3f}", f"{figures.reciprocal:.3f}", f"{figures.all_in_eight:.3f}",
            f"{outcome.true_quotes}/{outcome.quotes}",
        )  # fmt: skip
    out.print(table)
    ours = {outcome.variant: outcome for outcome in outcomes if outcome.system == FUSED}
    if distracted in ours:
        out.print(f"Förlust bredvid främmande texter: {difference(ours[MIXED], ours[distracted]):.3f}")
    formats = [ours[variant] for variant in FORMATS if variant in ours and variant != MIXED]
    if len(formats) > 1:
        spread = max(difference(one, other) for one in formats for other in formats)
        out.print(f"Skillnad mellan format: {spread:.3f}")


def wordings(name: str, asked: Sequence[Reworded], same: float, *, floor: float) -> None:
    """Print how many questions get the same outcome in every wording, and which do not."""
    out = Console(width=WIDTH)
    below = " (under gränsen)" if same < floor else ""
    out.print(f"Samma utfall i alla formuleringar, {name}: {same:.3f} av {len(asked)}, gräns {floor}{below}")
    for one in asked:
        if not one.same:
            out.print(f"  {one.case.id}: {', '.join(outcome.value for outcome in one.outcomes)}")


def contradictions(found: Sequence[tuple[Difference, Sequence[bool]]]) -> None:
    """Print which differences of the sources are shown."""
    table = _table("Där källorna skiljer sig", "id", "om", "fråga", "visade sidor", "")
    for one, sides in found:
        shown = is_shown(one, sides)
        table.add_row(
            one.id, one.about, one.question, f"{sum(sides)} av {len(sides)}", "" if shown else "visas inte"
        )
    out = Console(width=WIDTH)
    out.print(table)
    out.print(f"Visade: {sum(is_shown(one, sides) for one, sides in found)} av {len(found)}")


def swefaq(figures: Sequence[PoolFigures]) -> None:
    """Print retrieval on SweFAQ."""
    table = _table("SweFAQ: rätt svar bland alla", "sökning", "frågor", "nDCG@10", "först")
    for one in figures:
        table.add_row(one.system, str(one.questions), f"{one.ndcg:.3f}", f"{one.first:.3f}")
    Console(width=WIDTH).print(table)


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for column in others:
        table.add_column(column, justify="right")
    return table


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    return f"{figure.value:.1f}" if figure.value > 1 else f"{figure.value:.3f}"


def _floor(figure: Figure) -> str:
    if figure.least is not None:
        return f"≥ {figure.least:g}"
    return f"≤ {figure.most:g}" if figure.most is not None else ""

"""The report of a run as one HTML page that needs nothing beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean

from eval import plots
from eval.answering import Asked
from eval.baselines import Baseline
from eval.figures import Figure, by_kind
from eval.metrics import RetrievalFigures, risk_coverage
from eval.retrieval import Outcome
from eval.timing import Timing

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2733; --quiet: #5a6673; --ground: #fbfaf7; --line: #d9d6cd; --a: #1f5f6b; --b: #b5652b; --c: #7a7f3a; --d: #6a5a8c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6df; --quiet: #a9b0b6; --ground: #171b1f; --line: #3a4147; --a: #6fb6c2; --b: #e09a63; --c: #b9bf6f; --d: #b3a3d6; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); } td + td, th + th { text-align: right; }
.low { font-weight: 700; } .low::after { content: " under gränsen"; font-weight: 400; }
svg { width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: var(--quiet); }
.grid { stroke: var(--line); } .line { fill: none; stroke: var(--a); stroke-width: 2.5; } .dot { fill: var(--a); fill-opacity: .55; }
.s0 { fill: var(--a); } .s1 { fill: var(--b); } .s2 { fill: var(--c); } .s3 { fill: var(--d); }
figure { margin: 0; } figcaption { font-weight: 600; }
p.note { color: var(--quiet); } .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Everything that one run of `naravard eval` measured."""

    name: str
    machine: str
    asked: tuple[Asked, ...]
    figures: tuple[Figure, ...]
    systems: tuple[Outcome, ...] = ()
    """Our retrieval beside dense alone and BM25 alone."""
    baselines: tuple[Baseline, ...] = ()
    timings: tuple[Timing, ...] = ()
    distractors: int = 0
    """Passages of distractors beside the sources."""


def page(run: Run) -> str:
    """Return the page."""
    parts = [
        f"<p class=note>{escape(run.machine)} · {len(run.asked)} frågor"
        + (f" · {run.distractors} främmande stycken bredvid källorna" if run.distractors else "")
        + "</p>",
        _figures(run.figures),
        _kinds(run.asked),
        f'<div class="plots">{_retrieval(run)}{_risk(run.asked)}{_length(run.asked)}{_latency(run.asked)}</div>',
        _systems(run),
        _timings(run.timings),
    ]
    title = f"naravard: {escape(run.name)}"
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>{''.join(parts)}</main></body></html>"
    )


def _figures(figures: Sequence[Figure]) -> str:
    rows = [(one.name, _shown(one.value), _bar(one), "low" if one.falls_short else "") for one in figures]
    return "<h2>Siffror</h2>" + _table(("mått", "värde", "gräns"), rows)


def _bar(figure: Figure) -> str:
    if figure.least is not None:
        return f"≥ {figure.least:g}"
    return f"≤ {figure.most:g}" if figure.most is not None else ""


def _kinds(asked: Sequence[Asked]) -> str:
    names = {
        "single": "en källa",
        "multi": "flera källor",
        "unanswerable": "utan svar",
        "injection_pii": "personuppgifter, instruktioner",
    }
    rows = [
        (names[kind], str(len(group)), f"{fmean(one.right for one in group):.2f}", "")
        for kind, group in by_kind(asked).items()
    ]
    return "<h2>Efter slag av fråga</h2>" + _table(("slag", "frågor", "rätt utfall"), rows)


def _retrieval(run: Run) -> str:
    names = ("först", "bland 5", "flera: bland 8")
    reached = [(one.system, one.figures) for one in run.systems]
    reached += [(one.system, one.figures) for one in run.baselines]
    rows = [(system, (own.first, own.in_five, own.all_in_eight)) for system, own in reached]
    return plots.bars("Rätt stycke, efter sökning", rows, names) if rows else ""


def _risk(asked: Sequence[Asked]) -> str:
    judged = [one for one in asked if one.answer.confidence is not None]
    points = risk_coverage(
        [one.answer.confidence or 0.0 for one in judged],
        [one.case.answerable and one.right for one in judged],
    )
    return plots.curve(
        "Fel bland de besvarade, om bara de säkraste besvaras",
        points,
        across="andel besvarade",
        up="andel fel",
    )


def _length(asked: Sequence[Asked]) -> str:
    points = [
        (float(one.words), fmean(one.facts), f"{one.case.id}: {one.words} ord, {fmean(one.facts):.2f}")
        for one in asked
        if one.facts and not one.refused
    ]
    most = max((x for x, _, _ in points), default=1.0)
    return plots.scatter("Fakta i svaret mot dess längd", points, most=most, across="ord", up="andel fakta")


def _latency(asked: Sequence[Asked]) -> str:
    times = [one.answer.timings_ms.get("total", 0.0) for one in asked]
    return plots.histogram("Svarstid", times, bins=20, across="ms")


def _systems(run: Run) -> str:
    rows = [(one.system, *_reached(one.figures), "", "", "") for one in run.systems]
    rows += [
        (one.system, *_reached(one.figures), f"{one.facts:.3f}", f"{one.words:.0f}", "")
        for one in run.baselines
    ]
    columns = ("sökning", "först", "bland 5", "flera: bland 8", "fakta i bästa stycket", "ord")
    return "<h2>Jämförelse</h2>" + _table(columns, rows) if rows else ""


def _reached(figures: RetrievalFigures) -> tuple[str, str, str]:
    return f"{figures.first:.3f}", f"{figures.in_five:.3f}", f"{figures.all_in_eight:.3f}"


def _timings(timings: Sequence[Timing]) -> str:
    rows = [(one.step, f"{one.median:.0f}", f"{one.p95:.0f}", "") for one in timings]
    return "<h2>Tid per steg, ms</h2>" + _table(("steg", "median", "p95"), rows) if rows else ""


def _table(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table; the last value of a row is the class of its second cell."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="{row[-1]}">{escape(cell)}</td>'
            if number == 1 and row[-1]
            else f"<td>{escape(cell)}</td>"
            for number, cell in enumerate(row[:-1])
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if value <= 1 else f"{value:.1f}"

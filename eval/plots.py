"""Small plots as SVG text: bars, a curve, points and a histogram. No library: four shapes, no scripts, readable in dark mode."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 560, 260, 48, 34, 14
"""Of a plot, in pixels: its size and the room of its axes."""
TICKS = 5


def bars(title: str, rows: Sequence[tuple[str, Sequence[float]]], names: Sequence[str]) -> str:
    """Return grouped bars of shares 0–1: one group a row, one bar a name."""
    room = (WIDTH - LEFT) / max(1, len(rows))
    wide = room * 0.8 / max(1, len(names))
    parts = []
    for number, (label, values) in enumerate(rows):
        x = LEFT + number * room + room * 0.1
        parts += [
            f'<rect class="s{i}" x="{x + i * wide:.1f}" y="{_y(value):.1f}" width="{wide * 0.9:.1f}" '
            f'height="{_y(0) - _y(value):.1f}"><title>{escape(f"{label}, {name}: {value:.2f}")}</title></rect>'
            for i, (name, value) in enumerate(zip(names, values, strict=True))
        ]
        parts.append(_text(x + room * 0.4, HEIGHT - 12, label, anchor="middle"))
    legend = [
        f'<rect class="s{i}" x="{LEFT + i * 150}" y="0" width="9" height="9"/>'
        + _text(LEFT + 13 + i * 150, 9, name)
        for i, name in enumerate(names)
    ]
    return _framed(title, "".join((*_scale(), *parts, *legend)))


def curve(title: str, points: Sequence[tuple[float, float]], *, across: str, up: str) -> str:
    """Return a curve of two shares 0–1."""
    path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return _framed(title, f'{"".join(_scale(across=across, up=up))}<polyline class="line" points="{path}"/>')


def scatter(
    title: str, points: Sequence[tuple[float, float, str]], *, most: float, across: str, up: str
) -> str:
    """Return one point a question: `most` is the right end of the axis, the other axis is a share 0–1."""
    dots = "".join(
        f'<circle class="dot" cx="{_x(min(x, most) / most):.1f}" cy="{_y(y):.1f}" r="4"><title>{escape(label)}</title></circle>'
        for x, y, label in points
    )
    return _framed(title, "".join((*_scale(across=across, up=up, most=most), dots)))


def histogram(title: str, values: Sequence[float], *, bins: int, across: str) -> str:
    """Return how often values fall between even steps from 0 to the largest."""
    top = max(values, default=1.0) or 1.0
    edges = [top * number / bins for number in range(bins + 1)]
    counts = [
        sum(low < value <= high or (low == 0 == value) for value in values) for low, high in pairwise(edges)
    ]
    most = max(counts, default=1) or 1
    wide = (WIDTH - LEFT - 10) / bins
    parts = [
        f'<rect class="s0" x="{LEFT + number * wide:.1f}" y="{_y(count / most):.1f}" width="{wide * 0.92:.1f}" '
        f'height="{_y(0) - _y(count / most):.1f}"><title>{escape(f"{edges[number]:.0f}–{edges[number + 1]:.0f}: {count}")}</title></rect>'
        for number, count in enumerate(counts)
    ]
    return _framed(title, "".join((*_scale(across=across, most=top, counted=most), *parts)))


def _scale(*, across: str = "", up: str = "", most: float | None = None, counted: float = 1.0) -> list[str]:
    lines = []
    for tick in range(TICKS + 1):
        share = tick / TICKS
        lines.append(
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - 8}" y1="{_y(share):.1f}" y2="{_y(share):.1f}"/>'
        )
        lines.append(_text(LEFT - 6, _y(share) + 4, f"{share * counted:g}", anchor="end"))
        if across:
            lines.append(_text(_x(share), HEIGHT - 18, f"{share * (most or 1):.3g}", anchor="middle"))
    return [*lines, _text(WIDTH - 8, HEIGHT - 4, across, anchor="end"), _text(2, 10, up)]


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - 10)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _framed(title: str, inside: str) -> str:
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg role="img" viewBox="0 0 {WIDTH} {HEIGHT}" aria-label="{escape(title, quote=True)}">{inside}</svg></figure>'
    )

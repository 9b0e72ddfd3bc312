"""The plot of how answers came out: its numbers, its words, and that it can be told apart with and without colour."""

import re
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from assistant.answers import Outcome
from tests.fakes import FakeAnswerer, FakeDesk, FakePulse, FakeShelf, FakeTally
from ui.app import create_app
from ui.editor_ports import OutcomeCount
from ui.web.outcome_plot import HEIGHT, ORDER, WEEKS, plotted

TODAY = date(2026, 11, 28)


def count(day: date, outcome: str, answers: int, profile: str = "orebro") -> OutcomeCount:
    """Return a day's count."""
    return OutcomeCount(day=day.isoformat(), profile=profile, outcome=outcome, answers=answers)


def test_days_and_profiles_are_added_up_by_week() -> None:
    """Monday to Sunday; what occurs nowhere is left out."""
    plot = plotted(
        [
            count(TODAY, "answered", 3),
            count(TODAY - timedelta(days=5), "answered", 2, "nationell"),
            count(TODAY - timedelta(days=6), "unanswered", 4),
            count(TODAY - timedelta(weeks=20), "blocked", 9),
        ],
        today=TODAY,
    )

    assert plot is not None
    assert plot.outcomes == (Outcome.ANSWERED, Outcome.UNANSWERED)
    assert len(plot.weeks) == WEEKS
    assert [(week.number, week.counts) for week in plot.weeks[-2:]] == [(47, (0, 4)), (48, (5, 0))]
    assert (plot.total, plot.totals) == (9, (5, 4))
    assert plot.weeks[-1].monday == date(2026, 11, 23)


def test_the_parts_of_a_bar_stand_on_each_other() -> None:
    """The tallest bar fills the height, and nothing overlaps."""
    plot = plotted([count(TODAY, one.value, number) for number, one in enumerate(ORDER, 1)], today=TODAY)

    assert plot is not None
    parts = plot.weeks[-1].parts
    assert parts[0].y + parts[0].height == pytest.approx(HEIGHT, abs=0.2)
    assert parts[-1].y == pytest.approx(0, abs=0.2)
    assert all(upper.y + upper.height == pytest.approx(lower.y, abs=0.2) for lower, upper in pairwise(parts))


def test_nothing_counted_draws_nothing() -> None:
    """An empty drawing says less than a sentence."""
    assert plotted([], today=TODAY) is None
    assert plotted([count(TODAY, "answered", 0)], today=TODAY) is None


def page(tally: FakeTally | None) -> str:
    """Return the page Redaktion."""
    app = create_app(
        answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), desk=FakeDesk(), tally=tally
    )
    return TestClient(app, base_url="http://localhost").get("/redaktion").text


def test_the_plot_says_in_words_what_it_shows() -> None:
    """For those who do not see it, and in a table for those who want the numbers; nothing that the policy forbids."""
    today = date.today()  # noqa: DTZ011  # the editor's day
    shown = page(FakeTally(counted=[count(today, "answered", 3), count(today, "partial", 1)]))
    figure = shown[shown.index('<figure class="nv-plot">') : shown.index("</figure>")]

    assert "Sammanlagt 4 svar: Svar ur källorna 3, Delvis svar 1." in figure
    assert figure.count("<tr>") == WEEKS + 1
    assert "<td>3</td><td>1</td><td>4</td>" in figure
    assert "style=" not in figure
    assert 'fill="url(#nv-m-partial)"' in figure
    assert "Inga svar har räknats" in page(FakeTally())
    assert "Svar vecka för vecka" not in page(None)


def test_every_outcome_has_a_pattern_of_its_own() -> None:
    """Without colour, as on a grey printout, they are still told apart."""
    drawing = files("ui.web").joinpath("templates/plot.html").read_text(encoding="utf-8")
    patterns = {
        name: re.sub(r"nv-h-\w+", "", body)
        for name, body in re.findall(r'<pattern id="nv-m-(\w+)"([^\n]*)</pattern>', drawing)
    }

    assert patterns.keys() == {one.value for one in Outcome}
    assert len(set(patterns.values())) == len(Outcome)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_stands_out_from_the_paper(scheme: int) -> None:
    """WCAG 1.4.11 asks for 3:1; measured against paper and surface."""
    styles = files("ui.web").joinpath("style.css").read_text(encoding="utf-8")
    pages = files("ui.web").joinpath("pages.css").read_text(encoding="utf-8")
    values = dict(re.findall(r"(--nv-[\w-]+): (#[0-9a-f]{6});", styles.split(":root {")[scheme + 1]))
    used = [*re.findall(r"\.nv-h-\w+ \{ fill: var\((--nv-[\w-]+)\)", pages), "--nv-ink", "--nv-edge"]

    assert len(used) == len(Outcome) + 1
    ratios = {
        (name, ground): contrast(values[name], values[ground])
        for name in used
        for ground in ("--nv-paper", "--nv-surface")
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3} == {}


def contrast(one: str, other: str) -> float:
    """Return the ratio by WCAG 2.1."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return a colour's relative luminance, 0–1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

"""What came of a form, in real Chromium: the result has the focus and is in view, whatever stands above it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui import test_written_in_browser as pages
from tests.ui.accessibility import WIDTHS
from tests.ui.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

served = pages.served
visits = pages.visits

FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  return [box.top >= 0 && box.top < innerHeight, one.innerText.slice(0, 200)];
}"""


def read_from(visit: Visit) -> tuple[bool, str]:
    """Wait until the result has the focus; return whether it is in view, and its words."""
    visit.page.wait_for_function("() => document.activeElement.id === 'nv-resultat'")
    in_view, text = visit.page.evaluate(FOCUSED)
    return in_view, text


def too_late(visit: Visit, folder: Path) -> None:
    """Save a file that no longer waits."""
    pages.previewed(visit, folder)
    visit.page.evaluate("document.querySelector('[name=nyckel]').value = 'borta'")
    visit.page.locator("input[name=ersatter]").last.check()
    visit.page.get_by_role("button", name="Spara källan").click()
    visit.page.locator(".nv-failure").wait_for()


def withdrawn(visit: Visit) -> None:
    """Withdraw an approval that is gone already."""
    visit.open("/redaktion")
    visit.page.evaluate("document.querySelector('[name=svar]').value = 'borta'")
    visit.page.locator("[name=svar]").first.click()
    visit.page.locator(".nv-notice[role=status]").wait_for()


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (pages.verified, "Nästan"),
        (pages.drafted, "byköket"),
        (pages.refused, "Källorna räcker inte"),
        (pages.answered, "."),
        (withdrawn, "Godkännandet är borttaget"),
    ],
)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_result_of_a_form_takes_the_focus(
    visits: Any, width: int, state: Callable[[Visit], None], told: str
) -> None:
    """On a telephone too: nobody has to look for it below the form."""
    visit = visits(width=width, height=600)
    state(visit)

    in_view, text = read_from(visit)
    assert in_view
    assert told.lower() in text.lower()


@pytest.mark.parametrize(
    ("state", "told"),
    [(pages.checked, "text.txt"), (pages.previewed, "Lägg till budskap 2027.md"), (too_late, "")],
)
def test_the_result_of_a_file_takes_the_focus(
    visits: Any, tmp_path: Path, state: Callable[[Visit, Path], None], told: str
) -> None:
    """Findings, what would become of a source, or what went wrong."""
    visit = visits(height=600)
    state(visit, tmp_path)

    in_view, text = read_from(visit)
    assert in_view
    assert told in text


def test_a_page_that_answers_nothing_begins_at_its_top(visits: Any) -> None:
    """The focus is taken by a result only."""
    visit = visits()
    for path in ("/kallor", "/redaktion", "/skriv", "/begrepp", "/ny-har/vad"):
        visit.open(path)
        assert visit.page.evaluate("document.activeElement === document.body")
        assert visit.page.evaluate("document.getElementById('nv-resultat')") is None

"""Källor and Redaktion in real Chromium: a long file is followed, and archive and plot have no accessibility faults."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistant.wiring import Reader
from ingest.records import Preview, Provenance, Step, Watch, unwatched
from tests.assistant.kitchen_guide import GUIDE
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from tests.ui.accessibility import WIDTHS, faults
from tests.ui.conftest import Visit
from tests.ui.real_app import apps
from tests.ui.visiting import serving
from ui.api.principals import Role
from ui.app import create_app
from ui.web.outcome_plot import ORDER

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TODAY = date.today()  # noqa: DTZ011  # the day on which answers are counted


@dataclass
class SlowShelf(FakeShelf):
    """Takes three seconds for every file."""

    def preview(self, name: str, data: bytes, *, watch: Watch = unwatched) -> Preview:
        """Go through the steps."""
        del data
        watch(Step.CUTTING, 0, 0)
        time.sleep(2)
        watch(Step.EMBEDDING, 64, 900)
        time.sleep(2)
        return Preview(name=name, provenance=Provenance(catalogue_id=None, title="T", publisher="P"))


@pytest.fixture(scope="module")
def served(small: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server whose record has an archive and counts of every kind."""
    with apps(small, tmp_path_factory.mktemp("sources"), Role.EDITOR) as (owner, (app,)):
        (old,) = [one.id for one in owner.documents() if one.name == "guide.md"]
        owner.add_apart("guide 2.md", GUIDE.replace("40 procent", "45 procent").encode(), replacing=old)
        days = [(TODAY - timedelta(weeks=week)).isoformat() for week in range(12)]
        counts = {(day, "byn", one.value): 3 + at for day in days for at, one in enumerate(ORDER)}
        owner.library.tally.add(counts, {(TODAY.isoformat(), owner.documents()[0].id): 7}, today=TODAY)
        with serving(app) as address:
            yield address


@pytest.fixture
def visits(browser: Browser, served: str) -> Iterator[Any]:
    """Open visits of any size; all are closed afterwards."""
    with ExitStack() as stack:

        def visit(*, width: int = 1280, scheme: str = "light", address: str = served, **more: Any) -> Visit:
            view = {"width": width, "height": 900}
            opened = Visit(browser, address, viewport=view, color_scheme=scheme, **more)
            stack.callback(opened.context.close)
            return opened

        yield visit


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/kallor", "/redaktion"])
def test_archive_and_plot_have_no_accessibility_faults(
    visits: Any, width: int, scheme: str, path: str
) -> None:
    """With the table open; only the plot itself may be scrolled sideways, and nothing breaks the policy."""
    visit = visits(width=width, scheme=scheme)
    visit.open(path)
    visit.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")

    assert visit.page.locator("#nv-arkiv" if path == "/kallor" else ".nv-plot table").count() == 1
    assert faults(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (visit.foreign, visit.complaints) == ([], [])


def test_every_pattern_of_the_plot_is_drawn(visits: Any) -> None:
    """The fills come out of the page itself: a policy that forbade them would leave the bars empty."""
    visit = visits()
    visit.open("/redaktion")
    visit.page.locator(".nv-plot-room").scroll_into_view_if_needed()

    assert visit.page.locator(".nv-plot-room .nv-part").count() == 12 * len(ORDER)
    colours = visit.page.evaluate(
        "[...document.querySelectorAll('.nv-plot .nv-solid')].map((one) => getComputedStyle(one).fill)"
    )
    assert len(set(colours)) == len(ORDER) - 1
    assert "rgb(0, 0, 0)" not in colours


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_long_file_is_followed_to_its_preview(visits: Any, tmp_path: Path, *, script: bool) -> None:
    """The page moves on by itself, and tells the steps meanwhile."""
    (tmp_path / "lång.md").write_text("text", encoding="utf-8")
    app = create_app(answerer=FakeAnswerer(), shelf=SlowShelf(), pulse=FakePulse())
    with serving(app) as address:
        visit = visits(address=address, java_script_enabled=script)
        visit.page.goto(f"{address}/kallor")
        visit.page.locator("#nv-fil").set_input_files(tmp_path / "lång.md")
        visit.page.get_by_role("button", name="Läs filen").click()
        visit.page.locator("progress").wait_for()
        if script:
            assert faults(visit) == []
            visit.page.locator("progress[max='900']").wait_for()
            assert visit.page.locator("#nv-lage").inner_text() == "Gör texten sökbar"
        visit.page.get_by_role("heading", name="Lägg till lång.md").wait_for()
        visit.page.wait_for_function("() => document.activeElement.id === 'nv-resultat'")
        visit.page.close()

"""The pages in real Chromium: keyboard, evidence panel, no calls elsewhere, no accessibility faults."""

from typing import Any

import pytest

from tests.ui.accessibility import WIDTHS, faults, unharmed
from tests.ui.taking import shared

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_page_is_swedish_whatever_the_browser_speaks(visits: Any) -> None:
    """Language, title and Gradio's own words."""
    visit = visits()
    visit.open()

    assert visit.page.evaluate("document.documentElement.lang") == "sv"
    assert visit.page.evaluate("navigator.language") == "sv"
    assert "nära vård" in visit.page.title()
    assert visit.page.locator("nav.nv-ways a").all_inner_texts() == [
        "Fråga", "Begrepp", "Skriv", "Granska", "Ny här", "Utbilda", "Källor", "Redaktion",
    ]  # fmt: skip
    assert unharmed(visit)


def test_a_question_is_asked_and_a_source_opened_by_keyboard(visits: Any) -> None:
    """No mouse: type, Enter, tab to the mark, Enter, Escape."""
    visit = visits()
    visit.open()
    visit.ask("Vad är nära vård?")
    assert visit.page.locator(".nv-badge").inner_text() == "Svar ur källorna"

    visit.page.locator("a.nv-mark:visible").first.focus()
    visit.page.keyboard.press("Enter")
    mark = visit.page.locator("#nv-panel mark")
    mark.wait_for()

    assert mark.inner_text().startswith("Nära vård betyder")
    assert visit.page.evaluate("document.activeElement.id") == "nv-panel-title"
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#nv-panel").count() == 0
    assert visit.page.evaluate("document.activeElement.className").startswith("nv-mark")
    assert unharmed(visit)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_marked_words_are_in_view(visits: Any, width: int) -> None:
    """Beside the answer on a wide screen, below it on a narrow one: the words are there to be read."""
    visit = visits(width=width, height=700)
    visit.open()
    visit.ask("Vad är nära vård?")
    visit.page.locator("a.nv-mark:visible").first.click()
    visit.page.locator("#nv-panel mark").wait_for()

    visit.page.wait_for_function(
        "() => { const box = document.querySelector('#nv-panel mark').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )


def test_a_follow_up_folds_the_earlier_answer(visits: Any) -> None:
    """The conversation stays; clearing takes it away."""
    visit = visits()
    visit.open()
    visit.ask("Vad är nära vård?")
    visit.ask("belopp i år")

    assert visit.page.locator("#nv-current .nv-badge").inner_text() == "Finns inte i källorna"
    assert "Vad är nära vård?" in visit.page.locator(".nv-earlier summary").inner_text()
    visit.page.locator("#nv-clear").click()
    visit.page.locator(".nv-earlier").wait_for(state="detached")
    assert visit.page.locator(".nv-turn").count() == 0
    assert visit.page.locator(".nv-example").count() > 3


def test_enter_pressed_twice_asks_once_and_the_answer_stays(visits: Any) -> None:
    """The second press finds an empty box; it neither asks again nor takes the answer away."""
    visit = visits()
    visit.open()
    visit.page.locator("#nv-question textarea").fill("Vad är nära vård?")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Enter")
    visit.page.locator("#nv-current .nv-take-row").first.wait_for()
    visit.ask("belopp i år")

    assert visit.page.locator(".nv-earlier-question").all_inner_texts() == ["Vad är nära vård?"]


def test_an_example_is_asked_with_one_press(visits: Any) -> None:
    """Someone with no question of their own gets started."""
    visit = visits()
    visit.open()
    visit.page.get_by_role("button", name="Vad är nära vård?").click()

    visit.page.locator(".nv-outcome").wait_for()
    assert visit.page.locator(".nv-question").inner_text().endswith("Vad är nära vård?")


def test_a_failure_keeps_the_question_in_the_box(visits: Any) -> None:
    """Nobody has to type it again."""
    visit = visits()
    visit.open()
    visit.page.locator("#nv-question textarea").fill("avbrott")
    visit.page.get_by_role("button", name="Fråga", exact=True).click()
    visit.page.locator(".nv-failure").wait_for()

    assert visit.page.locator("#nv-question textarea").input_value() == "avbrott"


def test_an_attack_stays_text(visits: Any) -> None:
    """Scripts, pictures and links from an answer, a title or a quotation do nothing."""
    visit = visits()
    visit.open()
    visit.ask("attack")
    visit.page.locator("button.nv-open:visible").first.click()
    visit.page.locator("#nv-panel mark").wait_for()

    assert visit.page.evaluate("window.hacked") is None
    assert (
        visit.page.locator("#nv-current :is(img, script, svg, a:not(.nv-mark, .nv-take-file))").count() == 0
    )
    assert unharmed(visit)


def test_the_answer_region_speaks_to_screen_readers_when_it_is_whole(visits: Any) -> None:
    """Polite, and not busy once the answer is there."""
    visit = visits()
    visit.open()
    visit.ask("Vad är nära vård?")

    region = visit.page.locator("#nv-current")
    assert region.get_attribute("aria-live") == "polite"
    assert region.get_attribute("aria-busy") == "false"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "state",
    ["empty", "answer", "panel", "refusal", "failure", "partial", "sources", "sides", "shared", "gone"],
)
def test_axe_finds_nothing(visits: Any, width: int, scheme: str, state: str) -> None:
    """WCAG 2.1 A and AA and axe's own good practice, in every state."""
    visit = visits(width=width, scheme=scheme)
    visit.open({"sources": "/kallor", "gone": "/svar/finns-inte-mer"}.get(state, "/"))
    questions = {
        "answer": "Vad är nära vård?",
        "panel": "Vad?",
        "refusal": "belopp",
        "partial": "delvis",
        "sides": "oense",
    }
    if state in questions:
        visit.ask(questions[state])
    if state == "panel":
        visit.page.locator("a.nv-mark:visible").first.click()
        visit.page.locator("#nv-panel mark").wait_for()
    if state == "shared":
        visit.ask("Vad?")
        visit.open(shared(visit))
    if state == "failure":
        visit.page.locator("#nv-question textarea").fill("avbrott")
        visit.page.keyboard.press("Enter")
        visit.page.locator(".nv-failure").wait_for()
    if state == "sources":
        visit.page.locator("table").first.wait_for()

    assert faults(visit) == []


@pytest.mark.parametrize("path", ["/", "/kallor"])
def test_nothing_is_cut_off_at_320_pixels(visits: Any, path: str) -> None:
    """Reflow: no scrolling sideways."""
    visit = visits(width=320)
    visit.open(path)
    if path == "/":
        visit.ask("attack")

    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_follows_to_the_answer_on_a_small_screen(visits: Any) -> None:
    """It begins below what is seen."""
    visit = visits(width=360, height=640)
    visit.open()
    visit.ask("Vad är nära vård?")

    visit.page.wait_for_function(
        "() => { const box = document.querySelector('#nv-current .nv-question').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight; }"
    )


def test_the_nearest_places_of_a_refusal_can_be_opened(visits: Any) -> None:
    """Someone who got no answer can read on."""
    visit = visits()
    visit.open()
    visit.ask("belopp")
    visit.page.locator(".nv-nearest a.nv-mark").first.click()

    visit.page.locator("#nv-panel-title").wait_for()

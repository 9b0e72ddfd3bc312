"""An answer in real Chromium: its short form, both its sides, and what can be done with it."""

from typing import Any

import pytest

from tests.ui.accessibility import faults, unharmed
from tests.ui.taking import shared

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_answer_is_shared_by_an_address_that_tells_nothing(visits: Any) -> None:
    """By keyboard; whoever opens it sees question, answer and sources, and can take the address back."""
    visit = visits()
    visit.open()
    visit.ask("Vad är nära vård?")

    path = shared(visit)
    visit.open(path)

    assert path == "/svar/delad-fraga"
    assert visit.page.locator("h1").inner_text() == "Vad är nära vård?"
    visit.page.locator("button.nv-open:visible").first.click()
    visit.page.locator("#nv-panel mark").wait_for()
    visit.page.keyboard.press("Escape")
    visit.page.get_by_role("button", name="Ta bort länken").click()
    assert visit.page.locator("h1").inner_text() == "Länken är borttagen"
    assert unharmed(visit)


def test_the_short_form_comes_first_on_a_small_screen_only(visits: Any) -> None:
    """The whole, and the list of sources, at a touch; the focus follows."""
    small, wide = visits(width=320), visits()
    for visit in (small, wide):
        visit.open()
        visit.ask("Vad är nära vård?")
    shown = [[visit.page.locator(part).is_visible() for part in (".nv-short", ".nv-longer", ".nv-sources")] for visit in (small, wide)]  # fmt: skip

    small.page.locator(".nv-more").focus()
    small.page.keyboard.press("Enter")

    assert shown == [[True, False, False], [False, True, True]]
    assert [small.page.locator(part).is_visible() for part in (".nv-short", ".nv-longer", ".nv-sources")] == [
        False, True, True,
    ]  # fmt: skip
    assert "nv-longer" in small.page.evaluate("document.activeElement.className")


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_sources_that_disagree_stand_beside_each_other(visits: Any, width: int, beside: bool) -> None:  # noqa: FBT001  # a parameter
    """Where there is room; below each other where there is not."""
    visit = visits(width=width)
    visit.open()
    visit.ask("oense")

    one, other = (visit.page.locator(".nv-side").nth(number).bounding_box() for number in (0, 1))

    assert (abs(one["y"] - other["y"]) < 1) is beside
    assert visit.page.locator(".nv-side h4").all_inner_texts() == ["Färre eller minskar", "Fler eller ökar"]


def test_the_answer_may_be_shown_only_when_it_is_whole(visits: Any) -> None:
    """A switch that keyboard reaches; the answer is the same."""
    visit = visits()
    visit.open()
    visit.page.get_by_label("Visa svaret först när det är klart").focus()
    visit.page.keyboard.press("Space")
    visit.ask("Vad är nära vård?")

    assert visit.page.get_by_label("Visa svaret först när det är klart").is_checked()
    assert visit.page.locator("#nv-current .nv-badge").inner_text() == "Svar ur källorna"


def test_an_answer_is_handed_over_as_word(visits: Any) -> None:
    """One click, one file."""
    visit = visits()
    visit.open()
    visit.ask("Vad är nära vård?")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Ladda ned som Word").click()

    assert download.value.suggested_filename == "svar-om-nära-vård.docx"


@pytest.mark.parametrize(("name", "held"), [("Kopiera med källor", True), ("Kopiera utan källor", False)])
def test_an_answer_is_copied_with_or_without_its_sources(visits: Any, name: str, held: bool) -> None:  # noqa: FBT001  # a parameter
    """As plain text, ready to be pasted."""
    visit = visits()
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open()
    visit.ask("Vad är nära vård?")
    visit.page.get_by_role("button", name=name).click()
    visit.page.get_by_role("button", name="Kopierat").wait_for()

    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "Nära vård" in copied
    assert ("[1]" in copied, "Källor" in copied) == (held, held)
    assert "visa källan" not in copied


def test_an_answer_is_thought_of_with_one_click_and_a_word(visits: Any) -> None:
    """Yes is done at once; after no, a word may follow. By keyboard, and said to screen readers."""
    visit = visits()
    visit.open()
    visit.ask("Vad är nära vård?")
    visit.page.get_by_role("button", name="Nej", exact=True).focus()
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("Vad saknades?").wait_for()
    assert faults(visit) == []
    visit.page.keyboard.type("Året saknas.")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("Tack. Ditt omdöme är sparat, men inte frågan.").wait_for()

    visit.ask("delvis")
    visit.page.locator("#nv-current").get_by_role("button", name="Ja", exact=True).click()
    visit.page.locator("#nv-current").get_by_text("Tack.").wait_for()
    assert unharmed(visit)

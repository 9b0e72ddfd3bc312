"""The page Granska in real Chromium."""

from typing import Any

import pytest

from tests.ui.accessibility import WIDTHS, faults, unharmed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


TEXT = "SKL och landstinget inför närvården.\nVårdtagaren är mottagare av våra insatser."


def checked(visit: Any) -> None:
    """Check a text on the page Granska, by keyboard."""
    visit.open("/granska")
    visit.page.locator("#nv-text textarea").fill(TEXT)
    visit.page.locator("#nv-check-button").focus()
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nv-finding").first.wait_for()


def test_a_text_is_checked_and_a_finding_left_alone(visits: Any) -> None:
    """The marks, the corrected text, and a finding that the writer keeps."""
    visit = visits()
    checked(visit)
    assert visit.page.locator(".nv-checked-text mark").count() == 5
    corrected = visit.page.locator("#nv-corrected textarea")
    assert corrected.input_value().startswith("SKR och regionen inför den nära vården.")

    visit.page.locator("#nv-corrections input[type=checkbox]").first.check()
    visit.page.get_by_role("button", name="Låt vara här").click()
    visit.page.wait_for_function("() => document.querySelectorAll('.nv-finding').length === 4")

    assert corrected.input_value().startswith("SKL och regionen")
    assert unharmed(visit)


def test_what_was_done_with_a_text_is_told_and_the_text_can_be_taken(visits: Any) -> None:
    """With nothing chosen one is told what to do; the mended text stays to be copied when all suggestions are used."""
    visit = visits()
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    checked(visit)
    visit.page.get_by_role("button", name="Använd valda förslag").click()
    visit.page.get_by_text("Kryssa för minst en anmärkning.").wait_for()

    visit.page.get_by_role("button", name="Använd alla förslag").click()
    visit.page.get_by_text("Anmärkningar som försvann: ").wait_for()
    visit.page.get_by_role("button", name="Kopiera texten").click()
    visit.page.get_by_role("button", name="Kopierat").wait_for()

    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == visit.page.locator("#nv-text textarea").input_value()
    assert copied.startswith("SKR och regionen")
    assert unharmed(visit)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_has_no_accessibility_faults(visits: Any, width: int, scheme: str) -> None:
    """Empty and with findings, by axe."""
    visit = visits(width=width, scheme=scheme)
    visit.open("/granska")
    assert faults(visit) == []

    checked(visit)
    visit.page.locator(".nv-finding summary").first.click()

    assert faults(visit) == []

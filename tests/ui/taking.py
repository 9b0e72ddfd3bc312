"""Taking an answer along in a browser."""

from typing import Any


def shared(visit: Any) -> str:
    """Share the answer by keyboard and return the path of its address."""
    visit.page.locator("#nv-current .nv-share").focus()
    visit.page.keyboard.press("Enter")
    field = visit.page.locator("#nv-current .nv-take-row input")
    field.wait_for()
    assert visit.page.evaluate("document.activeElement.tagName") == "INPUT"
    return str(field.input_value()).removeprefix(visit.address)

"""What axe finds on a page: faults, and what it could not decide by itself."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

WIDTHS = [1280, 320]
"""Of the screens that every page is tried on."""


EXPLAINED = {
    (
        "color-contrast",
        "<text ",
    ): "Axe cannot see what lies behind the letters of a drawing. Those of the plot are drawn in the "
    "ink of the page on its surface; `test_outcome_plot` computes the contrast of every colour in it.",
}
"""What axe leaves to a person to look at, by rule and how the element begins, and what was found."""


def faults(visit: Any) -> list[str]:
    """Return what is wrong with where, and what axe leaves open that nobody has explained."""
    found = Axe().run(visit.page).response
    return [
        f"{kind} {one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for kind in ("violations", "incomplete")
        for one in found[kind]
        for node in one["nodes"]
        if kind == "violations"
        or not any((one["id"], node["html"][: len(start)]) == (rule, start) for rule, start in EXPLAINED)
    ]


def unharmed(visit: Any) -> bool:
    """Tell that nothing was called elsewhere, refused by the policy, or left in the browser."""
    stored = visit.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    return (visit.foreign, visit.complaints, stored) == ([], [], 0)

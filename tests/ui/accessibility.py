"""What axe finds on a page: faults, and what it could not decide by itself."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

WIDTHS = [1280, 320]
"""Of the screens that every page is tried on."""


def faults(visit: Any) -> list[str]:
    """Return what is wrong with where, and what axe leaves to a person to look at: on our pages neither is left."""
    found = Axe().run(visit.page).response
    return [
        f"{kind} {one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for kind in ("violations", "incomplete")
        for one in found[kind]
        for node in one["nodes"]
    ]

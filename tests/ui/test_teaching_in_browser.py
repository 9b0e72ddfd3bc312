"""Utbilda and the summary of Ny här in real Chromium: keyboard only, no accessibility faults, fit for paper."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistant.wiring import Reader
from tests.trainers import DECK_NAME, village_deck
from tests.ui.accessibility import faults
from tests.ui.conftest import Visit
from tests.ui.real_app import apps
from tests.ui.visiting import serving, tabbed_to
from ui.api.principals import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def served(small: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address of a server over the kitchen's record with the village's deck, and the deck's id."""
    with apps(small, tmp_path_factory.mktemp("trained"), Role.READER) as (owner, (app,)):
        report = owner.add(DECK_NAME, village_deck())
        assert report.document_id is not None
        with serving(app) as address:
            yield address, report.document_id


@pytest.fixture
def visits(browser: Browser, served: tuple[str, str]) -> Iterator[Any]:
    """Open visits of any size; all are closed afterwards."""
    with ExitStack() as stack:

        def visit(*, width: int = 1280, scheme: str = "light", **more: Any) -> Visit:
            size = {"width": width, "height": 900}
            opened = Visit(browser, served[0], viewport=size, color_scheme=scheme, **more)
            stack.callback(opened.context.close)
            return opened

        yield visit


def address_of(state: str, deck_id: str) -> str:
    """Return where a state of a page is seen."""
    return {
        "everything": "/utbilda",
        "topic": "/utbilda?amne=trygghet&profil=byn",
        "others": "/utbilda?amne=trygghet&profil=orebro",
        "nothing": "/utbilda?amne=trygheten",
        "refused": "/utbilda?amne=Anna+Berg+850709-9805",
        "chosen": f"/utbilda?amne=trygghet&bild={deck_id}-5&bild={deck_id}-2&fraga=bord",
        "deck": f"/utbilda/bildspel/{deck_id}",
        "handout": f"/utbilda/underlag?bild={deck_id}-2&bild={deck_id}-3&bild={deck_id}-99&fraga=bord",
        "empty": "/utbilda/underlag",
        "summary": "/ny-har/sammanfattning",
    }[state]


STATES = "everything topic others nothing refused chosen deck handout empty summary".split()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_page_has_accessibility_faults(
    visits: Any, served: tuple[str, str], width: int, scheme: str, state: str
) -> None:
    """WCAG 2.1 A and AA and axe's own good practice, everything unfolded; nothing cut off, called elsewhere or kept."""
    visit = visits(width=width, scheme=scheme)
    visit.open(address_of(state, served[1]))
    visit.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")

    assert faults(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    stored = visit.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    complaints = [one for one in visit.complaints if state != "refused" or "422" not in one]
    assert (visit.foreign, complaints, stored) == ([], [], 0)


def test_a_hand_out_is_made_by_keyboard_alone(visits: Any, served: tuple[str, str]) -> None:
    """Topic, slide, question, hand-out; what was typed is not in the address."""
    visit = visits()
    visit.open("/utbilda?profil=byn")
    tabbed_to(visit, "#nv-amne")
    visit.page.keyboard.type("trygghet")
    visit.page.keyboard.press("Enter")
    visit.page.locator("#nv-bilder").wait_for()
    tabbed_to(visit, "input[name=bild]")
    visit.page.keyboard.press("Space")
    assert visit.page.locator(".nv-chosen-count").inner_text() == "1 bild vald"
    tabbed_to(visit, "input[name=fraga]")
    visit.page.keyboard.press("Space")
    assert visit.page.locator(".nv-chosen-count").inner_text() == "1 bild och 1 fråga valda"
    tabbed_to(visit, ".nv-choose-bar button")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/utbilda/underlag?*")

    assert visit.page.url == f"{served[0]}/utbilda/underlag?profil=byn&bild={served[1]}-2&fraga=bord"
    assert visit.page.locator(".nv-slide h2").inner_text().endswith("Trygghet vid bordet")


def test_slide_and_notes_are_copied_with_their_source(visits: Any) -> None:
    """Into a deck or an e-mail of one's own."""
    visit = visits(permissions=["clipboard-read", "clipboard-write"])
    visit.open("/utbilda?amne=trygghet&profil=byn")
    copies = visit.page.locator("button.nv-copy-words")

    copies.nth(0).click()
    visit.page.get_by_text("Kopierat").first.wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()").split("\n\n") == [
        "Trygghet vid bordet",
        "1. Samma stolar varje dag",
        "2. Någon som känner igen en",
        "Källa: Byns bildspel · Byns köksråd · 2031–2032 · bild 2 · målbild 2035",
    ]
    copies.nth(1).click()
    visit.page.get_by_text("Kopierat").nth(1).wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()").startswith("Trygghet växer när")


def test_the_pages_work_without_a_script(visits: Any, served: tuple[str, str]) -> None:
    """Everything but copying; printing is told instead."""
    visit = visits(java_script_enabled=False)
    visit.page.goto(f"{served[0]}/utbilda?amne=trygghet&profil=byn")
    assert visit.page.locator("button.nv-copy-words:visible").count() == 0

    visit.page.locator("input[name=bild]").first.check()
    visit.page.get_by_role("button", name="Gör ett underlag").click()

    assert visit.page.locator(".nv-slide").count() == 1
    assert visit.page.get_by_text("Skriv ut med Ctrl+P.").is_visible()


@pytest.mark.parametrize("state", ["handout", "summary"])
def test_paper_holds_what_is_read(visits: Any, served: tuple[str, str], state: str) -> None:
    """No ways, no buttons, dark on white even where the screen is dark."""
    visit = visits(scheme="dark")
    visit.open(address_of(state, served[1]))
    visit.page.evaluate("window.print = () => { document.title = 'på väg ut' }")
    visit.page.get_by_role("button", name="Skriv ut").click()
    visit.page.emulate_media(media="print")

    assert visit.page.title() == "på väg ut"
    assert visit.page.locator(".nv-site:visible, .nv-foot:visible, main button:visible").count() == 0
    ink, paper = visit.page.evaluate(
        "[getComputedStyle(document.querySelector('main')).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, paper) == ("rgb(28, 37, 39)", "rgb(255, 255, 255)")
    assert visit.page.locator("main blockquote:visible").count() == 1


def test_done_stops_are_marked_in_the_summary_when_kept(visits: Any) -> None:
    """Only in this browser, and only when asked for."""
    visit = visits()
    visit.open("/ny-har/sammanfattning")
    assert visit.page.locator(".nv-done:visible").count() == 0

    visit.open("/ny-har")
    visit.page.locator("#nv-minns").check()
    visit.open("/ny-har/vad?fraga=1&svar=2")
    visit.open("/ny-har/sammanfattning")

    assert visit.page.locator(".nv-done:visible").count() == 1

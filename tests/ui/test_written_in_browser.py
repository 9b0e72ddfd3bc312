"""The written pages in real Chromium: keyboard only, no accessibility faults in any state, nothing cut off or called elsewhere."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistant.answers import Question
from assistant.wiring import Reader
from tests.assistant.kitchen_guide import GUIDE, TOPIC
from tests.ui.accessibility import WIDTHS, faults
from tests.ui.conftest import Visit
from tests.ui.real_app import apps
from tests.ui.visiting import serving, tabbed_to, typed
from ui.api.principals import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def served(small: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over the small record and the kitchen's desk."""
    with apps(small, tmp_path_factory.mktemp("pages"), Role.EDITOR) as (owner, (app,)):
        owner.approve(
            Question(text="Hur kan vi skapa ett bykök?", profile="byn"),
            role="chef",
            expires_on=date(2099, 5, 31),
        )
        owner.add("guide.md", GUIDE.replace("40 procent", "45 procent").encode())
        with serving(app) as address:
            yield address


@pytest.fixture
def visits(browser: Browser, served: str) -> Iterator[Any]:
    """Open visits of any size; all are closed afterwards."""
    with ExitStack() as stack:

        def visit(*, width: int = 1280, height: int = 900, scheme: str = "light") -> Visit:
            opened = Visit(browser, served, viewport={"width": width, "height": height}, color_scheme=scheme)
            stack.callback(opened.context.close)
            return opened

        yield visit


def term(visit: Visit) -> None:
    """Search a term by keyboard alone."""
    visit.open("/begrepp")
    tabbed_to(visit, "#nv-sok")
    typed(visit, "hembesök")
    visit.page.locator(".nv-voice").first.wait_for()


def verified(visit: Visit) -> None:
    """Compare a definition by keyboard alone."""
    visit.open("/begrepp")
    tabbed_to(visit, "#nv-definition")
    visit.page.keyboard.type("Ett hembesök är inte ett möte med en läkare i bostaden.")
    tabbed_to(visit, "#nv-begrepp")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nv-verdict").first.wait_for()


def drafted(visit: Visit) -> None:
    """Order a draft by keyboard alone."""
    visit.open("/skriv?profil=byn")
    tabbed_to(visit, "#nv-amne")
    typed(visit, TOPIC)
    visit.page.locator("#nv-utkast").wait_for()


def refused(visit: Visit) -> None:
    """Order what the sources do not carry."""
    visit.open("/skriv")
    tabbed_to(visit, "#nv-amne")
    typed(visit, "månens gruvor")
    visit.page.locator(".nv-failure").wait_for()


def checked(visit: Visit, folder: Path) -> None:
    """Check a file."""
    (folder / "text.txt").write_text("Landstinget och SKL möts. Vårdtagaren väntar.", encoding="utf-8")
    visit.open("/granska/fil")
    visit.page.locator("#nv-fil").set_input_files(folder / "text.txt")
    tabbed_to(visit, "button[value=visa]")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nv-finding").first.wait_for()


def previewed(visit: Visit, folder: Path) -> None:
    """Look at a file by keyboard, save for choosing it."""
    (folder / "budskap 2027.md").write_text(GUIDE.replace("40 procent", "50 procent"), encoding="utf-8")
    visit.open("/kallor")
    visit.page.locator("#nv-fil").set_input_files(folder / "budskap 2027.md")
    tabbed_to(visit, "button.nv-primary")
    visit.page.keyboard.press("Enter")
    visit.page.locator("fieldset").wait_for()


def source(visit: Visit) -> None:
    """Open a source's page by keyboard."""
    visit.open("/kallor")
    tabbed_to(visit, "th a")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nv-facts").wait_for()


def answered(visit: Visit) -> None:
    """Answer a stop's question by keyboard."""
    visit.open("/ny-har/vad")
    tabbed_to(visit, "input[name=svar]")
    visit.page.keyboard.press("ArrowDown")
    tabbed_to(visit, ".nv-quiz button")
    visit.page.keyboard.press("Enter")
    visit.page.locator(".nv-quiz .nv-verdict").wait_for()


STATES = (
    "terms",
    "term",
    "verified",
    "order",
    "draft",
    "panel",
    "refused",
    "file",
    "checked",
    "about",
    "accessibility",
)


def arranged(visit: Visit, state: str, folder: Path) -> None:
    """Bring a page into a state."""
    plain = {
        "terms": "/begrepp",
        "order": "/skriv",
        "file": "/granska/fil",
        "about": "/om",
        "accessibility": "/tillganglighet",
    }
    if state in plain:
        visit.open(plain[state])
    elif state in {"checked", "preview"}:
        {"checked": checked, "preview": previewed}[state](visit, folder)
    else:
        {
            "term": term,
            "verified": verified,
            "draft": drafted,
            "panel": term,
            "refused": refused,
            "source": source,
        }[state](visit)
    if state == "panel":
        visit.page.locator("button.nv-open").first.click()
        visit.page.locator("#nv-panel mark").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_page_has_accessibility_faults(
    visits: Any, tmp_path: Path, width: int, scheme: str, state: str
) -> None:
    """WCAG 2.1 A and AA and axe's own good practice; nothing is cut off, called elsewhere or left in the browser."""
    visit = visits(width=width, scheme=scheme)
    arranged(visit, state, tmp_path)

    assert faults(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    stored = visit.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    complaints = [one for one in visit.complaints if state != "refused" or "422" not in one]
    assert (visit.foreign, complaints, stored) == ([], [], 0)


@pytest.mark.parametrize("state", ["term", "draft"])
def test_pages_hold_at_twice_the_size(visits: Any, tmp_path: Path, state: str) -> None:
    """200 % on a laptop: half as many pixels to lay out."""
    visit = visits(width=640, height=450)
    arranged(visit, state, tmp_path)

    assert faults(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 640


def test_a_source_is_opened_beside_a_term_and_closed_by_keyboard(visits: Any) -> None:
    """The marked words come into view; Escape leads back to where one was."""
    visit = visits()
    term(visit)
    tabbed_to(visit, "button.nv-open")
    visit.page.keyboard.press("Enter")
    mark = visit.page.locator("#nv-panel mark")
    mark.wait_for()

    assert mark.inner_text().startswith("Ett hembesök är")
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("document.activeElement.className") == "nv-open"


def test_the_profile_is_chosen_once_and_follows(visits: Any) -> None:
    """Over the pages, written or not, and back; the address says it, the browser keeps nothing."""
    visit = visits()
    visit.open("/begrepp")
    visit.page.locator("#nv-profil").select_option("byn")
    assert visit.page.locator(".nv-layer-told").inner_text() == "Tryck på Byt för att byta till Byn."
    visit.page.get_by_role("button", name="Byt").click()
    visit.page.wait_for_url("**/begrepp?profil=byn")
    visit.page.get_by_role("link", name="Fråga").first.click()
    visit.page.wait_for_url("**/?profil=byn")
    visit.page.locator("#nv-question").wait_for()

    assert visit.page.locator("#nv-profil").input_value() == "byn"
    visit.page.locator("#nv-question textarea").fill("Vad är ett hembesök?")
    visit.page.locator("#nv-profil").select_option("nationell")
    visit.page.wait_for_url("**/?profil=nationell")
    assert (
        visit.page.locator(".nv-layer-told").inner_text()
        == "Profilen är nu Nationell. Den gäller från nästa fråga eller granskning."
    )
    assert visit.page.locator("#nv-question textarea").input_value() == "Vad är ett hembesök?"
    visit.page.keyboard.press("Escape")
    visit.page.locator("#nv-ask").click()
    visit.page.locator(".nv-outcome").wait_for()
    assert "Profil Nationell" in visit.page.locator(".nv-profile").first.inner_text()


def test_a_link_on_a_page_of_gradios_keeps_the_profile_and_the_window(visits: Any) -> None:
    """Gradio would open another window, in the default profile."""
    visit = visits()
    visit.open("/granska?profil=byn")
    visit.page.get_by_role("link", name="Granska en fil i stället").click()
    visit.page.wait_for_url("**/granska/fil?profil=byn")

    assert len(visit.context.pages) == 1


def test_a_kept_draft_is_opened_again_and_deleted_only_when_one_is_sure(visits: Any) -> None:
    """By keyboard; each step says what happened."""
    visit = visits()
    drafted(visit)
    tabbed_to(visit, "#nv-namn")
    typed(visit, "köket i byn")
    visit.page.get_by_text("Utkastet är sparat som ”köket i byn”.").wait_for()

    visit.open("/skriv?profil=byn")
    tabbed_to(visit, "button.nv-as-link")
    visit.page.keyboard.press("Enter")
    visit.page.locator("#nv-utkast").wait_for()
    tabbed_to(visit, ".nv-sure summary")
    visit.page.keyboard.press("Enter")
    tabbed_to(visit, ".nv-sure button")
    visit.page.keyboard.press("Enter")

    visit.page.get_by_text("Utkastet ”köket i byn” är raderat.").wait_for()
    assert visit.page.locator("button.nv-as-link").count() == 0


def test_a_definition_is_copied_with_its_source(visits: Any) -> None:
    """Ready to be sent to a colleague."""
    visit = visits()
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    term(visit)
    visit.page.locator("button.nv-copy-words").first.click()
    visit.page.get_by_role("button", name="Kopierat").wait_for()

    words, source = visit.page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert words.startswith("”")
    assert source.startswith("Källa: ")


def test_one_can_skip_to_the_content(visits: Any) -> None:
    """The first stop of Tab."""
    visit = visits()
    for path in ("/", "/begrepp"):
        visit.open(path)
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
        visit.page.keyboard.press("Enter")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.closest('.nv-site') === null")


def test_progress_stays_in_the_browser_only_when_asked_for(visits: Any) -> None:
    """Off by default; switched off again, nothing is left."""
    visit = visits()
    answered(visit)
    visit.open("/ny-har")
    assert visit.page.locator(".nv-done:visible").count() == 0
    assert visit.page.evaluate("localStorage.length") == 0

    visit.page.locator("#nv-minns").check()
    answered(visit)
    assert visit.page.locator(".nv-verdict strong").inner_text() == "Rätt."
    visit.open("/ny-har")
    visit.page.locator(".nv-done:visible").first.wait_for()
    assert visit.page.locator(".nv-done:visible").count() == 1
    visit.page.locator("#nv-minns").uncheck()
    assert visit.page.evaluate("localStorage.length") == 0

"""The pages in real Chromium: keyboard, evidence panel, no calls elsewhere, no accessibility faults."""

from typing import Any

import pytest

from tests.ui.accessibility import WIDTHS, faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def unharmed(visit: Any) -> bool:
    """Tell that nothing was called elsewhere, refused by the policy, or left in the browser."""
    stored = visit.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    return (visit.foreign, visit.complaints, stored) == ([], [], 0)


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


def test_an_example_is_asked_with_one_press(visits: Any) -> None:
    """Someone with no question of their own gets started."""
    visit = visits()
    visit.open()
    visit.page.get_by_role("button", name="Vad är nära vård?").click()

    visit.page.locator(".nv-outcome").wait_for()
    assert visit.page.locator(".nv-question").inner_text().endswith("Vad är nära vård?")


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
        visit.page.locator("table").wait_for()

    assert faults(visit) == []


def shared(visit: Any) -> str:
    """Share the answer by keyboard and return the path of its address."""
    visit.page.locator("#nv-current .nv-share").focus()
    visit.page.keyboard.press("Enter")
    field = visit.page.locator("#nv-current .nv-take-row input")
    field.wait_for()
    assert visit.page.evaluate("document.activeElement.tagName") == "INPUT"
    return str(field.input_value()).removeprefix(visit.address)


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


@pytest.mark.parametrize("path", ["/", "/kallor"])
def test_nothing_is_cut_off_at_320_pixels(visits: Any, path: str) -> None:
    """Reflow: no scrolling sideways."""
    visit = visits(width=320)
    visit.open(path)
    if path == "/":
        visit.ask("attack")

    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320


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

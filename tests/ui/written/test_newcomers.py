"""The pages Ny här: the source's words, why they matter, a question with its reason."""

import pathlib

import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Reader
from tests.assistant.kitchen_guide import GUIDE
from tests.ui.real_app import apps
from ui.api.principals import Role


def test_a_stop_shows_the_sources_words_and_why_they_matter(client: TestClient) -> None:
    """Our own words are marked as the handbook's; a source that is not loaded is told."""
    assert client.get("/ny-har").text.count('data-stop="') == 2
    page = client.get("/ny-har/vad").text

    assert '<span class="nv-guide-label">Handbokens ord</span> Ett ställe där många lagar mat.' in page
    assert "”Byköket är ett gemensamt kök där alla i byn kan laga mat tillsammans.”" in page
    assert "Du äter där." in page
    assert "Nästa stopp: Vad en okänd källa säger" in page
    assert "är inte inläst" in client.get("/ny-har/okand").text
    assert client.get("/ny-har/finns-inte", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("answer", "told"), [(1, "Inte riktigt. Rätt svar: Ett gemensamt kök."), (2, "Rätt.")]
)
def test_an_answer_is_explained_with_the_source(client: TestClient, answer: int, told: str) -> None:
    """Right or wrong, and only a right one counts as done."""
    page = client.get(f"/ny-har/vad?fraga=1&svar={answer}").text

    assert told in page
    assert "Så säger källan." in page
    assert ('data-done="vad"' in page) == (answer == 2)


def test_a_question_whose_source_has_changed_is_not_asked(small: Reader, tmp_path: pathlib.Path) -> None:
    """The editor is told which."""
    with apps(small, tmp_path, Role.EDITOR) as (owner, (app,)):
        client = TestClient(app, base_url="http://localhost")
        owner.add(
            "guide.md", GUIDE.replace("Byköket är ett gemensamt kök", "Byköket är ett öppet kök").encode()
        )

        page = client.get("/ny-har/vad").text
        assert "Källan har fått ny lydelse" in page
        assert "Vad är byköket?" not in page
        assert "bygger på ord som har ändrats: Vad byköket är" in client.get("/redaktion").text

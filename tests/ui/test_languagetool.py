"""LanguageTool's protocol: a real client, profiles, switches, markup, and places counted as its clients count."""

import json
from typing import Any

import language_tool_python
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.accepting import AcceptList
from tests.checkers import checker
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from ui.app import create_app
from ui.doors.languagetool import MarkedText
from ui.ports import Wording


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of an application that checks."""
    wording = Wording(checker=checker(), accepted=AcceptList(tmp_path_factory.mktemp("accepted")))
    app = create_app(answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), wording=wording)
    return TestClient(app, base_url="http://localhost")


@pytest.mark.slow
def test_the_real_languagetool_client_underlines_and_corrects(address: str) -> None:
    """language-tool-python, as scripts use it: it counts UTF-16 back into characters itself."""
    tool = language_tool_python.LanguageTool("sv", remote_server=address)

    text = "😀 Landstinget och SKL:s plan."

    first, second = tool.check(text)

    assert (first.offset, first.replacements, first.category) == (2, ["Regionen"], "TYPOS")
    assert text[second.offset : second.offset + second.error_length] == "SKL:s"
    assert tool.correct(text) == "😀 Regionen och SKR:s plan."


def check(client: TestClient, door: str = "", **form: str) -> Any:
    """Send LanguageTool's form and return the answer."""
    return client.post(f"{door}/v2/check", data=form)


def test_languagetools_door_knows_profiles_languages_and_switches(editor: TestClient) -> None:
    """The default profile, a named one, other languages left alone, rules and categories off and on."""
    text = "I Örebro län arbetar vi med Nära vård och SKL."
    assert len(check(editor, text=text, language="sv").json()["matches"]) == 1
    assert len(check(editor, "/profil/orebro", text=text, language="sv-SE").json()["matches"]) == 2
    assert check(editor, text=text, language="de").json()["matches"] == []
    assert check(editor, text=text, language="sv", disabledRules="O1-skl").json()["matches"] == []
    assert check(editor, text=text, language="sv", disabledCategories="TYPOS").json()["matches"] == []
    only = {"enabledOnly": "true", "enabledCategories": "STYLE"}
    assert len(check(editor, "/profil/orebro", text=text, language="sv", **only).json()["matches"]) == 1
    assert {one["code"] for one in editor.get("/v2/languages").json()} == {"sv"}
    assert editor.get("/profil/mars/v2/languages").status_code == 422
    assert check(editor, "/profil/mars", text=text, language="sv").status_code == 422


def test_markup_is_passed_over_and_counted(editor: TestClient) -> None:
    """Editors send what they see as text and what they hide as markup; a line break is read as such."""
    parts = [{"text": "Från "}, {"markup": "<b>"}, {"text": "SKL"}, {"markup": "<br>", "interpretAs": "\n"}]
    data = json.dumps({"annotation": [*parts, {"text": "om landstinget"}]})

    first, second = check(editor, data=data, language="sv").json()["matches"]

    assert (first["offset"], first["length"]) == (8, 3)
    assert (second["offset"], second["length"]) == (18, 11)


@pytest.mark.parametrize(
    "form", [{}, {"data": "inte json"}, {"data": "{}"}, {"data": '{"annotation": [{}]}'}]
)
def test_a_form_without_text_is_told(editor: TestClient, form: dict[str, str]) -> None:
    """Neither text nor readable data."""
    answer = check(editor, language="sv", **form)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "no_text")


@given(st.text(max_size=40), st.data())
def test_places_are_those_of_utf_16(text: str, data: st.DataObject) -> None:
    """Whatever is written, a run of it stands where UTF-16 says."""
    marked = MarkedText.join([(text, text)])
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    offset, length = marked.place(start, end)

    units = text.encode("utf-16-le", "surrogatepass")
    assert units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass") == text[start:end]

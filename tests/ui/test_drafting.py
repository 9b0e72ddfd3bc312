"""The drafting desk through the command line and the interface."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.assistant.kitchen_guide import desk_at, write_texts
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from tests.running import Run
from ui.api.principals import Role
from ui.app import create_app
from ui.settings import AppSettings, Profile

pytestmark = pytest.mark.slow

BODY = {"topic": "vad byköket är", "audience": "medarbetare", "channel": "intranat", "profile": "byn"}
PROFILES = (Profile(id="nationell", name="Nationell"), Profile(id="byn", name="Byn"))
ORDER = (
    "--topic",
    "vad byköket är",
    "--audience",
    "medarbetare",
    "--channel",
    "intranät",
    "--profile",
    "byn",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the village's record."""
    return write_texts(tmp_path_factory.mktemp("kitchen"))


@pytest.fixture
def run_there(run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs commands on the village's record."""
    monkeypatch.setenv("NARAVARD_DATA", str(settings.data))
    monkeypatch.setenv("NARAVARD_CATALOGUE", str(settings.catalogue))
    return run


@pytest.fixture
def clients(settings: Settings) -> Iterator[tuple[TestClient, TestClient]]:
    """A reader's and an editor's client of the village's desk."""
    with desk_at(settings) as (desk, _):
        yield tuple(
            TestClient(
                create_app(
                    answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), drafting=desk,
                    settings=AppSettings(profiles=PROFILES, default_profile="byn", local_role=role),
                ),
                base_url="http://localhost",
            )
            for role in (Role.READER, Role.EDITOR)
        )  # type: ignore[misc]  # fmt: skip  # two of them


def test_the_command_prints_a_marked_draft_or_the_contracts_object(run_there: Run) -> None:
    """Markdown for people, one object for programs, a clean copy to paste."""
    assert run_there("draft", *ORDER) == 0
    assert run_there.out.startswith("# Vad är byköket?")

    assert run_there("draft", *ORDER, "--json") == 0
    assert {"title", "blocks", "citations", "findings", "left_out", "lix"} <= run_there.json.keys()
    assert {"text", "origin", "citations"} <= run_there.json["blocks"][0]["sentences"][0].keys()

    assert run_there("draft", *ORDER, "--clean") == 0
    assert "citat]" not in run_there.out


def test_the_command_writes_files(run_there: Run, tmp_path: Path) -> None:
    """By the name's ending."""
    for name in ("a.md", "a.txt", "a.docx", "a.pptx"):
        assert run_there("draft", *ORDER, "--out", tmp_path / name) == 0

    assert "[1 citat]" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text == "Vad är byköket?"
    assert len(pptx.Presentation(str(tmp_path / "a.pptx")).slides)


@pytest.mark.parametrize(
    ("changed", "code", "told"),
    [
        (("--topic", "skidåkning"), 1, "Närmast finns"),
        (("--audience", "barn"), 2, "politiker"),
        (("--channel", "tv"), 2, "nyhetsbrev"),
        (("--length", "evig"), 2, "medel"),
        (("--profile", "mars"), 2, "'mars' finns inte"),
        (("--variant", "0"), 2, "1 eller mer"),
        (("--out", "a.exe"), 2, ".docx"),
        (("--out", "borta/a.md"), 1, "kan inte skrivas"),
    ],
)
def test_what_cannot_be_written_is_told(
    run_there: Run, changed: tuple[str, ...], code: int, told: str
) -> None:
    """In Swedish, with what there is instead, and an honest exit code."""
    assert run_there("draft", *ORDER, *changed) == code
    assert told in run_there.err


def test_a_refusal_is_an_object_too(run_there: Run) -> None:
    """For programs."""
    assert run_there("draft", *ORDER, "--topic", "skidåkning", "--json") == 1
    assert run_there.json["nearest"]


def test_drafts_are_saved_listed_shown_and_removed(run_there: Run) -> None:
    """The whole way round."""
    assert run_there("drafts") == 0
    assert "Inga utkast" in run_there.out

    assert run_there("draft", *ORDER, "--save", "om byköket") == 0
    assert run_there("drafts") == 0
    assert "gäller" in run_there.out
    assert run_there("drafts", "--json") == 0
    assert run_there.json[0]["saved"]["draft"]["title"] == "Vad är byköket?"
    assert run_there("drafts", "show", "om byköket") == 0
    assert run_there.out.startswith("Vad är byköket?")

    assert run_there("drafts", "remove", "om byköket") == 0
    assert run_there("drafts", "remove", "om byköket") == 1
    assert run_there("drafts", "show", "om byköket") == 1


def test_the_interface_writes_a_draft(clients: tuple[TestClient, TestClient]) -> None:
    """For a reader, and keeps nothing."""
    reader, editor = clients

    given = reader.post("/api/v1/draft", json=BODY)

    assert given.status_code == 200
    assert given.json()["blocks"][0]["sentences"][0]["origin"] == "quote"
    assert given.json()["citations"][0]["status"] == "exact"
    assert editor.get("/api/v1/drafts").json() == {"drafts": []}


@pytest.mark.parametrize(
    ("changed", "code", "told"),
    [
        ({"topic": "skidåkning"}, "draft_refused", "Närmast"),
        ({"audience": "barn"}, "unknown_choice", "politiker"),
        ({"channel": "tv"}, "unknown_choice", "nyhetsbrev"),
        ({"profile": "mars"}, "unknown_profile", "byn"),
        ({"variant": 0}, "invalid_request", ""),
        ({"topic": ""}, "invalid_request", ""),
    ],
)
def test_the_interface_tells_what_cannot_be_written(
    clients: tuple[TestClient, TestClient], changed: dict[str, object], code: str, told: str
) -> None:
    """With the choices, or what is nearest, as the remedy."""
    answer = clients[0].post("/api/v1/draft", json={**BODY, **changed})

    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert told in answer.json()["error"]["remedy"]


def test_an_editor_keeps_drafts(clients: tuple[TestClient, TestClient]) -> None:
    """A reader does not."""
    reader, editor = clients

    assert reader.post("/api/v1/drafts", json={**BODY, "name": "min"}).status_code == 403
    assert editor.post("/api/v1/drafts", json={**BODY, "name": "min"}).status_code == 201
    (kept,) = editor.get("/api/v1/drafts").json()["drafts"]
    assert (kept["name"], kept["state"], kept["changed"]) == ("min", "gäller", [])
    refused = editor.post("/api/v1/drafts", json={**BODY, "name": "Anna Karlsson 19440312-1234"})
    assert refused.json()["error"]["code"] == "draft_refused"
    assert editor.delete("/api/v1/drafts/min").json() == {"removed": "min"}
    assert editor.delete("/api/v1/drafts/min").status_code == 404

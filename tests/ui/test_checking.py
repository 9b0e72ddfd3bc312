"""The wording check through its doors: the command line, the interface, LanguageTool's protocol."""

import io
import json
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.wording.accepting import AcceptList
from tests.checkers import checker
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from tests.running import Run
from ui.api.principals import Role
from ui.app import create_app
from ui.ports import Wording
from ui.settings import AppSettings

TEXT = "SKL och landstinget inför närvården."


def client_of(folder: Path, role: Role = Role.EDITOR) -> TestClient:
    """Return a client of an application that checks, in a role."""
    app = create_app(
        answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), wording=Wording(checker=checker(), accepted=AcceptList(folder)), settings=AppSettings(local_role=role),
    )  # fmt: skip
    return TestClient(app, base_url="http://localhost")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client for tests that keep nothing."""
    return client_of(tmp_path_factory.mktemp("accepted"))


def written(tmp_path: Path, text: str, name: str = "text.txt") -> Path:
    """Return a file with a text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_command_prints_findings_and_says_so_by_its_exit_code(run: Run, tmp_path: Path) -> None:
    """A report to read: place, suggestion, reason, source; 1 for a finding of severity fel."""
    assert run("check", "--data", tmp_path, written(tmp_path, TEXT)) == 1
    assert "Ändra  rad 1, tecken 1: ”SKL” → SKR" in run.out
    assert "Källa: SKR, beslut 27 november 2019" in run.out
    assert "Innehållet är inte faktagranskat" in run.out

    assert run("check", "--data", tmp_path, written(tmp_path, "Nära vård är ett sätt att arbeta.")) == 0
    assert "Inga anmärkningar enligt profilen nationell." in run.out


def test_the_command_prints_the_contracts_json(run: Run, tmp_path: Path) -> None:
    """LanguageTool's shape and ours; offsets are code points."""
    text = "😀 Närvården"
    assert run("check", "--data", tmp_path, "--json", "--profile", "orebro", written(tmp_path, text)) == 0

    (match,) = run.json["matches"]
    assert (match["offset"], match["length"], match["severity"]) == (2, 9, "varning")
    assert match["replacements"] == [{"value": "den nära vården"}] or match["replacements"][0]["value"]
    assert set(match) >= {
        "message", "shortMessage", "offset", "length", "replacements", "context", "sentence", "rule",
        "severity", "reason", "source",
    }  # fmt: skip
    assert match["rule"]["category"] == {"id": "BENAMNINGAR", "name": "Namn och benämningar"}


def test_the_command_reads_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash stands for it."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))

    assert run("check", "--data", tmp_path, "--json", "-") == 1
    assert len(run.json["matches"]) == 3


def test_the_command_writes_the_corrected_text(run: Run, tmp_path: Path) -> None:
    """To the screen or a file, and says what is left for a person."""
    path = written(tmp_path, f"{TEXT}\nPatienten är mottagare av våra insatser.\n")

    assert run("check", "--data", tmp_path, path, "--corrected") == 0
    assert run.out.splitlines()[0] == "SKR och regionen inför den nära vården."
    assert "Kvar att ta ställning till: 1." in run.err

    assert run("check", "--data", tmp_path, path, "--out", tmp_path / "ny.txt") == 0
    assert (tmp_path / "ny.txt").read_text(encoding="utf-8").startswith("SKR och regionen")
    assert path.read_text(encoding="utf-8").startswith("SKL")


def test_the_command_writes_comments_into_a_copy_of_a_word_file(run: Run, tmp_path: Path) -> None:
    """The original is never written over."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(str(tmp_path / "brev.docx"))

    assert run("check", "--data", tmp_path, tmp_path / "brev.docx", "--out", tmp_path / "brev.docx") == 2
    assert "originalet skrivs aldrig över" in run.err
    assert run("check", "--data", tmp_path, tmp_path / "brev.docx", "--out", tmp_path / "ny.docx") == 1
    assert len(list(docx.Document(str(tmp_path / "ny.docx")).comments)) == 3


def test_the_command_writes_suggestions_as_tracked_changes(run: Run, tmp_path: Path) -> None:
    """They are for a person to accept: the words of the original stand struck out, and it is told how many."""
    document = docx.Document()
    document.add_paragraph("Landstinget och SKL möts.")
    document.save(str(tmp_path / "text.docx"))
    to = tmp_path / "ny.docx"

    assert run("check", "--data", tmp_path, tmp_path / "text.docx", "--out", to, "--corrected") == 1
    assert "Kommentarer i" in run.out
    assert "Spårade ändringar: 2." in run.out
    xml = docx.Document(str(to)).element.xml
    assert xml.count("<w:ins ") == xml.count("<w:del ") == 2
    assert run("check", "--data", tmp_path, written(tmp_path, TEXT), "--out", tmp_path / "x.docx") == 2


@pytest.mark.parametrize(
    ("out", "more", "told"),
    [
        ("text.txt", [], "originalet skrivs aldrig över"),
        ("borta/ny.txt", [], "i en mapp som finns"),
        (".", [], "i en mapp som finns"),
        ("ny.pdf", [], "Välj .txt, .md eller .docx"),
        ("ny.docx", ["--corrected"], "bara skrivas i en Word-fil"),
    ],
)
def test_where_nothing_can_be_written_is_told_and_nothing_is_lost(
    run: Run, tmp_path: Path, out: str, more: list[str], told: str
) -> None:
    """The original, a folder, a folder that is not there, another kind of file."""
    path = written(tmp_path, TEXT)

    assert run("check", "--data", tmp_path, path, "--out", tmp_path / out, *more) == 2
    assert told in run.err
    assert path.read_text(encoding="utf-8") == TEXT


def test_an_empty_text_and_another_language_are_said(run: Run, tmp_path: Path) -> None:
    """Not taken for a clean text."""
    assert run("check", "--data", tmp_path, written(tmp_path, "")) == 0
    assert "Texten är tom." in run.out
    assert (
        run("check", "--data", tmp_path, written(tmp_path, "The care of the future is near to all of us."))
        == 0
    )
    assert "engelska" in run.out
    assert "LIX" not in run.out


def test_the_command_keeps_the_accept_list_and_shows_rules(run: Run, tmp_path: Path) -> None:
    """An accepted name is left alone from then on."""
    path = written(tmp_path, "Besök närvårdsteam norr.")

    assert run("check", "--data", tmp_path, "--accept", "närvårdsteam norr") == 0
    assert run("check", "--data", tmp_path, "--json", path) == 0
    assert run.json["matches"] == []
    assert run("check", "--data", tmp_path, "--accept", "19121212-1212") == 2
    assert run("check", "--data", tmp_path, "--rules", "--profile", "orebro") == 0
    assert "N2-versaler" in run.out
    assert run("check", "--data", tmp_path, "--rules", "--json") == 0
    assert {"id", "severity", "title", "reason", "bad", "good"} == set(run.json[0])


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--profile", "mars", "-"], 2, "'mars' finns inte"),
        ([], 2, "Ange en fil"),
        (["saknas.txt"], 1, "”saknas.txt” kunde inte läsas"),
    ],
)
def test_wrong_usage_is_told(run: Run, tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    """The culprit and the remedy."""
    assert run("check", "--data", tmp_path, *arguments) == code
    assert told in run.err


def test_a_rule_that_cannot_be_used_is_told_and_the_check_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, with file and line."""
    (tmp_path / "regler").mkdir()
    (tmp_path / "regler" / "egna.toml").write_text('profile = "x"\n[[rule]]\nid = 3\n', encoding="utf-8")
    monkeypatch.setenv("NARAVARD_WORDING", str(tmp_path / "regler"))

    assert run("check", "--data", tmp_path, written(tmp_path, TEXT)) == 1
    assert run.err.startswith("egna.toml, rad 3:")


def test_the_interface_checks_corrects_and_ignores(editor: TestClient) -> None:
    """One request: findings, the corrected text, and what the writer leaves."""
    body = {"text": TEXT, "profile": "orebro", "corrected": True}
    whole = editor.post("/api/v1/check", json=body).json()
    assert whole["corrected"] == "SKR och regionen inför den nära vården."
    assert [one["rule"]["id"] for one in whole["matches"]] == ["O1-skl", "O2-landsting", "N1-benämning"]
    assert whole["readability"]["words"] == 5

    body |= {
        "ignored_findings": [whole["matches"][0]["id"]],
        "ignored_words": [{"rule": "O2-landsting", "words": "Landstinget"}],
    }
    left = editor.post("/api/v1/check", json=body).json()
    assert [one["rule"]["id"] for one in left["matches"]] == ["N1-benämning"]
    assert left["corrected"] == "SKL och landstinget inför den nära vården."


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": "x", "profile": "mars"}, 422, "unknown_profile"),
        ({}, 422, "invalid_request"),
        ({"text": "a" * 300_001}, 413, "text_too_long"),
        ({"text": "å" * 2_500_000}, 413, "too_large"),
    ],
)
def test_the_interface_tells_what_is_wrong(
    editor: TestClient, body: dict[str, str], status: int, code: str
) -> None:
    """An unknown profile, no text, more than is checked, more than is received."""
    answer = editor.post("/api/v1/check", content=json.dumps(body, ensure_ascii=False).encode(),
                         headers={"content-type": "application/json"})  # fmt: skip

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_editors_keep_the_accept_list(tmp_path: Path) -> None:
    """Readers see it; editors add and take away; personal data is refused."""
    client = client_of(tmp_path)
    assert client.post("/api/v1/accepted", json={"phrase": "Närvårdsteam Norr"}).json() == {
        "phrases": ["Närvårdsteam Norr"]
    }
    assert client.post("/api/v1/accepted", json={"phrase": "19121212-1212"}).status_code == 422
    assert client.delete("/api/v1/accepted", params={"phrase": "Närvårdsteam Norr"}).json() == {"phrases": []}
    assert client.delete("/api/v1/accepted", params={"phrase": "Närvårdsteam Norr"}).status_code == 404

    reader = client_of(tmp_path, Role.READER)
    assert reader.get("/api/v1/accepted").json() == {"phrases": []}
    assert reader.post("/api/v1/accepted", json={"phrase": "x"}).status_code == 403


def test_a_profile_without_rules_has_the_national_ones(tmp_path: Path) -> None:
    """An organisation's own profile works before it has a rule file."""
    from ui.settings import PROFILES, Profile  # noqa: PLC0415  # only here

    app = create_app(
        answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), wording=Wording(checker=checker(), accepted=AcceptList(tmp_path)), settings=AppSettings(profiles=(*PROFILES, Profile(id="egen", name="Egen"))),
    )  # fmt: skip

    answer = TestClient(app, base_url="http://localhost").post(
        "/api/v1/check", json={"text": "SKL", "profile": "egen"}
    )

    assert [one["rule"]["id"] for one in answer.json()["matches"]] == ["O1-skl"]

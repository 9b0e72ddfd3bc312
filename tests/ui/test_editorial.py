"""The editors' desk through the interface and the command line."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.alignment import Difference, Kind
from assistant.answers import Question
from assistant.renewal.values import Change, Digest, Generation, Matter, Resting, Stated
from assistant.settings import Settings
from assistant.wiring import Owner
from ingest.editorial import Gap
from tests.fakes import FakeAnswerer, FakeDesk, FakePulse, FakeShelf
from tests.running import Run
from ui.api.principals import Role
from ui.app import create_app
from ui.settings import AppSettings

BODY = {"question": "Vad är nära vård?", "profile": "orebro", "role": "chef", "expires_on": "2027-05-31"}
ROUTES = (("GET", "/api/v1/approved"), ("POST", "/api/v1/approved"), ("DELETE", "/api/v1/approved/a0"),
          ("GET", "/api/v1/gaps"), ("DELETE", "/api/v1/gaps"),
          ("GET", "/api/v1/changes"), ("DELETE", "/api/v1/changes/g1"), ("GET", "/api/v1/feedback"), ("DELETE", "/api/v1/feedback"))  # fmt: skip


def client_of(desk: FakeDesk, role: Role = Role.EDITOR) -> TestClient:
    """Return a client in a role."""
    app = create_app(
        answerer=FakeAnswerer(),
        shelf=FakeShelf(),
        pulse=FakePulse(),
        desk=desk,
        settings=AppSettings(local_role=role),
    )
    return TestClient(app, base_url="http://localhost")


def test_an_editor_approves_lists_and_withdraws() -> None:
    """The whole way round."""
    client = client_of(FakeDesk())

    made = client.post("/api/v1/approved", json=BODY)
    assert (made.status_code, made.json()["profile"]) == (201, "orebro")

    (listed,) = client.get("/api/v1/approved").json()["approved"]
    assert (listed["state"], listed["approval"]["role"]) == ("gäller", "chef")

    assert client.delete(f"/api/v1/approved/{made.json()['id']}").json() == {"withdrawn": "a0"}
    assert client.delete("/api/v1/approved/a0").status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"role": "ingen"}, "inget svar med källor"),
        ({"profile": "mars"}, "'mars' finns inte"),
        ({"expires_on": "snart"}, ""),
    ],
)
def test_what_cannot_be_approved_is_told(changed: dict[str, str], told: str) -> None:
    """With the Swedish reason, and nothing kept."""
    desk = FakeDesk()

    refused = client_of(desk).post("/api/v1/approved", json={**BODY, **changed})

    assert refused.status_code == 422
    assert told in refused.json()["error"]["message"]
    assert desk.kept == []


def test_gaps_are_listed_and_cleared() -> None:
    """With their counts."""
    gap = Gap(question="Vad kostar det?", profile="orebro", outcome="unanswered", missing="något belopp", asked=3,
              first_day="2026-11-01", last_day="2026-11-27")  # fmt: skip
    client = client_of(FakeDesk(unanswered=[gap]))

    assert client.get("/api/v1/gaps").json()["gaps"][0]["asked"] == 3
    assert client.delete("/api/v1/gaps").json() == {"cleared": 1}
    assert client.get("/api/v1/gaps").json() == {"gaps": []}


def digest() -> Digest:
    """Return what a new version of a file changed: one edited sentence, one that is gone."""
    before = Stated(text="Huset har 4 rum.", locator="Huset", start=0, end=16)
    after = Stated(text="Huset har 5 rum.", locator="Huset", start=0, end=16)
    words = (Difference(kind=Kind.MISSING, words="4"), Difference(kind=Kind.ADDED, words="5"))
    old, new = (
        Generation(id=id_, name="huset.md", title="Huset", dated="2031", added_at="2026-11-27T10:00:00+00:00")
        for id_ in ("g1", "g2")
    )
    return Digest(
        id=old.id, before=old, after=new, same=3, drafts=(),
        changes=(Change(before=before, after=after, matters=(Matter.FIGURE,), differences=words), Change(before=before, after=None)),
        approved=(Resting(id="a0", told="Hur många rum?", profile="orebro", fallen=("Huset har 4 rum.",)),),
    )  # fmt: skip


def test_changes_are_listed_and_put_away() -> None:
    """With every sentence before and after, and what rests on it."""
    client = client_of(FakeDesk(renewed=[digest()]))

    (listed,) = client.get("/api/v1/changes").json()["changes"]
    assert listed["before"]["id"] == "g1"
    assert listed["changes"][0]["matters"] == ["figure"]
    assert listed["approved"][0]["fallen"] == ["Huset har 4 rum."]
    assert client.delete("/api/v1/changes/g1").json() == {"put_away": "g1"}
    assert client.delete("/api/v1/changes/g1").status_code == 404
    assert client.get("/api/v1/changes").json() == {"changes": []}


@pytest.mark.slow
def test_the_command_line_tells_what_a_new_version_changed(run: Run, tmp_path: Path) -> None:
    """Sentence by sentence, marked without colour, until it is put away."""
    data = ("--data", str(tmp_path / "data"))
    source = tmp_path / "huset.md"
    old = "# Huset\n\nHuset är en plats för alla i byn. Där finns 40 stolar. Taket är rött och vackert.\n"
    source.write_text(old, encoding="utf-8")
    assert run("ingest", str(source), *data) == 0
    assert run("approved", "add", "Vad är huset?", "--role", "chef", "--expires", "2099-05-31", *data) == 0
    assert run("changes", *data) == 0
    assert "Inget dokument har fått en ny version" in run.out
    source.write_text(old.replace("40", "45").replace(" Taket är rött och vackert.", ""), encoding="utf-8")
    assert run("ingest", str(source), *data) == 0

    assert run("changes", *data) == 0
    assert "Oförändrade meningar: 1. Ändrade: 1. Nya: 0. Borttagna: 1." in run.out
    assert "Där finns [-40-] {+45+} stolar." in run.out
    assert "Borttagen: ”Taket är rött och vackert.”" in run.out
    assert "Godkända svar som bygger på den förra versionen" in run.out
    assert run("changes", "--json", *data) == 0
    (listed,) = run.json
    assert run("changes", "done", listed["id"], *data) == 0
    assert run("changes", "done", listed["id"], *data) == 1
    assert "Det finns ingen ändring med id" in run.err
    assert run("changes", "--json", *data) == 0
    assert run.json == []


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_reader_may_not_edit(method: str, path: str) -> None:
    """Approved answers and gaps are the editors'."""
    client = client_of(FakeDesk(), role=Role.READER)

    assert client.request(method, path, json=BODY if method == "POST" else None).status_code == 403


def test_the_command_line_approves_what_is_then_served(
    run: Run,
    small_settings: Settings,
    own_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Add, see, ask, remove."""
    monkeypatch.setenv("NARAVARD_CATALOGUE", str(small_settings.catalogue))
    data = ("--data", str(own_settings.data))
    asked = ("Vad kostar ett hembesök?", "--profile", "orebro")

    assert run("approved", "add", *asked, "--role", "chef", "--expires", "2099-05-31", *data) == 0
    assert "Godkänt för profilen orebro till 2099-05-31" in run.out
    assert run("ask", *asked, *data) == 0
    assert run.out.startswith("Godkänt svar")
    assert run("approved", "--json", *data) == 0
    (listed,) = run.json
    assert (listed["state"], listed["approval"]["role"]) == ("gäller", "chef")
    assert run("approved", *data) == 0
    assert "Vad kostar ett hembesök?" in run.out
    assert run("approved", "remove", listed["approval"]["id"], *data) == 0
    assert run("approved", "remove", "borta", *data) == 1
    assert "inget godkänt svar med id 'borta'" in run.err
    assert run("approved", *data) == 0
    assert "Inga svar är godkända" in run.out


@pytest.mark.parametrize(
    ("given", "told", "code"),
    [
        (("--expires", "i maj", "--role", "chef"), "'i maj' är inget datum", 2),
        (("--expires", "2020-01-01", "--role", "chef"), "måste vara senare än i dag", 1),
        (("--expires", "2099-01-01", "--role", "Anna Bengtsson"), "personuppgifter", 1),
        (
            ("--expires", "2099-01-01", "--role", "chef", "--text", "borta.md"),
            "'borta.md' kan inte öppnas",
            2,
        ),
    ],
)
def test_the_command_line_names_what_is_wrong(
    run: Run, own_settings: Settings, given: tuple[str, ...], told: str, code: int
) -> None:
    """Honest exit codes: wrong usage, or nothing to approve."""
    assert run("approved", "add", "När serveras lunchen?", *given, "--data", str(own_settings.data)) == code
    assert told in run.err


def test_the_gap_list_is_told_apart_from_one_that_is_not_kept(run: Run, own_settings: Settings) -> None:
    """Empty because nobody chose it, or because all was answered."""
    data = ("--data", str(own_settings.data))

    assert run("gaps", *data) == 0
    assert "Listan förs inte. Slå på den med NARAVARD_GAPS=true." in run.out

    with closing(Owner(own_settings.model_copy(update={"gaps": True}))) as owner:
        owner.assistant.ask(Question(text="Vilken färg har månen?"))
    assert run("gaps", *data) == 0
    assert "Vilken färg har månen?" in run.out
    assert run("gaps", "--json", *data) == 0
    assert json.loads(run.out)[0]["asked"] == 1
    assert run("gaps", "clear", *data) == 0
    assert "Listan är tömd: 1 frågor borttagna." in run.out


def test_a_reader_says_whether_an_answer_helped_and_an_editor_reads_it(own_settings: Settings) -> None:
    """A word can be added to it; personal data is left out; neither question nor answer is kept."""
    with closing(Owner(own_settings)) as owner:
        app = create_app(answerer=owner.assistant, shelf=owner, pulse=FakePulse(), desk=owner)
        client = TestClient(app, base_url="http://localhost")
        given = {"helped": False, "outcome": "partial", "profile": "orebro"}
        first = client.post("/api/v1/feedback", json=given)
        client.post(
            "/api/v1/feedback", json={**given, "word": " Året  saknas. ", "adding_to": first.json()["token"]}
        )
        client.post(
            "/api/v1/feedback", json={**given, "helped": True, "word": "Tack Anna Karlsson 19440312-1234"}
        )

        told = client.get("/api/v1/feedback").json()["feedback"]
        assert [(one["helped"], one["word"]) for one in told] == [(True, ""), (False, "Året saknas.")]
        assert client.post("/api/v1/feedback", json={**given, "profile": "mars"}).status_code == 422
        assert client.delete("/api/v1/feedback").json() == {"cleared": 2}
        assert client.get("/api/v1/feedback").json() == {"feedback": []}

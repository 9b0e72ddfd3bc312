"""The page Skriv: where every sentence comes from, files, and what is kept."""

import pytest
from fastapi.testclient import TestClient

from tests.assistant.kitchen_guide import TOPIC
from ui.api.principals import Role

ORDER = {"amne": TOPIC, "malgrupp": "medarbetare", "kanal": "intranat", "langd": "medel", "variant": "1"}
ORIGIN = {"Origin": "http://localhost"}


def test_a_draft_shows_where_every_sentence_comes_from(client: TestClient) -> None:
    """With its sources, what was left out, a clean copy, and the ways to take it along."""
    page = client.post("/skriv?profil=byn", data=ORDER, headers=ORIGIN).text

    assert "Byköket är ett gemensamt kök" in page
    assert "rättat citat]" in page
    assert "I källan: ”Byköket möter allas behhov" in page
    assert "Utelämnat (" in page
    assert "Ladda ned som Word" in page
    assert "Ladda ned som bildspel" not in page


@pytest.mark.parametrize(
    ("format_", "begins"), [(".docx", b"PK"), (".pptx", b"PK"), (".md", b"# "), (".txt", b"")]
)
def test_a_draft_is_downloaded(client: TestClient, format_: str, begins: bytes) -> None:
    """As a file with a name of its own."""
    given = {**ORDER, "kanal": "presentation", "format": format_}
    file = client.post("/skriv/fil?profil=byn", data=given, headers=ORIGIN)

    assert file.status_code == 200
    assert file.headers["content-disposition"] == f'attachment; filename="utkast{format_}"'
    assert file.content.startswith(begins)
    assert len(file.content) > 100


@pytest.mark.parametrize(
    ("path", "changed", "told"),
    [
        ("/skriv", {"amne": "månens gruvor"}, "Källorna räcker inte"),
        ("/skriv", {"kanal": "radio"}, "Kanalen ”radio” finns inte"),
        ("/skriv/fil", {"format": ".exe"}, "Formatet"),
        ("/skriv/spara", {"namn": "Anna 19440312-1234"}, "personuppgifter"),
    ],
)
def test_what_cannot_be_written_is_told_and_the_order_stays(
    client: TestClient, path: str, changed: dict[str, str], told: str
) -> None:
    """With the reason; nobody has to fill it in again."""
    shown = client.post(f"{path}?profil=byn", data={**ORDER, **changed}, headers=ORIGIN)

    assert shown.status_code == 422
    assert told in shown.text
    assert f'value="{changed.get("amne", TOPIC)}"' in shown.text
    assert "19440312" not in shown.text.replace(changed.get("namn", "-"), "")


def test_an_editor_keeps_and_deletes_drafts_and_a_reader_does_not(clients: dict[Role, TestClient]) -> None:
    """The button is not even shown to those who may not use it."""
    editor, reader = clients[Role.EDITOR], clients[Role.READER]

    kept = editor.post("/skriv/spara?profil=byn", data={**ORDER, "namn": "om köket"}, headers=ORIGIN)
    assert "Utkastet är sparat som ”om köket”." in kept.text
    assert 'name="namn" value="om köket"' in editor.get("/skriv").text
    opened = editor.post("/skriv/oppna", data={"namn": "om köket"}, headers=ORIGIN)
    assert 'id="nv-utkast"' in opened.text
    assert f'value="{TOPIC}"' in opened.text
    assert editor.post("/skriv/oppna", data={"namn": "annat"}, headers=ORIGIN).status_code == 422
    assert "om köket" not in reader.get("/skriv").text
    assert "Spara som" not in reader.post("/skriv?profil=byn", data=ORDER, headers=ORIGIN).text
    assert reader.post("/skriv/spara", data={**ORDER, "namn": "x"}, headers=ORIGIN).status_code == 403
    assert reader.post("/skriv/radera", data={"namn": "om köket"}, headers=ORIGIN).status_code == 403
    assert reader.post("/skriv/oppna", data={"namn": "om köket"}, headers=ORIGIN).status_code == 403
    gone = editor.post("/skriv/radera", data={"namn": "om köket"}, headers=ORIGIN)
    assert "Utkastet ”om köket” är raderat." in gone.text
    assert "om köket" not in editor.get("/skriv").text

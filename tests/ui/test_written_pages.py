"""The pages that are written by hand, over a real record: what they show, to whom, and what cannot be done."""

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from urllib.parse import quote

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.concepts.glossary import Glossary
from assistant.wiring import Reader
from assistant.wording.accepting import AcceptList
from tests.assistant.kitchen_guide import TOPIC, desk_at, write_texts
from tests.checkers import checker
from tests.fakes import FakePulse, FakeShelf
from ui.api.principals import Role
from ui.app import create_app
from ui.ports import Wording
from ui.settings import AppSettings, Profile

PROFILES = (
    Profile(id="nationell", name="Nationell"),
    Profile(id="orebro", name="Örebro"),
    Profile(id="byn", name="Byn"),
)
ORDER = {"amne": TOPIC, "malgrupp": "medarbetare", "kanal": "intranat", "langd": "medel", "variant": "1"}
ORIGIN = {"Origin": "http://localhost"}


@pytest.fixture(scope="module")
def clients(small: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Role, TestClient]]:
    """Clients of one application over the small record and the kitchen's desk, as an editor and as a reader."""
    with ExitStack() as stack:
        desk, _ = stack.enter_context(desk_at(write_texts(tmp_path_factory.mktemp("kitchen"))))
        wording = Wording(checker=checker(), accepted=AcceptList(tmp_path_factory.mktemp("accepted")))
        yield {
            role: TestClient(
                create_app(
                    answerer=small.assistant, shelf=FakeShelf(), pulse=FakePulse(), glossary=Glossary(small.library),
                    drafting=desk, wording=wording, settings=AppSettings(profiles=PROFILES, local_role=role),
                ),
                base_url="http://localhost",
            )
            for role in (Role.EDITOR, Role.READER)
        }  # fmt: skip


@pytest.fixture
def client(clients: dict[Role, TestClient]) -> TestClient:
    """An editor's."""
    return clients[Role.EDITOR]


def test_every_term_is_listed_and_leads_to_its_page(client: TestClient) -> None:
    """With how the sources agree; the chosen profile goes along."""
    page = client.get("/begrepp?profil=orebro").text

    assert f'href="/begrepp/{quote("hembesök")}?profil=orebro"' in page
    assert "Källorna säger" in page
    assert page.count("<h1>") == 1


def test_a_term_is_shown_with_every_sources_words(client: TestClient) -> None:
    """Own region first, verbatim, with a button that opens the place."""
    page = client.get("/begrepp/hembesök?profil=orebro").text

    assert page.index("Hembesök i Örebro") < page.index("Hembesök i Sörmland")
    assert "”Ett hembesök är ett möte med en sköterska i bostaden." in page
    assert re.search(r'class="nv-open" value="1\|\d+\|\d+\|[0-9a-f]+"', page)


def test_what_is_sought_is_found_by_part_of_its_name_or_the_nearest_is_named(client: TestClient) -> None:
    """One that is meant is shown at once; an unknown one leads on."""
    meant = client.get("/begrepp?sok=Hembesök", follow_redirects=False)
    unknown = client.get("/begrepp?sok=qwxz").text

    assert (meant.status_code, meant.headers["location"]) == (303, f"/begrepp/{quote('hembesök')}")
    assert "Ingen källa förklarar" in unknown
    assert client.get("/begrepp/qwxz").status_code == 404
    assert "Ingen källa förklarar ”qwxz”" in client.get("/begrepp/qwxz").text


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("Ett hembesök är ett möte med en sköterska i bostaden.", 200, "Ordagrant"),
        ("Ett hembesök är ett möte med en läkare i bostaden.", 200, "<ins><span"),
        ("Ett hembesök är inte ett möte med en sköterska i bostaden.", 200, "men säger motsatsen"),
        ("Tåg går på räls genom fjällen.", 200, "Hittas inte"),
        ("kort", 422, "för kort"),
    ],
)
def test_a_definition_is_compared_word_by_word(client: TestClient, text: str, status: int, told: str) -> None:
    """Exact, near with the differences in words and not by colour alone, negated, missing, too short."""
    shown = client.post("/begrepp/kontrollera", data={"definition": text}, headers=ORIGIN)

    assert shown.status_code == status
    assert told in shown.text
    assert text in shown.text.replace("&#39;", "'")


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
        ("/skriv", {"kanal": "radio"}, "Kanalen &#39;radio&#39; finns inte"),
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
    assert "<strong>om köket</strong>" in editor.get("/skriv").text
    assert "om köket" not in reader.get("/skriv").text
    assert "Spara som" not in reader.post("/skriv?profil=byn", data=ORDER, headers=ORIGIN).text
    assert reader.post("/skriv/spara", data={**ORDER, "namn": "x"}, headers=ORIGIN).status_code == 403
    assert reader.post("/skriv/radera", data={"namn": "om köket"}, headers=ORIGIN).status_code == 403
    editor.post("/skriv/radera", data={"namn": "om köket"}, headers=ORIGIN)
    assert "om köket" not in editor.get("/skriv").text


def word_file(text: str) -> bytes:
    """Return a Word file with one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.txt", "Landstinget och SKL möts.".encode()),
        ("text.docx", word_file("Landstinget och SKL möts.")),
    ],
)
def test_a_file_is_checked_on_the_page(client: TestClient, name: str, data: bytes) -> None:
    """Findings in place, as for a pasted text."""
    shown = client.post("/granska/fil", files={"fil": (name, data)}, headers=ORIGIN).text

    assert shown.count("<mark ") == 2
    assert "Skriv region" in shown


@pytest.mark.parametrize(("way", "changes"), [("kommentarer", 0), ("andringar", 2)])
def test_a_word_file_comes_back_with_its_marks(client: TestClient, way: str, changes: int) -> None:
    """Comments, and when asked for tracked changes."""
    given = {"fil": ("År 2026.docx", word_file("Landstinget och SKL möts."))}
    file = client.post("/granska/fil", files=given, data={"gor": way}, headers=ORIGIN)

    assert quote("granskad-År 2026.docx") in file.headers["content-disposition"]
    document = docx.Document(io.BytesIO(file.content))
    assert len(list(document.comments)) == 2
    assert document.element.xml.count("<w:ins ") == changes


@pytest.mark.parametrize(
    ("name", "data", "way", "told"),
    [
        ("text.txt", b"Hej.", "kommentarer", "bara skrivas i en Word-fil"),
        ("bild.docx", b"\x89PNG", "visa", "bild.docx"),
        ("tom.docx", b"", "andringar", "tom.docx"),
        ("a.txt", b"\xff\xfe", "visa", "UTF-8"),
        ("lang.txt", b"ord " * 100_000, "visa", "Dela texten"),
    ],
)
def test_a_file_that_cannot_be_checked_is_named_with_the_remedy(
    client: TestClient, name: str, data: bytes, way: str, told: str
) -> None:
    """Another kind, damaged, empty, no text, too long."""
    refused = client.post("/granska/fil", files={"fil": (name, data)}, data={"gor": way}, headers=ORIGIN)

    assert refused.status_code == 422
    assert told in refused.text


@pytest.mark.parametrize("path", ["/begrepp", "/skriv", "/granska/fil", "/om", "/tillganglighet"])
def test_a_written_page_is_swedish_and_calls_nobody(client: TestClient, path: str) -> None:
    """One heading, the way to the others, a policy that allows our own files only, nothing kept."""
    response = client.get(f"{path}?profil=orebro")

    assert '<html lang="sv">' in response.text
    assert response.text.count("<h1>") == 1
    assert f'href="{path}?profil=orebro"' in response.text or path == "/granska/fil"
    assert re.findall(r'(?:src|href)="(?!/|#)[^"]*', response.text) == []
    assert "script-src 'self';" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    "attack", ['"><script>alert(1)</script>', "{{ 7 * 7 }}", "<img src=x onerror=alert(1)>"]
)
def test_what_is_sent_stays_text(client: TestClient, attack: str) -> None:
    """In addresses, forms and file names."""
    shown = [
        client.get("/begrepp", params={"sok": attack}).text,
        client.get(f"/begrepp/{quote(attack)}").text,
        client.post(
            "/begrepp/kontrollera",
            data={"definition": f"{attack} och mer ord", "begrepp": attack},
            headers=ORIGIN,
        ).text,
        client.post("/skriv", data={**ORDER, "amne": attack}, headers=ORIGIN).text,
        client.post("/granska/fil", files={"fil": (f"{attack}.txt", b"Hej SKL.")}, headers=ORIGIN).text,
    ]

    assert [page for page in shown if "<" in attack and attack in page] == []
    assert sum(attack in unescape(page) for page in shown) >= 3

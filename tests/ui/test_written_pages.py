"""The pages that are written by hand, over a real record: what they show, to whom, and what cannot be done."""

import io
import pathlib
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Reader
from tests.assistant.kitchen_guide import GUIDE, TOPIC
from tests.ui.real_app import apps
from ui.api.principals import Role
from ui.web import source_pages

ORDER = {"amne": TOPIC, "malgrupp": "medarbetare", "kanal": "intranat", "langd": "medel", "variant": "1"}
ORIGIN = {"Origin": "http://localhost"}


@pytest.fixture(scope="module")
def clients(small: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Role, TestClient]]:
    """Clients of one application over real records, as an editor and as a reader."""
    roles = (Role.EDITOR, Role.READER)
    with apps(small, tmp_path_factory.mktemp("pages"), *roles) as (_, made):
        yield {
            role: TestClient(app, base_url="http://localhost") for role, app in zip(roles, made, strict=True)
        }


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the result of a file, however slow the machine: how a long work is followed is tested elsewhere."""
    monkeypatch.setattr(source_pages, "PATIENCE_SECONDS", 60)


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
        ("text.docx", b"Bara text med namnet av en Word-fil.", "andringar", "bara skrivas i en Word-fil"),
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


@pytest.mark.parametrize(
    "path",
    ["/begrepp", "/skriv", "/granska/fil", "/kallor", "/ny-har", "/redaktion", "/om", "/tillganglighet"],
)
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


def test_sources_are_listed_with_what_they_are_and_how_much_they_are_cited(
    clients: dict[Role, TestClient],
) -> None:
    """Title, publisher, year, use; a reader sees no way to change them."""
    editor, reader = (clients[role].get("/kallor?profil=byn").text for role in (Role.EDITOR, Role.READER))

    assert "Budskapsunderlag byköket" in reader
    assert "Byns köksråd" in reader
    assert "Lägg till en källa" in editor
    assert "Lägg till en källa" not in reader
    assert ">Redaktion<" in editor
    assert ">Redaktion<" not in reader


NEW = GUIDE.replace("Ungefär 40 procent", "Ungefär 45 procent").replace(
    "# Budskapsunderlag byköket", "# Budskapsunderlag byköket, ny"
)


def uploaded(client: TestClient, name: str, data: bytes) -> tuple[str, str]:
    """Look at a file, and return the page and what the file is fetched by."""
    page = client.post("/kallor/ny", files={"fil": (name, data)}, headers=ORIGIN).text
    token = re.search(r'name="nyckel" value="([^"]+)"', page)
    assert token is not None, page
    return page, token[1]


def test_a_file_is_looked_at_before_it_is_stored_and_takes_an_older_ones_place(
    small: Reader, tmp_path: pathlib.Path
) -> None:
    """Nothing is visible until the editor says so; what it replaced is then told on the page Redaktion."""
    with apps(small, tmp_path, Role.EDITOR) as (owner, (app,)):
        client = TestClient(app, base_url="http://localhost")
        client.post("/skriv/spara?profil=byn", data={**ORDER, "namn": "om köket"}, headers=ORIGIN)
        before = {one.name for one in owner.documents()}
        page, token = uploaded(client, "budskap 2027.md", NEW.encode())

        assert "Ja, den ersätter Budskapsunderlag byköket (guide.md)" in page
        assert {one.name for one in owner.documents()} == before
        (old,) = [one.id for one in owner.documents() if one.name == "guide.md"]
        told = client.post("/kallor/spara", data={"nyckel": token, "ersatter": old}, headers=ORIGIN).text
        assert "Den nya versionen är inläst och används från och med nu." in told
        roles = {one.name: one.role.value for one in owner.documents()}
        assert roles.keys() == before | {"budskap 2027.md"}
        assert (roles["guide.md"], roles["budskap 2027.md"]) == ("superseded", "searched")

        waiting = client.get("/redaktion").text
        assert '<del><span class="nv-hidden">förut: </span>40</del>' in waiting
        assert "Sparade utkast som bygger på den förra versionen" in waiting
        (digest,) = re.findall(r'name="andring" value="([^"]+)"', waiting)
        assert (
            "Ändringen är genomgången"
            in client.post("/redaktion/genomgangen", data={"andring": digest}, headers=ORIGIN).text
        )
        assert "Ingen källa har fått en ny version" in client.get("/redaktion").text


def test_another_source_of_the_same_name_takes_nobodys_place(client: TestClient) -> None:
    """“Nej” means no: both are there."""
    for text in (
        "# Skylten\n\nSkylten står vid vägen till byn.\n",
        "# Boden\n\nI boden finns redskap för trädgården.\n",
    ):
        _, token = uploaded(client, "index.md", text.encode())
        client.post("/kallor/spara", data={"nyckel": token, "ersatter": ""}, headers=ORIGIN)

    page = client.get("/kallor").text
    assert ">Skylten<" in page
    assert ">Boden<" in page
    _, token = uploaded(client, "ny.md", b"# Ny\n\nEn helt ny text om vatten.\n")
    gone = client.post("/kallor/spara", data={"nyckel": token, "ersatter": "finns-inte"}, headers=ORIGIN)
    assert gone.status_code == 422
    assert "finns inte längre" in gone.text


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/skriv/spara", ORDER),
        ("/redaktion/genomgangen", {"andring": "x"}),
        ("/begrepp/kontrollera", {"definition": "tre ord här"}),
    ],
)
def test_the_profile_can_be_changed_after_a_form_was_sent(
    client: TestClient, path: str, given: dict[str, str]
) -> None:
    """“Byt” leads to the page itself, not to an address that only takes forms."""
    page = client.post(path, data=given, headers=ORIGIN).text
    (action,) = re.findall(r'class="nv-layer-form" method="get" action="([^"]+)"', page)

    assert client.get(f"{action}?profil=byn").status_code == 200


def test_a_file_that_waits_can_be_left_and_is_then_forgotten(client: TestClient) -> None:
    """And a page that was left open too long says so."""
    page, token = uploaded(client, "tavla.md", b"# Tavlan\n\nTavlan visar byn om sommaren.\n")

    assert "ersätter" not in page
    assert (
        client.post(
            "/kallor/angra", data={"nyckel": token}, headers=ORIGIN, follow_redirects=False
        ).status_code
        == 303
    )
    gone = client.post("/kallor/spara", data={"nyckel": token}, headers=ORIGIN)
    assert gone.status_code == 410
    assert "har den väntat längre än 15 minuter" in gone.text
    assert "Välj filen igen" in gone.text
    assert "Tavlan" not in client.get("/kallor").text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("a.docx", b"\x89PNG", "a.docx"), ("tom.txt", b"", "tom.txt"), ("../..", b"x", "inget användbart namn")],
)
def test_a_file_that_cannot_be_read_is_named(client: TestClient, name: str, data: bytes, told: str) -> None:
    """Damaged, empty, without a name."""
    refused = client.post("/kallor/ny", files={"fil": (name, data)}, headers=ORIGIN)

    assert refused.status_code == 422
    assert told in refused.text


def test_a_source_is_deleted_with_a_receipt(client: TestClient) -> None:
    """What went along is told; a second time there is nothing."""
    _, token = uploaded(client, "bort.md", b"# Bort\n\nDet var en kolibri i byn.\n")
    client.post("/kallor/spara", data={"nyckel": token}, headers=ORIGIN)
    (id_,) = re.findall(r"/kallor/([0-9a-f]+)[^>]*>Bort<", client.get("/kallor").text)

    assert "Radera för gott" in client.get(f"/kallor/{id_}").text
    receipt = client.post(f"/kallor/{id_}/radera", headers=ORIGIN).text
    assert "Kvitto på radering" in receipt
    assert "bort.md" in receipt
    assert client.post(f"/kallor/{id_}/radera", headers=ORIGIN).status_code == 404
    assert "finns inte" in client.get(f"/kallor/{id_}").text


def test_an_answer_is_approved_and_withdrawn(client: TestClient) -> None:
    """With a role and a last day; what is lacking is told and the question stays."""
    given = {"fraga": "Hur kan vi skapa ett bykök?", "roll": "kökschef", "till": "2099-05-31"}

    assert (
        "Svaret är godkänt till och med 2099-05-31."
        in client.post("/redaktion/godkann?profil=byn", data=given, headers=ORIGIN).text
    )
    (id_,) = re.findall(r'name="svar" value="([^"]+)"', client.get("/redaktion").text)
    assert (
        "Godkännandet är borttaget"
        in client.post("/redaktion/aterkalla", data={"svar": id_}, headers=ORIGIN).text
    )
    for lacking, told in (
        ({"roll": ""}, "vem som godkänner"),
        ({"till": "snart"}, "år, månad och dag"),
        ({"till": "2020-01-01"}, "måste vara senare än i dag"),
    ):
        refused = client.post("/redaktion/godkann?profil=byn", data={**given, **lacking}, headers=ORIGIN)
        assert refused.status_code == 422
        assert told in refused.text
        assert given["fraga"] in refused.text


def test_a_reader_may_change_nothing(clients: dict[Role, TestClient]) -> None:
    """However the request is made."""
    for path in ("/kallor/ny", "/kallor/spara", "/kallor/angra", "/kallor/x/radera", "/redaktion/godkann", "/redaktion/genomgangen",
                 "/redaktion/aterkalla", "/redaktion/tom-luckor"):  # fmt: skip
        assert clients[Role.READER].post(path, headers=ORIGIN).status_code == 403, path
    assert clients[Role.READER].get("/redaktion").status_code == 403


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

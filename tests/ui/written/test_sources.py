"""The pages Källor: what is loaded, and a file that is looked at before it is stored."""

import pathlib
import re

import pytest
from fastapi.testclient import TestClient

from assistant.wiring import Reader
from tests.assistant.kitchen_guide import GUIDE, TOPIC
from tests.ui.real_app import apps
from ui.api.principals import Role

ORDER = {"amne": TOPIC, "malgrupp": "medarbetare", "kanal": "intranat", "langd": "medel", "variant": "1"}
NEW = GUIDE.replace("Ungefär 40 procent", "Ungefär 45 procent").replace(
    "# Budskapsunderlag byköket", "# Budskapsunderlag byköket, ny"
)
ORIGIN = {"Origin": "http://localhost"}


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

"""The pages Begrepp: every source's words side by side, and a definition word by word."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

ORIGIN = {"Origin": "http://localhost"}


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

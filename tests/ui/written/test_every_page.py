"""What holds on every written page: language, profile, what is sent stays text, who may do what."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tests.assistant.kitchen_guide import TOPIC
from ui.api.principals import Role

ORDER = {"amne": TOPIC, "malgrupp": "medarbetare", "kanal": "intranat", "langd": "medel", "variant": "1"}
ORIGIN = {"Origin": "http://localhost"}


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


def test_a_reader_may_change_nothing(clients: dict[Role, TestClient]) -> None:
    """However the request is made."""
    for path in ("/kallor/ny", "/kallor/spara", "/kallor/angra", "/kallor/x/radera", "/redaktion/godkann", "/redaktion/genomgangen",
                 "/redaktion/aterkalla", "/redaktion/tom-luckor"):  # fmt: skip
        assert clients[Role.READER].post(path, headers=ORIGIN).status_code == 403, path
    assert clients[Role.READER].get("/redaktion").status_code == 403

"""The page Redaktion: answers approved and withdrawn."""

import re

from fastapi.testclient import TestClient

ORIGIN = {"Origin": "http://localhost"}


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

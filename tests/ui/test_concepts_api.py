"""Concepts through the HTTP interface: the real glossary of two villages behind the routes."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.wiring import open_glossary
from tests.assistant.terms_of_the_village import write_record
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from ui.app import create_app

KEYS = {"term", "variants", "agreement", "definitions", "related", "recommended", "nearest"}
DEFINITION_KEYS = {
    "text", "document", "title", "publisher", "originator", "region", "year", "standing", "locator", "passage_id",
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application that knows the villages' terms."""
    settings = write_record(tmp_path_factory.mktemp("village"))
    with closing(open_glossary(settings)) as glossary:
        app = create_app(answerer=FakeAnswerer(), shelf=FakeShelf(), pulse=FakePulse(), glossary=glossary)
        yield TestClient(app, base_url="http://localhost")


def verify(client: TestClient, **body: Any) -> Any:
    """Send a definition and return the response."""
    return client.post("/api/v1/concepts/verify", json=body)


def test_every_explained_term_is_listed(client: TestClient) -> None:
    """With how many sources explain it and whether they agree."""
    listed = {one["term"]: one for one in client.get("/api/v1/concepts").json()["concepts"]}

    assert (listed["bytorg"]["sources"], listed["bytorg"]["agreement"]) == (2, "agree")
    assert listed["spång"]["sources"] == 0
    assert list(listed) == sorted(listed)


def test_a_term_is_the_object_of_the_contract(client: TestClient) -> None:
    """Other programs rely on these names."""
    told = client.get("/api/v1/concepts/Lanthandeln").json()

    assert set(told) == KEYS
    assert (told["term"], told["agreement"]) == ("lanthandel", "differ")
    assert set(told["definitions"][0]) >= DEFINITION_KEYS


@pytest.mark.parametrize(("term", "remedy"), [("bytårg", "Närmast: bytorg"), ("qwxz", "/api/v1/concepts")])
def test_an_unexplained_term_is_not_found_and_leads_on(client: TestClient, term: str, remedy: str) -> None:
    """To the nearest known term, or to the list."""
    response = client.get(f"/api/v1/concepts/{term}")

    assert response.status_code == 404
    assert response.json()["error"]["code"] == "unexplained_term"
    assert remedy in response.json()["error"]["remedy"]


def test_a_definition_is_verified_word_by_word(client: TestClient) -> None:
    """What differs is shown, a negation called out."""
    told = verify(client, text="Ett bytorg är inte en plats där grannar hjälper varandra.").json()

    best = told["sources"][0]
    assert (told["status"], best["status"]) == ("near", "near")
    assert {"kind": "added", "words": "inte"} in best["differences"]
    assert "inte" in best["negation"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "två ord"}, "too_short"),
        ({"text": ""}, "invalid_request"),
        ({"text": "en två tre", "term": "?!"}, "invalid_request"),
        ({}, "invalid_request"),
    ],
)
def test_what_cannot_be_compared_is_refused(client: TestClient, body: dict[str, str], code: str) -> None:
    """With a Swedish reason and the remedy."""
    response = verify(client, **body)

    assert response.status_code == 422
    assert response.json()["error"]["code"] == code


@pytest.mark.parametrize("path", ["/api/v1/concepts", "/api/v1/concepts/bytorg"])
def test_an_unknown_profile_is_refused(client: TestClient, path: str) -> None:
    """It would otherwise seem to be obeyed."""
    assert client.get(path, params={"profile": "mars"}).json()["error"]["code"] == "unknown_profile"


def test_the_routes_are_described(client: TestClient) -> None:
    """Complete, with examples."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert {"/api/v1/concepts", "/api/v1/concepts/{term}", "/api/v1/concepts/verify"} <= set(paths)

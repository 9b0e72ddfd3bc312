"""The shelf through the HTTP interface: list, upload, delete, and a cited place."""

import pytest
from fastapi.testclient import TestClient

from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from tests.samples import DECK
from ui.app import create_app
from ui.settings import AppSettings


def test_documents_are_listed_by_title(client: TestClient) -> None:
    """The list says what each document is and whether it is searched."""
    documents = client.get("/api/v1/documents").json()["documents"]

    assert [document["title"] for document in documents] == ["Omställningen i korthet", "Vad är nära vård"]
    assert (documents[0]["role"], documents[1]["guide"]) == ("searched", True)


def test_an_upload_is_reported(client: TestClient, shelf: FakeShelf) -> None:
    """A new file gives 201 and its report; folders in its name are left out."""
    response = client.post("/api/v1/documents", files={"file": ("../../guide.pdf", b"%PDF-1.7")})

    assert (response.status_code, response.json()["result"]) == (201, "added")
    assert shelf.names == ["guide.pdf"]


def test_a_replaced_file_gives_200(client: TestClient) -> None:
    """Nothing new was created."""
    response = client.post("/api/v1/documents", files={"file": (DECK.name, b"PK")})

    assert (response.status_code, response.json()["result"]) == (200, "replaced")


def test_an_unreadable_file_gives_reason_and_remedy(client: TestClient) -> None:
    """The uploader learns why and what to do."""
    response = client.post("/api/v1/documents", files={"file": ("trasig.pdf", b"\0")})

    assert response.status_code == 422
    error = response.json()["error"]
    assert error["code"] == "unreadable_document"
    assert "skadad" in error["message"]
    assert error["remedy"]


@pytest.mark.parametrize("name", ["..", "/", "c:\\", "a" * 201 + ".pdf"])
def test_a_file_without_a_usable_name_is_refused(client: TestClient, shelf: FakeShelf, name: str) -> None:
    """A name must never lead out of a folder or break a file system."""
    response = client.post("/api/v1/documents", files={"file": (name, b"%PDF")})

    assert response.status_code == 422
    assert shelf.names == []


def test_an_upload_without_a_file_is_refused(client: TestClient) -> None:
    """The field is named, so that the client can be mended."""
    response = client.post("/api/v1/documents", data={"other": "x"})

    assert response.status_code == 422
    assert "'file'" in response.json()["error"]["message"]


@pytest.fixture
def small(answerer: FakeAnswerer, shelf: FakeShelf, pulse: FakePulse) -> TestClient:
    """A client of an application that takes files of at most 10 bytes."""
    settings = AppSettings(max_upload_bytes=10)
    return TestClient(
        create_app(answerer=answerer, shelf=shelf, pulse=pulse, settings=settings),
        base_url="http://localhost",
    )


def test_an_oversized_upload_is_refused_before_it_is_read(small: TestClient, shelf: FakeShelf) -> None:
    """The announced length is enough to say no."""
    response = small.post("/api/v1/documents", files={"file": ("stor.pdf", b"x" * 200_000)})

    assert response.status_code == 413
    assert "10 byte" in response.json()["error"]["message"]
    assert shelf.names == []


def test_a_file_over_the_limit_within_the_form_s_margin_is_refused(
    small: TestClient, shelf: FakeShelf
) -> None:
    """The limit is the file's, not the form's."""
    response = small.post("/api/v1/documents", files={"file": ("stor.pdf", b"x" * 11)})

    assert response.status_code == 413
    assert shelf.names == []


def test_a_deletion_gives_its_receipt_and_the_document_is_gone(client: TestClient) -> None:
    """Deleted means gone, and there is proof."""
    receipt = client.delete(f"/api/v1/documents/{DECK.id}").json()

    assert (receipt["name"], receipt["passages"]) == (DECK.name, 12)
    assert client.delete(f"/api/v1/documents/{DECK.id}").status_code == 404


def test_an_excerpt_marks_the_cited_run(client: TestClient) -> None:
    """The slide comes with its notes, and the marks cut the very words."""
    excerpt = client.get(f"/api/v1/documents/{DECK.id}/excerpt", params={"start": 100, "end": 189}).json()

    (block,) = [block for block in excerpt["blocks"] if block["marks"]]
    (mark,) = block["marks"]
    assert block["notes"]
    assert block["text"][mark["start"] : mark["end"]].startswith("Nära vård betyder")

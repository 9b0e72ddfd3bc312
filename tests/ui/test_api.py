"""The HTTP interface through the door: every route, every error."""

import json
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from tests.samples import DECK
from ui.api.errors import ErrorBody
from ui.app import create_app


def ask(client: TestClient, question: str, **more: Any) -> Any:
    """Ask for JSON and return the response."""
    return client.post("/api/v1/ask", json={"question": question, **more})


def events(body: str) -> list[tuple[str, Any]]:
    """Parse server-sent events as a client would: frames divided by an empty line."""
    frames = [frame.split("\n") for frame in body.split("\n\n") if frame]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in frames]


def test_an_answer_is_the_object_of_the_contract(client: TestClient) -> None:
    """Other programs rely on these names."""
    answer = ask(client, "Vad är nära vård?", profile="orebro", id="q1").json()

    assert (answer["id"], answer["outcome"], answer["profile"]) == ("q1", "answered", "orebro")
    assert {"statements", "citations", "evidence", "findings", "missing", "nearest", "timings_ms"} <= set(
        answer
    )
    assert answer["citations"][0]["status"] == "exact"


def test_the_default_profile_answers_when_none_is_named(client: TestClient) -> None:
    """A program that knows nothing of profiles gets the national answer."""
    assert ask(client, "Vad är nära vård?").json()["profile"] == "nationell"


def test_history_reaches_the_answerer_in_order(client: TestClient, answerer: FakeAnswerer) -> None:
    """A follow-up is read in the light of earlier questions, oldest first."""
    ask(client, "Och vem följer upp?", history=["Vem beslutar?", "Om vad?"])

    assert answerer.asked[-1].history == ("Vem beslutar?", "Om vad?")


@pytest.mark.parametrize("question", ["", "å" * 2000, "å" * 20_000, "a\0b", "🙂"])
def test_any_text_is_passed_on_as_it_is(client: TestClient, answerer: FakeAnswerer, question: str) -> None:
    """The answerer knows how to say no; the door does not judge."""
    response = ask(client, question)

    assert response.status_code == 200
    assert answerer.asked[-1].text == question


def test_a_stream_is_found_wrote_and_finished(client: TestClient) -> None:
    """The pieces add up to the answer that the last event carries."""
    body = client.post(
        "/api/v1/ask", json={"question": "Vad är nära vård?"}, headers={"Accept": "text/event-stream"}
    )

    assert body.headers["content-type"].startswith("text/event-stream")
    named = events(body.text)
    assert [name for name, _ in named][:2] == ["found", "wrote"]
    assert named[-1][0] == "finished"
    assert "".join(data["text"] for name, data in named if name == "wrote") == named[-1][1]["answer"]


@pytest.mark.parametrize("question", ["avbrott", "krasch hemlig", "tyst"])
def test_a_stream_that_fails_says_so_in_an_event(
    client: TestClient, question: str, caplog: pytest.LogCaptureFixture
) -> None:
    """After the headers a failure can only travel as an event; and nobody's words reach the log."""
    body = client.post("/api/v1/ask", json={"question": question}, headers={"Accept": "text/event-stream"})

    name, data = events(body.text)[-1]
    assert name == "failed"
    assert ErrorBody.model_validate(data).error.message
    assert "hemlig" not in caplog.text


def test_a_fault_of_our_own_is_told_without_details(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """No stack trace, no question in the log, but a reference that joins the two."""
    response = ask(client, "krasch hemlig")

    assert response.status_code == 500
    error = ErrorBody.model_validate(response.json()).error
    assert "Traceback" not in response.text
    assert "RuntimeError" in caplog.text
    assert "hemlig" not in caplog.text + response.text
    assert any(word in caplog.text for word in error.remedy.split())


@pytest.mark.parametrize("route", ["ask", "search"])
def test_an_unknown_profile_is_refused_by_naming_the_known_ones(client: TestClient, route: str) -> None:
    """A typing error shows what could have been meant."""
    body = {"question": "Vad?", "text": "Vad?", "profile": "örebro"}

    response = client.post(f"/api/v1/{route}", json=body)

    assert response.status_code == 422
    error = response.json()["error"]
    assert error["code"] == "unknown_profile"
    assert "'örebro'" in error["message"]
    assert "orebro, sormland, oxelosund" in error["remedy"]


def test_search_returns_ranked_passages(client: TestClient) -> None:
    """Retrieval can be used without answering."""
    found = client.post("/api/v1/search", json={"text": "vårdkontakt", "limit": 3}).json()["evidence"]

    assert [passage["locator"] for passage in found] == ["bild 1", "bild 2", "bild 3"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "'question' saknas"),
        ({"question": 7}, "'question' ska vara text"),
        ({"question": "Vad?", "history": "Vad?"}, "'history' ska vara en lista"),
    ],
)
def test_a_faulty_body_is_told_by_field_in_swedish(client: TestClient, body: Any, named: str) -> None:
    """What is wrong is said without repeating what was sent."""
    response = client.post("/api/v1/ask", json=body)

    assert response.status_code == 422
    assert named in response.json()["error"]["message"]


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b"[]", b"null", b""])
def test_what_is_not_json_or_not_text_is_refused(client: TestClient, content: bytes) -> None:
    """Broken bytes are the client's fault, never a fault of ours."""
    response = client.post("/api/v1/ask", content=content, headers={"Content-Type": "application/json"})

    assert response.status_code in {400, 422}
    ErrorBody.model_validate(response.json())


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api/v1/ask", 405, "method_not_allowed"),
        ("PUT", "/api/v1/documents", 405, "method_not_allowed"),
        ("POST", "/health", 405, "method_not_allowed"),
        ("DELETE", "/api/v1/documents/unknown", 404, "no_such_document"),
        ("GET", "/api/v1/documents/unknown/excerpt?start=0&end=9", 404, "no_such_document"),
        ("GET", f"/api/v1/documents/{DECK.id}/excerpt?start=9&end=9", 404, "no_such_document"),
        ("GET", f"/api/v1/documents/{DECK.id}/excerpt?start=-1&end=9", 422, "invalid_request"),
        ("GET", f"/api/v1/documents/{DECK.id}/excerpt?end=9", 422, "invalid_request"),
        ("GET", "/docs", 404, "not_found"),
        ("GET", "/redoc", 404, "not_found"),
        ("GET", "/openapi.json", 404, "not_found"),
    ],
)
def test_every_error_has_the_one_body(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    """A program needs one way to read errors, wherever they come from."""
    response = client.request(method, path)

    assert response.status_code == status
    assert ErrorBody.model_validate(response.json()).error.code == code


def test_a_wrong_method_is_told_which_are_right(client: TestClient) -> None:
    """405 without Allow leaves the client guessing."""
    assert client.put("/api/v1/documents").headers["allow"] == "GET, POST"


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_over_one_megabyte_is_refused(client: TestClient, announced: bool) -> None:  # noqa: FBT001
    """Announced or streamed, the limit holds."""
    body = b'{"question": "' + b"a" * (1024 * 1024) + b'"}'
    content = body if announced else iter([body[:500_000], body[500_000:]])

    response = client.post("/api/v1/ask", content=content, headers={"Content-Type": "application/json"})

    assert response.status_code == 413
    assert ErrorBody.model_validate(response.json()).error.code == "too_large"


def test_probes_answer_whatever_the_state(client: TestClient, pulse: FakePulse) -> None:
    """Alive is not the same as ready."""
    ready = client.get("/ready")
    pulse.ready = False
    waiting = client.get("/ready")

    assert client.get("/health").json() == {"status": "ok"}
    assert (ready.status_code, ready.json()["documents"]) == (200, 2)
    assert (waiting.status_code, waiting.headers["retry-after"]) == (503, "5")
    assert waiting.json()["error"]["message"] == "Inga källor är inlästa ännu."


def test_the_description_is_complete(client: TestClient, app: FastAPI) -> None:
    """Every operation has a summary, and every error its body."""
    description = client.get("/api/v1/openapi.json").json()

    operations = [operation for path in description["paths"].values() for operation in path.values()]
    assert len(operations) == 34
    assert all(operation["summary"] and operation["tags"] for operation in operations)
    wrong = [
        status
        for operation in operations
        for status, response in operation["responses"].items()
        if status >= "400" and "ErrorBody" not in json.dumps(response)
    ]
    assert wrong == []
    assert app.openapi_url is None


def test_background_work_starts_and_stops_with_the_application(
    answerer: FakeAnswerer, shelf: FakeShelf, pulse: FakePulse
) -> None:
    """Wiring hands in what must be closed."""
    happened: list[str] = []

    class Work:
        def __enter__(self) -> None:
            happened.append("start")

        def __exit__(self, *_: object) -> None:
            happened.append("stop")

    with TestClient(create_app(answerer=answerer, shelf=shelf, pulse=pulse, running=Work)):
        assert happened == ["start"]

    assert happened == ["start", "stop"]

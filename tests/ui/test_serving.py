"""The real server as its own process, on a copy of the handbook's record: it answers, writes, deletes and ends in order."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from tests.assistant.test_assistant import ANSWER_KEYS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 90
"""Seconds; a busy machine imports slowly."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def command(data: Path, port: int) -> list[str]:
    """Return the command line that serves a data folder."""
    return [sys.executable, "-m", "ui.cli", "serve", "--data", str(data), "--port", str(port)]


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """Run a server until the block ends; it is ready when the block begins."""
    port = free_port()
    with subprocess.Popen(
        command(data, port), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
                wait_until_ready(process, client)
                yield process, client
        finally:
            process.kill()


def wait_until_ready(process: subprocess.Popen[bytes], client: httpx.Client) -> None:
    """Wait for /ready, and fail with what the process said when it has ended."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.communicate()}")
        try:
            if client.get("/ready").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail("the server did not become ready")


@pytest.fixture(scope="module")
def data(handbook_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the handbook's record."""
    return shutil.copytree(handbook_settings.data, tmp_path_factory.mktemp("served") / "data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[httpx.Client]:
    """A client of a running server that the tests of this module share."""
    with serving(data) as (_, client):
        yield client


def test_it_is_alive_and_ready(server: httpx.Client) -> None:
    """Probes tell how much can be searched."""
    assert server.get("/health").json() == {"status": "ok"}
    ready = server.get("/ready").json()
    assert ready["ready"] is True
    assert ready["documents"] >= 12


def test_it_answers_with_the_contracts_object(server: httpx.Client) -> None:
    """From HTTP through retrieval to the record and back."""
    answer = server.post(
        "/api/v1/ask", json={"question": "Är nära vård en ny organisation?", "id": "q1"}
    ).json()

    assert set(answer) == ANSWER_KEYS
    assert (answer["id"], answer["outcome"], answer["profile"]) == ("q1", "answered", "nationell")
    assert answer["answer"].startswith("Nej.\n\nHandboken: ")
    assert all(citation["status"] == "exact" and citation["guide"] for citation in answer["citations"])
    assert len(answer["evidence"]) >= 10


def test_it_streams_the_same_answer(server: httpx.Client) -> None:
    """Found, pieces, finished, as they happen."""
    asked = {"question": "Är nära vård en ny organisation?"}
    with server.stream(
        "POST", "/api/v1/ask", json=asked, headers={"Accept": "text/event-stream"}
    ) as response:
        frames = [frame.split("\n") for frame in response.read().decode().split("\n\n") if frame]
    events = [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in frames
    ]

    assert events[0][0] == "found"
    assert events[-1][0] == "finished"
    pieces = "".join(data["text"] for name, data in events if name == "wrote")
    assert pieces == events[-1][1]["answer"] == server.post("/api/v1/ask", json=asked).json()["answer"]


def test_an_upload_is_found_at_once_and_gone_after_deletion(server: httpx.Client) -> None:
    """The round trip of an editor, with a receipt at its end."""
    page = "# Vaktmästaren\n\nVaktmästaren på Solrosen heter Olle Exempelsson och har grön keps."
    asked = {"question": "Vad heter vaktmästaren på Solrosen?"}

    report = server.post("/api/v1/documents", files={"file": ("vaktmästaren.md", page.encode())})
    found = server.post("/api/v1/ask", json=asked).json()
    receipt = server.delete(f"/api/v1/documents/{report.json()['document_id']}").json()
    after = server.post("/api/v1/ask", json=asked).json()

    assert (report.status_code, report.json()["result"]) == (201, "added")
    assert "”Vaktmästaren på Solrosen heter Olle" in found["answer"]
    assert (receipt["name"], receipt["passages"]) == ("vaktmästaren.md", 1)
    assert receipt["vectors"] > 0
    assert "Olle" not in json.dumps(after)
    assert report.json()["document_id"] not in server.get("/api/v1/documents").text


def test_what_was_deleted_is_no_longer_on_disk(server: httpx.Client, data: Path) -> None:
    """Deleted means gone from every file of the data folder."""
    page = "# Hemligt\n\nOrdet är kvistgurkemejafjun."
    report = server.post("/api/v1/documents", files={"file": ("hemligt.md", page.encode())}).json()
    held = [path.name for path in files_of(data) if b"kvistgurkemejafjun" in path.read_bytes()]

    server.delete(f"/api/v1/documents/{report['document_id']}")

    assert held
    assert [path.name for path in files_of(data) if b"kvistgurkemejafjun" in path.read_bytes()] == []


def files_of(folder: Path) -> list[Path]:
    """Return every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_question_can_be_asked_beside_the_server(server: httpx.Client, data: Path) -> None:
    """The command line reads the record while the server holds it."""
    beside = [
        sys.executable,
        "-m",
        "ui.cli",
        "ask",
        "Är nära vård en ny organisation?",
        "--data",
        str(data),
        "--json",
    ]

    done = subprocess.run(beside, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "answered"
    assert server.get("/health").is_success


def test_a_second_server_on_the_same_folder_is_refused(server: httpx.Client, data: Path) -> None:
    """Two owners of one record lose rows; the first goes on."""
    done = subprocess.run(command(data, free_port()), cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert "används redan av ett annat program" in done.stderr
    assert "Traceback" not in done.stderr
    assert server.get("/ready").is_success


def test_a_taken_port_is_told_in_swedish(own_settings: Settings) -> None:
    """The remedy is another port; the record is given back."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])

        done = subprocess.run(
            command(own_settings.data, port), cwd=ROOT, capture_output=True, text=True, check=False
        )

    assert done.returncode == 2
    assert f"Porten {port}" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_when_told_to(own_settings: Settings, told: signal.Signals) -> None:
    """A service manager and Ctrl+C both get exit code 0, a silent end, and a record that the next one can own."""
    with serving(own_settings.data) as (process, client):
        client.post("/api/v1/ask", json={"question": "När serveras lunchen?"})

        process.send_signal(told)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, err.decode()) == (0, "")
    assert "naravard svarar på http://127.0.0.1" in out.decode()
    with serving(own_settings.data) as (_, client):
        assert client.get("/ready").json()["ready"] is True


def test_an_organisations_own_profile_is_served(small_settings: Settings, own_settings: Settings) -> None:
    """It is added by adding a file, and named by it."""
    port = free_port()
    environment = {
        "NARAVARD_CATALOGUE": str(small_settings.catalogue),
        "NARAVARD_PROFILE": "byn",
        "PATH": "/usr/bin",
    }
    with subprocess.Popen(
        command(own_settings.data, port),
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
                wait_until_ready(process, client)
                answer = client.post("/api/v1/ask", json={"question": "När serveras lunchen?"}).json()
                refused = client.post("/api/v1/ask", json={"question": "Vad?", "profile": "månen"}).json()
        finally:
            process.kill()

    assert answer["profile"] == "byn"
    assert "byn" in refused["error"]["remedy"]

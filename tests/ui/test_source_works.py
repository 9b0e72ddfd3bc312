"""A long file on the page Källor: its steps are followed, its result is shown, and nobody starts too many."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fastapi.testclient import TestClient

from ingest.records import FileReport, Preview, Provenance, Step, Watch, unwatched
from tests.fakes import FakeAnswerer, FakePulse, FakeShelf
from ui.app import create_app
from ui.web import source_pages
from ui.web.works import MOST_AT_ONCE

ORIGIN = {"Origin": "http://localhost"}


@dataclass
class SlowShelf(FakeShelf):
    """Stops in the middle of each work until it is let go on."""

    go_on: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def preview(self, name: str, data: bytes, *, watch: Watch = unwatched) -> Preview:
        """Tell a title."""
        watch(Step.CUTTING, 0, 0)
        self._stop()
        found = super().preview(name, data)
        return found if found.error else Preview(name=name, provenance=Provenance(catalogue_id=None, title="T", publisher="P"))  # fmt: skip

    def add_apart(
        self, name: str, data: bytes, *, replacing: str | None = None, watch: Watch = unwatched
    ) -> FileReport:
        """Embed 64 of 900, then go on; “krasch.md” breaks."""
        watch(Step.EMBEDDING, 64, 900)
        self._stop()
        if name == "krasch.md":
            raise RuntimeError(name)
        return super().add_apart(name, data, replacing=replacing)

    def _stop(self) -> None:
        self.begun.release()
        assert self.go_on.wait(20)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowShelf]:
    """Return a shelf whose works are followed from the first moment; all go on in the end."""
    monkeypatch.setattr(source_pages, "PATIENCE_SECONDS", 0)
    made = SlowShelf()
    yield made
    made.go_on.set()
    for thread in threading.enumerate():
        if thread.name == "source-work":
            thread.join(20)


@pytest.fixture
def client(shelf: SlowShelf) -> TestClient:
    """An editor's."""
    app = create_app(answerer=FakeAnswerer(), shelf=shelf, pulse=FakePulse())
    return TestClient(app, base_url="http://localhost")


def look_at(client: TestClient, name: str = "a.md", data: bytes = b"text") -> str:
    """Begin to look at a file and return the address that follows it."""
    response = client.post("/kallor/ny", files={"fil": (name, data)}, headers=ORIGIN, follow_redirects=False)
    assert response.status_code == 303, response.text
    return response.headers["location"]


def finished(client: TestClient, shelf: SlowShelf, address: str) -> str:
    """Let the works go on, wait for one, and return what the page shows then."""
    shelf.go_on.set()
    for thread in threading.enumerate():
        if thread.name == "source-work":
            thread.join(20)
    shelf.go_on.clear()
    assert client.get(f"{address}/lage").json()["finished"]
    return client.get(address).text


def test_a_long_file_is_followed_step_by_step_to_its_preview_and_its_receipt(
    client: TestClient, shelf: SlowShelf
) -> None:
    """Without JavaScript the page looks again by itself; the result has the focus."""
    address = look_at(client)
    shelf.begun.acquire(timeout=20)
    page = client.get(address).text
    assert "Delar upp texten" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert client.get(f"{address}/lage").json() == {
        "label": "Delar upp texten",
        "done": 0,
        "of": 0,
        "finished": False,
    }

    preview = finished(client, shelf, address)
    assert '<h1 id="nv-resultat" tabindex="-1" autofocus>Lägg till a.md</h1>' in preview
    (token,) = re.findall(r'name="nyckel" value="([^"]+)"', preview)
    stored = client.post("/kallor/spara", data={"nyckel": token}, headers=ORIGIN, follow_redirects=False)
    shelf.begun.acquire(timeout=20)
    address = stored.headers["location"]
    page = client.get(address).text
    assert "Gör texten sökbar" in page
    assert '<progress aria-labelledby="nv-lage" max="900" value="64">' in page
    assert "Källan är inläst." in finished(client, shelf, address)
    assert shelf.names == ["a.md"]


def test_what_went_wrong_is_told_where_the_work_is_followed(client: TestClient, shelf: SlowShelf) -> None:
    """A file that cannot be read, and a fault of our own, which is never told with its words."""
    assert "filen är skadad" in finished(client, shelf, look_at(client, data=b"\0"))

    preview = finished(client, shelf, look_at(client, name="krasch.md"))
    (token,) = re.findall(r'name="nyckel" value="([^"]+)"', preview)
    stored = client.post("/kallor/spara", data={"nyckel": token}, headers=ORIGIN, follow_redirects=False)
    page = finished(client, shelf, stored.headers["location"])
    assert "Något gick fel i tjänsten. Inget har sparats." in page
    assert "RuntimeError" not in page


def test_only_a_few_files_are_read_at_once(client: TestClient, shelf: SlowShelf) -> None:
    """One more is refused with what to do; when one is done there is room again."""
    addresses = [look_at(client) for _ in range(MOST_AT_ONCE)]
    refused = client.post("/kallor/ny", files={"fil": ("b.md", b"text")}, headers=ORIGIN)
    assert refused.status_code == 503
    assert "Vänta en minut" in refused.text

    finished(client, shelf, addresses[0])
    assert look_at(client) not in addresses


def test_a_work_that_is_forgotten_says_so(client: TestClient) -> None:
    """A guess finds nothing; a page that was left open goes to the list."""
    assert client.get("/kallor/arbete/gissning/lage").json()["finished"]
    page = client.get("/kallor/arbete/gissning")
    assert page.status_code == 410
    assert "Det går inte längre att se hur det gick" in page.text

"""`naravard sources fetch`: from a publisher's address into the record, against a web server on loopback."""

from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from assistant.settings import Settings
from assistant.wiring import Owner
from ingest.catalogue import Catalogue
from ingest.catalogue_file import CatalogueEntry
from ingest.fetching import FetchLimits
from ui.fetching import fetch_sources

PAGE = """<!doctype html><html lang="sv"><head><title>Cykelvägar</title></head><body><main><h1>Cykelvägar</h1>
<p>Kommunen bygger cykelvägar längs ån. Vägarna ska vara klara i höst.</p></main></body></html>"""


class Publisher(BaseHTTPRequestHandler):
    """A publisher with one page."""

    def do_GET(self) -> None:
        """Answer by path."""
        body = PAGE.encode()
        self.send_response(200 if self.path == "/cykel" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    """Host and port of a running publisher."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def _entry(id_: str, address: str) -> CatalogueEntry:
    """Make an entry with a plain http address, which the catalogue itself would refuse."""
    entry = CatalogueEntry(id=id_, title=id_.title(), publisher="Kommunen", addresses=("https://x.example/",))
    object.__setattr__(entry, "addresses", (address,))
    return entry


@pytest.mark.slow
def test_known_sources_are_fetched_and_ingested_and_a_failure_stops_nothing(
    host: str, tmp_path: Path
) -> None:
    """One dead address must not keep the other sources out."""
    limits = FetchLimits(hosts=frozenset({host}), schemes=frozenset({"http"}), private_addresses=True)
    with closing(Owner(Settings(data=tmp_path))) as owner:
        owner.catalogue = Catalogue(
            entries=(_entry("cykel", f"http://{host}/cykel"), _entry("borta", f"http://{host}/borta")),
            profiles=(),
        )

        results = {result.id: result for result in fetch_sources(owner, [], limits=limits)}
        names = [document.name for document in owner.documents()]

    assert results["cykel"].error is None
    assert "404" in (results["borta"].error or "")
    assert names == ["cykel.html"]

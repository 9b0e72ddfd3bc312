"""Downloads against a real web server on loopback."""

import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import Any

import httpx
import pytest

from ingest.catalogue_file import CatalogueEntry
from ingest.errors import FetchRefused
from ingest.fetching import Fetcher, FetchLimits

HTML = {"Content-Type": "text/html; charset=utf-8"}
BODY = b"<h1>Bussar</h1>"


class Publisher(BaseHTTPRequestHandler):
    """A web server whose pages misbehave, each in its own way."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer by path."""
        PAGES.get(self.path, _missing)(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"", *, length: bool = True) -> None:
        """Send a whole answer."""
        self.send_response(status)
        if not length:
            self.close_connection = True
        for name, value in (headers | ({"Content-Length": str(len(body))} if length else {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _missing(request: Publisher) -> None:
    request.answer(404, HTML, b"Finns inte")


def _redirect(target: str) -> Callable[[Publisher], None]:
    return lambda request: request.answer(302, {"Location": target})


def _silent(request: Publisher) -> None:
    time.sleep(0.6)
    request.answer(200, HTML, BODY)


def _dripping(request: Publisher) -> None:
    request.close_connection = True
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(40):
        try:
            request.wfile.write(b"x")
        except OSError:
            return
        time.sleep(0.05)


def _cut_short(request: Publisher) -> None:
    request.close_connection = True
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", "900")
    request.end_headers()
    request.wfile.write(BODY)


PAGES: dict[str, Callable[[Publisher], None]] = {
    "/page": lambda request: request.answer(200, HTML, BODY),
    "/moved": _redirect("/page"),
    "/abroad": _redirect("http://annan.example/page"),
    "/other-port": _redirect("http://127.0.0.1:1/page"),
    "/file-scheme": _redirect("file:///etc/passwd"),
    "/nonsense": _redirect("http://[oj"),
    "/loop": _redirect("/loop"),
    "/large": lambda request: request.answer(200, HTML, b"x" * 3000),
    "/large-unannounced": lambda request: request.answer(200, HTML, b"x" * 3000, length=False),
    "/program": lambda request: request.answer(200, {"Content-Type": "application/x-msdownload"}, BODY),
    "/untyped": lambda request: request.answer(200, {}, BODY),
    "/empty": lambda request: request.answer(200, HTML),
    "/silent": _silent,
    "/dripping": _dripping,
    "/cut-short": _cut_short,
}


class Server(ThreadingHTTPServer):
    """A server that does not mind when a client hangs up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@contextmanager
def _serving(context: ssl.SSLContext | None = None) -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Publisher)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Host and port of a running server."""
    with _serving() as address:
        yield address


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A client that would follow redirects if it were let."""
    with httpx.Client(trust_env=False, follow_redirects=True) as open_client:
        yield open_client


def _source(address: str, name: str = "buss") -> CatalogueEntry:
    """Make an entry with any address: the schema would refuse http, the fetcher must do so too."""
    entry = CatalogueEntry(id=name, title="Bussar", publisher="P", addresses=("https://x.example/",))
    object.__setattr__(entry, "addresses", (address,))
    return entry


def _fetcher(client: httpx.Client, *hosts: str, **limits: Any) -> Fetcher:
    values: dict[str, Any] = {
        "schemes": frozenset({"http"}),
        "private_addresses": True,
        "size": 2000,
    } | limits
    return Fetcher(client=client, limits=FetchLimits(hosts=frozenset(hosts), **values))


def _refusal(getter: Fetcher, address: str, folder: Path) -> str:
    with pytest.raises(FetchRefused) as caught:
        getter.fetch(_source(address), folder)
    assert list(folder.iterdir()) == []
    return str(caught.value)


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_a_source_is_saved_under_its_catalogue_id(
    host: str, client: httpx.Client, tmp_path: Path, path: str
) -> None:
    """Directly or over a redirect within the publisher's host."""
    file = _fetcher(client, host).fetch(_source(f"http://{host}{path}"), tmp_path / "ny" / "mapp")

    assert file == tmp_path / "ny" / "mapp" / "buss.html"
    assert file.read_bytes() == BODY
    assert [path.name for path in file.parent.iterdir()] == ["buss.html"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/abroad", "finns inte i källkatalogen"),
        ("/other-port", "finns inte i källkatalogen"),
        ("/file-scheme", "ingen https-adress"),
        ("/nonsense", ""),
        ("/loop", "för många gånger"),
        ("/large", "större än 0.002 MB"),
        ("/large-unannounced", "större än 0.002 MB"),
        ("/program", "'application/x-msdownload'"),
        ("/untyped", "'okänd'"),
        ("/empty", "tom fil"),
        ("/cut-short", "kunde inte hämtas"),
        ("/nowhere", "svarar 404"),
    ],
)
def test_what_lies_outside_the_limits_is_refused(
    host: str, client: httpx.Client, tmp_path: Path, path: str, reason: str
) -> None:
    """With a Swedish reason, and without leaving a file."""
    assert reason in _refusal(_fetcher(client, host), f"http://{host}{path}", tmp_path)


def test_a_silent_server_is_given_up(host: str, client: httpx.Client, tmp_path: Path) -> None:
    """A request must not hang the program."""
    assert "för långsamt" in _refusal(_fetcher(client, host, silence=0.1), f"http://{host}/silent", tmp_path)


def test_a_dripping_server_is_given_up(host: str, client: httpx.Client, tmp_path: Path) -> None:
    """A byte now and then keeps every single read alive, so the whole has a limit too."""
    assert "för lång tid" in _refusal(
        _fetcher(client, host, duration=0.15), f"http://{host}/dripping", tmp_path
    )


def test_a_failed_download_leaves_the_old_file(host: str, client: httpx.Client, tmp_path: Path) -> None:
    """A half new file must never replace a whole old one."""
    old = tmp_path / "buss.html"
    old.write_bytes(b"gammal")

    with pytest.raises(FetchRefused):
        _fetcher(client, host).fetch(_source(f"http://{host}/large-unannounced"), tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"buss.html": b"gammal"}


def test_a_server_that_is_down_is_refused(client: httpx.Client, tmp_path: Path) -> None:
    """A closed port is an ordinary failure."""
    assert "kunde inte hämtas" in _refusal(_fetcher(client, "127.0.0.1:1"), "http://127.0.0.1:1/", tmp_path)


def test_a_folder_that_cannot_be_made_is_named(host: str, client: httpx.Client, tmp_path: Path) -> None:
    """A fault on our side is told as one, not as the publisher's."""
    (tmp_path / "fil").write_text("x")

    with pytest.raises(FetchRefused, match="kunde inte sparas"):
        _fetcher(client, host).fetch(_source(f"http://{host}/page"), tmp_path / "fil")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of a key for localhost; its certificate lies beside it."""
    openssl = which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "pair.pem"
    kind = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names: list[str | Path] = [
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        path,
        "-out",
        f"{path}.crt",
    ]
    subprocess.run([openssl, *kind.split(), *names], check=True, capture_output=True)
    return path


@pytest.mark.parametrize(("name", "fetched"), [("localhost", True), ("annan.example", False)])
def test_the_certificate_is_checked_against_the_name(
    certificate: Path, tmp_path: Path, name: str, *, fetched: bool
) -> None:
    """Though the connection goes to the address that was checked."""
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(f"{certificate}.crt", certificate)
    trust = ssl.create_default_context(cafile=f"{certificate}.crt")

    with _serving(server_side) as host, httpx.Client(trust_env=False, verify=trust) as client:
        named = host.replace("127.0.0.1", name)
        limits = FetchLimits(hosts=frozenset({named}), private_addresses=True)
        getter = Fetcher(client=client, limits=limits, resolve=lambda _host, _port: ("127.0.0.1",))
        if fetched:
            assert getter.fetch(_source(f"https://{named}/moved"), tmp_path).read_bytes() == BODY
        else:
            assert "kunde inte hämtas" in _refusal(getter, f"https://{named}/page", tmp_path)

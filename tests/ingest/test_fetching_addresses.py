"""Downloads that are refused before anything is asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from ingest.catalogue_file import CatalogueEntry
from ingest.errors import FetchRefused
from ingest.fetching import Fetcher, FetchLimits

PUBLIC = "193.10.1.1"
INWARD = (
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "::1 fe80::1%eth0 fd00::1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1"
)


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """A client without a network: whatever it is asked for is a failed test."""

    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    with httpx.Client(transport=httpx.MockTransport(answer)) as open_client:
        yield open_client


def _refusal(
    client: httpx.Client,
    folder: Path,
    address: str,
    resolve: Callable[[str, int], tuple[str, ...]] | None = None,
) -> str:
    entry = CatalogueEntry(id="buss", title="Bussar", publisher="P", addresses=("https://x.example/",))
    object.__setattr__(entry, "addresses", (address,))  # the schema would refuse some of them already
    limits = FetchLimits(hosts=frozenset({"buss.example", "böss.example"}))
    getter = Fetcher(client=client, limits=limits, resolve=resolve or (lambda _host, _port: (PUBLIC,)))
    with pytest.raises(FetchRefused) as caught:
        getter.fetch(entry, folder)
    assert list(folder.iterdir()) == []
    return str(caught.value)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://buss.example/", "ingen https-adress"),
        ("ftp://buss.example/", "ingen https-adress"),
        ("https://annan.example/", "finns inte i källkatalogen"),
        ("https://buss.example.annan.example/", "finns inte i källkatalogen"),
        ("https://buss.example:8443/", "finns inte i källkatalogen"),
        ("https://namn:ord@buss.example/", "finns inte i källkatalogen"),
        ("https://buss.example@annan.example/", "finns inte i källkatalogen"),
        ("https://buss.example:port/", "ingen giltig adress"),
    ],
)
def test_an_address_outside_the_catalogue_is_refused(
    client: httpx.Client, tmp_path: Path, address: str, reason: str
) -> None:
    """Scheme, host, port and credentials are all part of what is compared."""
    assert reason in _refusal(client, tmp_path, address)


@pytest.mark.parametrize("address", INWARD.split())
def test_a_name_that_points_inwards_is_refused(client: httpx.Client, tmp_path: Path, address: str) -> None:
    """Also when only one of several addresses does."""
    assert "internt nät" in _refusal(
        client, tmp_path, "https://buss.example/", lambda _host, _port: (PUBLIC, address)
    )


def test_an_unknown_name_is_refused(client: httpx.Client, tmp_path: Path) -> None:
    """Whatever the name server says, the user gets a sentence."""

    def unknown(_host: str, _port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    assert "'buss.example' hittas inte" in _refusal(client, tmp_path, "https://buss.example/", unknown)


def test_a_name_with_swedish_letters_is_compared_as_the_network_writes_it(tmp_path: Path) -> None:
    """The connection goes to the checked address, under the host's own name."""
    asked: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.host, request.headers["Host"]))
        return httpx.Response(200, headers={"Content-Type": "text/plain"}, content=b"Bussar")

    entry = CatalogueEntry(id="buss", title="Bussar", publisher="P", addresses=("https://böss.example/",))
    limits = FetchLimits(hosts=frozenset({"böss.example"}))
    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        file = Fetcher(client=client, limits=limits, resolve=lambda _host, _port: (PUBLIC,)).fetch(
            entry, tmp_path
        )

    assert file.name == "buss.txt"
    assert asked == [(PUBLIC, "xn--bss-sna.example")]


def test_a_source_without_address_says_where_to_look(client: httpx.Client, tmp_path: Path) -> None:
    """Some publications are known by name only."""
    entry = CatalogueEntry(id="a", title="Cyklar", publisher="P", where="cykel.example, under Mer")

    with pytest.raises(FetchRefused, match=r"'Cyklar' har ingen adress.*cykel\.example, under Mer"):
        Fetcher(client=client, limits=FetchLimits(hosts=frozenset())).fetch(entry, tmp_path)

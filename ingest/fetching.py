"""Fetching: download a known source from its publisher, and nothing else from anywhere else.

Only https, only the catalogue's hosts, redirects followed by hand under the same rules, public
addresses only. The connection goes to the very address that was checked, so that a name server
cannot answer differently the second time.
"""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO

import httpx

from ingest.catalogue_file import CatalogueEntry
from ingest.errors import FetchRefused

MEGABYTE = 1_000_000
_SUFFIXES: Mapping[str, str] = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xhtml+xml": ".html",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_BY_HAND = "Hämta filen i en webbläsare och lägg den i mappen för källor"
_FIX_ADDRESS = "Rätta adressen i källkatalogen"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What a download may do."""

    hosts: frozenset[str]
    """Hosts, with `:port` where it is not the usual one."""
    schemes: frozenset[str] = frozenset({"https"})
    private_addresses: bool = False
    """True only in tests: lets hosts resolve to loopback and private networks."""
    size: int = 50 * MEGABYTE
    """Most bytes of a body."""
    redirects: int = 5
    silence: float = 15.0
    """Seconds that the server may say nothing."""
    duration: float = 120.0
    """Seconds for the whole download."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return a host's IP addresses.

    Raises:
        OSError: The name is unknown or the name server does not answer.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Downloads sources within its limits. The client belongs to the caller, who closes it."""

    client: httpx.Client
    limits: FetchLimits
    resolve: Callable[[str, int], tuple[str, ...]] = field(default=resolve)

    def fetch(self, entry: CatalogueEntry, folder: Path) -> Path:
        """Download the entry's first address into the folder, whole or not at all.

        Returns:
            The file, named after the catalogue id and the type; an older one is replaced.

        Raises:
            FetchRefused: The address, a redirect, the size, the type or the network stood in the way.
        """
        if not entry.addresses:
            look = f"Sök här: {entry.where}" if entry.where else _BY_HAND
            raise FetchRefused(f"{entry.name!r} har ingen adress att hämta från. {look}.")
        deadline = monotonic() + self.limits.duration
        url = _parsed(entry.addresses[0])
        for _ in range(self.limits.redirects + 1):
            with self._opened(url) as response:
                if not response.has_redirect_location:
                    return self._save(response, url, folder=folder, name=entry.id, deadline=deadline)
                url = url.join(_parsed(response.headers["Location"]))
        raise FetchRefused(f"{entry.addresses[0]!r} skickar vidare för många gånger. {_BY_HAND}.")

    @contextmanager
    def _opened(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """Request one address, without following where it leads."""
        request = self._request(url, self._checked_address(url))
        try:
            response = self.client.send(request, stream=True, follow_redirects=False)
            try:
                yield response
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise FetchRefused(f"{str(url)!r} svarar för långsamt. Försök igen senare.") from error
        except httpx.HTTPError as error:
            raise FetchRefused(
                f"{str(url)!r} kunde inte hämtas: {error}. Kontrollera adress och nät."
            ) from error

    def _checked_address(self, url: httpx.URL) -> str:
        """Return the address to connect to, after scheme, host and network have been checked."""
        if url.scheme not in self.limits.schemes:
            raise FetchRefused(f"{str(url)!r} är ingen https-adress. {_FIX_ADDRESS}.")
        if url.userinfo or url.netloc not in {
            _parsed(f"https://{host}").netloc for host in self.limits.hosts
        }:
            raise FetchRefused(f"Webbservern i {str(url)!r} finns inte i källkatalogen. {_BY_HAND}.")
        try:
            addresses = self.resolve(url.host, url.port or 443)
        except OSError as error:
            raise FetchRefused(
                f"Webbservern {url.host!r} hittas inte. Kontrollera adress och nät."
            ) from error
        if not addresses or not (self.limits.private_addresses or all(map(is_public, addresses))):
            raise FetchRefused(f"Webbservern {url.host!r} pekar in i ett internt nät. {_FIX_ADDRESS}.")
        return addresses[0]

    def _request(self, url: httpx.URL, address: str) -> httpx.Request:
        """Ask the checked address, while name and certificate stay those of the host."""
        return self.client.build_request(
            "GET",
            url.copy_with(host=address, fragment=None),
            headers={"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"},
            extensions={"sni_hostname": url.host},
            timeout=self.limits.silence,
        )

    def _save(
        self, response: httpx.Response, url: httpx.URL, *, folder: Path, name: str, deadline: float
    ) -> Path:
        suffix = self._suffix(response, url)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _replacing(folder / f"{name}{suffix}") as file:
                self._copy(response, url, file=file, deadline=deadline)
        except OSError as error:
            remedy = "Kontrollera plats och behörighet"
            raise FetchRefused(
                f"{str(url)!r} kunde inte sparas i {str(folder)!r}: {error.strerror}. {remedy}."
            ) from error
        return folder / f"{name}{suffix}"

    def _suffix(self, response: httpx.Response, url: httpx.URL) -> str:
        if response.status_code != httpx.codes.OK:
            raise FetchRefused(f"{str(url)!r} svarar {response.status_code}. {_FIX_ADDRESS}.")
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in _SUFFIXES:
            raise FetchRefused(
                f"{str(url)!r} är av en typ som inte läses in: {kind or 'okänd'!r}. {_BY_HAND}."
            )
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self.limits.size:
            raise self._too_large(url)
        return _SUFFIXES[kind]

    def _copy(self, response: httpx.Response, url: httpx.URL, *, file: IO[bytes], deadline: float) -> None:
        received = 0
        for piece in response.iter_bytes():
            received += len(piece)
            if received > self.limits.size:
                raise self._too_large(url)
            if monotonic() > deadline:
                raise FetchRefused(f"{str(url)!r} tog för lång tid att hämta. Försök igen senare.")
            file.write(piece)
        if not received:
            raise FetchRefused(f"{str(url)!r} gav en tom fil. {_BY_HAND}.")

    def _too_large(self, url: httpx.URL) -> FetchRefused:
        return FetchRefused(f"{str(url)!r} är större än {self.limits.size / MEGABYTE:g} MB. {_BY_HAND}.")


def is_public(address: str) -> bool:
    """Tell whether an IP address lies on the public internet, also when an IPv6 address wraps an IPv4 one.

    >>> is_public("193.10.1.1"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _parsed(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FetchRefused(f"{address!r} är ingen giltig adress. {_FIX_ADDRESS}.") from error


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a file beside the path, and put it in place once it is whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

"""What stands in front of every request: host and origin checks, body limits, headers, the last resort.

Pure ASGI, so that nothing is buffered and streams stay streams.
"""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.errors import Problem, too_large, unforeseen
from ui.trouble import record_fault

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class HostGuard:
    """Refuses requests for other host names: a page elsewhere cannot rebind its name to us."""

    def __init__(self, app: ASGIApp, *, allowed_hosts: tuple[str, ...]) -> None:
        self._app = app
        self._allowed = _LOOPBACK | {host.lower() for host in allowed_hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve HTTP for known hosts only; there are no web sockets."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif all(_host_name(host) in self._allowed for host in _claimed_hosts(scope)):
            await self._app(scope, receive, send)
        else:
            problem = Problem(
                400,
                code="unknown_host",
                message="Tjänsten svarar inte på den här adressen.",
                remedy="Använd localhost, eller be den som sköter tjänsten att lägga till adressen.",
            )
            await problem.response()(scope, receive, send)


def _claimed_hosts(scope: Scope) -> list[str]:
    headers = Headers(scope=scope)
    return [headers.get("host", ""), *headers.getlist("x-forwarded-host")]


def _host_name(host: str) -> str:
    """Return the name without port.

    >>> _host_name("LOCALHOST:8000"), _host_name("[::1]:80"), _host_name("a@b")
    ('localhost', '::1', '')
    """
    try:
        parts = urlsplit(f"//{host}")
    except ValueError:
        return ""
    return "" if parts.username is not None or parts.path else (parts.hostname or "")


class OriginGuard:
    """Refuses state-changing requests that another site's page makes a browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through reading, programs (no Origin) and our own pages."""
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS or _same_origin(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        problem = Problem(
            403,
            code="foreign_origin",
            message="Begäran kommer från en annan webbplats och utfördes inte.",
            remedy="Gör det från tjänstens egna sidor.",
        )
        await problem.response()(scope, receive, send)


def _same_origin(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() in {
        headers.get("host", "").lower(),
        headers.get("x-forwarded-host", "").lower(),
    } - {""}


_FORM_BYTES = 64 * 1024
"""What a multipart form may add around its file."""


class BodyLimit:
    """Refuses bodies over the limit of their address, announced or not.

    `uploads` maps “POST /path” to the most bytes of the file that a form there may carry.
    """

    def __init__(self, app: ASGIApp, *, default: int, uploads: Mapping[str, int]) -> None:
        self._app = app
        self._default = default
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the announced length first, then count what arrives."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        file_bytes = self._uploads.get(f"{scope['method']} {scope['path']}")
        limit = self._default if file_bytes is None else file_bytes + _FORM_BYTES
        announced = Headers(scope=scope).get("content-length", "0")
        fits = not announced.isdecimal() or int(announced) <= limit
        if not fits or await _overflows(self._app, scope, receive, send, limit=limit):
            await too_large(file_bytes or limit).response()(scope, receive, send)


class _Overflow(HTTPException):
    """The body turned out to be over the limit; FastAPI lets an HTTPException pass unchanged."""

    def __init__(self) -> None:
        super().__init__(status_code=413)


async def _overflows(app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, limit: int) -> bool:
    """Serve the request; on True the body was over the limit and nothing has been answered."""
    received = 0
    started = False

    async def counting() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise _Overflow
        return message

    async def sending(message: Message) -> None:
        nonlocal started
        if received <= limit or started:
            started = True
            await send(message)

    with suppress(_Overflow):
        await app(scope, counting, sending)
    return received > limit and not started


class SecurityHeaders:
    """Adds the headers that a response does not set itself."""

    _HEADERS: Mapping[str, str] = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, headers completed; only hashed assets may be kept by the browser."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._HEADERS.items():
                    headers.setdefault(name, value)
                headers["Cache-Control"] = _caching(scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, with_headers)


def _caching(path: str, status: int) -> str:
    """Return how long the browser may keep a response: only files that are the same for everyone.

    >>> _caching("/assets/index-1a2b.js", 200), _caching("/api/v1/ask", 200)
    ('public, max-age=31536000, immutable', 'no-store')
    """
    if status == 200 and path.startswith("/assets/"):  # noqa: PLR2004  their names carry a hash
        return "public, max-age=31536000, immutable"
    return "no-cache" if path.startswith(("/static/", "/web/")) else "no-store"


class LastResort:
    """Turns a fault of our own into the 500 body; the log gets the place, never anyone's words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 500 when nothing has been sent yet; otherwise the response just ends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watching(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except Exception as fault:  # noqa: BLE001  the process's outermost edge
            reference = record_fault(fault)
            if started:
                raise ConnectionAbortedError(reference) from None
            await unforeseen(reference).response()(scope, receive, send)

"""Gradio's page as we serve it: Swedish, our style and scripts, a nonce on every script, no other hosts."""

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.frame import Frame

_NONCED = re.compile(r"<script(?=[\s>])")
_FOREIGN = re.compile(
    r"""<meta\s[^>]*(?:property="og:|name="twitter:)[^>]*>|<link\s+rel="manifest"[^>]*>""", re.DOTALL
)
_HEAD = """<head>
<script src="/web/language.js"></script>
<link rel="icon" href="/web/icon.svg" type="image/svg+xml">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Svar om nära vård ur källorna, med citat som går att kontrollera.">"""
_TAIL = """<link rel="stylesheet" href="/web/style.css">
<link rel="stylesheet" href="/web/pages.css">
<link rel="stylesheet" href="/web/print.css">
<script src="/web/naravard.js" defer></script>
</head>"""
_NOSCRIPT = (
    '<noscript><p class="nv-notice">Sidan behöver JavaScript. '
    "Slå på JavaScript i webbläsaren och ladda om sidan.</p></noscript></body>"
)


def policy(nonce: str) -> str:
    """Return the content security policy of a page."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


_BODY = re.compile(r"<body[^>]*>")


def rewrite(page: str, nonce: str, *, head: str = "", foot: str = "") -> str:
    """Return the page with language, own style and scripts, a nonce on every script, and what stands around every page.

    >>> rewrite('<html lang="en"><head><script>1</script></head><body></body>', "n").count('nonce="n"')
    3
    >>> rewrite('<body class="a"></body>', "n", head="<nav></nav>").startswith('<body class="a"><nav></nav>')
    True
    """
    page = page.replace('lang="en"', 'lang="sv"', 1)
    page = _FOREIGN.sub("", page)
    page = page.replace("<head>", _HEAD, 1).replace("</head>", _TAIL, 1)
    page = _BODY.sub(lambda body: f"{body.group()}{head}", page, count=1)
    page = page.replace("</body>", f"{foot}{_NOSCRIPT}", 1)
    return _NONCED.sub(f'<script nonce="{nonce}"', page)


class PageWriter:
    """Rewrites HTML responses of the wrapped application; everything else passes as it is."""

    def __init__(self, app: ASGIApp, frame: Frame) -> None:
        self._app = app
        self._frame = frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold an HTML response until it is whole, then send it rewritten under its own policy."""
        start: Message | None = None
        body = b""

        async def holding(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                await _send_page(start, body, send, self._frame.around(Request(scope)))

        await self._app(_uncompressed(scope), receive, holding)


def _is_html(message: Message) -> bool:
    return MutableHeaders(scope=message).get("content-type", "").startswith("text/html")


def _uncompressed(scope: Scope) -> Scope:
    """Ask for pages as plain text: what is compressed cannot be rewritten."""
    if scope["path"].startswith("/assets/"):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


async def _send_page(start: Message, body: bytes, send: Send, around: tuple[str, str]) -> None:
    nonce = secrets.token_urlsafe(16)
    head, foot = around
    page = rewrite(body.decode(), nonce, head=head, foot=foot).encode() if body else body
    headers = MutableHeaders(scope=start)
    headers["Content-Security-Policy"] = policy(nonce)
    if body:
        headers["Content-Length"] = str(len(page))
    await send(start)
    await send({"type": "http.response.body", "body": page})

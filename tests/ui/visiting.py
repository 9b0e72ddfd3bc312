"""A real server for a real browser, and how somebody without a mouse gets about."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from tests.ui.conftest import Visit

_MOST_STEPS = 80


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Yield the address of an application that a browser can reach."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=lambda: server.run(sockets=[door]), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = server.force_exit = True
        thread.join(timeout=10)


def tabbed_to(visit: Visit, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(_MOST_STEPS):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


def typed(visit: Visit, text: str) -> None:
    """Type into what has the focus, and send it."""
    visit.page.keyboard.type(text)
    visit.page.keyboard.press("Enter")

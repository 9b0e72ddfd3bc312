"""The application with fakes behind it, as a client and as a server that a browser can reach."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from assistant.wording.accepting import AcceptList
from tests.checkers import checker
from tests.fakes import (
    FakeAnswerer,
    FakeDesk,
    FakeGlossary,
    FakeOnboarding,
    FakePictures,
    FakePulse,
    FakeSharing,
    FakeShelf,
    FakeTally,
    FakeWriting,
)
from tests.trainers import FakeTeaching
from ui.app import create_app
from ui.ports import Wording

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


@pytest.fixture(scope="session")
def parts() -> tuple[FakeAnswerer, FakeShelf, FakePulse]:
    """The fakes behind the one application that most tests share: building Gradio's takes half a second."""
    return FakeAnswerer(), FakeShelf(), FakePulse()


@pytest.fixture
def answerer(parts: tuple[FakeAnswerer, FakeShelf, FakePulse]) -> FakeAnswerer:
    """An answerer that has not been asked anything yet."""
    parts[0].asked.clear()
    return parts[0]


@pytest.fixture
def shelf(parts: tuple[FakeAnswerer, FakeShelf, FakePulse]) -> FakeShelf:
    """A shelf with a deck and a handbook page."""
    parts[1].stored[:] = FakeShelf().stored
    parts[1].names.clear()
    return parts[1]


@pytest.fixture
def pulse(parts: tuple[FakeAnswerer, FakeShelf, FakePulse]) -> FakePulse:
    """A pulse that says ready."""
    parts[2].ready = True
    return parts[2]


@pytest.fixture(scope="session")
def app(
    parts: tuple[FakeAnswerer, FakeShelf, FakePulse], tmp_path_factory: pytest.TempPathFactory
) -> FastAPI:
    """The application as a local installation runs it."""
    answerer, shelf, pulse = parts
    return create_app(
        answerer=answerer,
        shelf=shelf,
        pulse=pulse,
        desk=FakeDesk(),
        glossary=FakeGlossary(),
        drafting=FakeWriting(),
        onboarding=FakeOnboarding(),
        sharing=FakeSharing(),
        pictures=FakePictures(),
        tally=FakeTally(),
        teaching=FakeTeaching(),
        wording=Wording(checker=checker(), accepted=AcceptList(tmp_path_factory.mktemp("accepted"))),
    )


@pytest.fixture(scope="session")
def running(app: FastAPI) -> Iterator[TestClient]:
    """A client of the shared application, started."""
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as started:
        yield started


@pytest.fixture
def client(running: TestClient, answerer: FakeAnswerer, shelf: FakeShelf, pulse: FakePulse) -> TestClient:
    """A program on the same machine, with everything behind the application as new."""
    return running


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real server on a free loopback port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(
        answerer=FakeAnswerer(),
        shelf=FakeShelf(),
        pulse=FakePulse(),
        desk=FakeDesk(),
        glossary=FakeGlossary(),
        drafting=FakeWriting(),
        onboarding=FakeOnboarding(),
        sharing=FakeSharing(),
        pictures=FakePictures(),
        tally=FakeTally(),
        teaching=FakeTeaching(),
        wording=Wording(checker=checker(), accepted=AcceptList(tmp_path_factory.mktemp("accepted"))),
    )
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    server.force_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Real Chromium, speaking English so that the pages have to be Swedish by themselves."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} saknas: apt-get install chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Visit:
    """A page opened in a context of its own, with what went wrong on it."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(locale="en-US", reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, path: str = "/") -> None:
        """Open a page and wait until Gradio has drawn it."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("h1")
        self.page.locator(".loading").wait_for(state="detached")

    def ask(self, question: str) -> None:
        """Type a question, send it with Enter and wait for its answer."""
        before = self.page.locator(".nv-turn .nv-question").all_inner_texts()
        self.page.locator("#nv-question textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(
            "before => document.querySelector('.nv-outcome')"
            " && document.querySelector('#nv-question textarea').value === ''"
            " && (before.length === 0 || document.querySelector('.nv-earlier'))",
            arg=before,
        )


@pytest.fixture
def visits(browser: Browser, address: str) -> Iterator[Any]:
    """Open visits of any size; all are closed afterwards."""
    opened: list[Visit] = []

    def visit(*, width: int = 1280, height: int = 900, scheme: str = "light") -> Visit:
        opened.append(
            Visit(browser, address, viewport={"width": width, "height": height}, color_scheme=scheme)
        )
        return opened[-1]

    yield visit
    for one in opened:
        one.context.close()

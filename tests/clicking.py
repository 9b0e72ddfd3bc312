"""Ten people clicking at once in real browsers: no error, nobody sees another's conversation, memory stays flat.

Run with `make clicks`, or `python -m tests.clicking --users 10 --minutes 8`: a closed page is forgotten after five minutes, so that memory
is level only after that. Needs Chromium; the starter handbook is the record.
"""

import argparse
import asyncio
import platform
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from statistics import linear_regression, median, quantiles
from tempfile import TemporaryDirectory

import httpx
import psutil
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright
from rich.console import Console
from rich.table import Table

from tests.ui.conftest import CHROMIUM, QUIET
from tests.ui.test_serving import command, free_port

QUESTIONS = (
    "Vad är nära vård?",
    "Vad är skillnaden mellan hälsofrämjande och förebyggande?",
    "Är nära vård en ny organisation?",
    "Vad menas med nivåstrukturering?",
    "Vad kostar omställningen?",
    "Vad betyder personcentrering?",
)
PAGES = ("/begrepp?sok=nära vård", "/ny-har", "/kallor", "/skriv", "/om")
_WAIT_MS = 60_000
_MEGABYTE = 2**20
_SETTLED = 3
"""Part of the time after which memory is held to be warm, and over which its growth is measured: one third."""


@dataclass(slots=True)
class Seen:
    """What happened."""

    answered: list[float] = field(default_factory=list)
    """Seconds from Enter to the whole answer."""
    pages: int = 0
    faults: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    """Questions that stood on a page of somebody who had not asked them."""
    memory: list[tuple[float, float]] = field(default_factory=list)
    """Seconds since the start, and megabytes that the server holds."""


class User:
    """One person with a browser of their own."""

    def __init__(self, number: int, page: Page, address: str, seen: Seen) -> None:
        self._mark = f"(person {number})"
        self._page = page
        self._address = address
        self._seen = seen
        self._leaves = False
        self._at = self._mark
        page.on("console", self._hear)

    async def click_until(self, end: float) -> None:
        """Ask, open sources, look at other pages and start over until the time is up."""
        for turn in count():
            if time.monotonic() > end:
                return
            try:
                await self._go("/")
                await self._converse(turn)
                await self._go(PAGES[turn % len(PAGES)])
                self._seen.pages += 1
            except Exception as error:  # noqa: BLE001  whatever happens to a user is a finding
                self._seen.faults.append(f"{self._at}: {str(error)[:200]}")

    async def _go(self, path: str) -> None:
        """Open a page. What the page that is left says of its open stream, which the browser cuts, is no finding."""
        self._leaves = True
        await self._page.goto(self._address + path)
        await self._page.locator("h1").wait_for(timeout=_WAIT_MS)
        await self._page.locator(".loading").wait_for(state="detached", timeout=_WAIT_MS)
        self._leaves = False

    async def _converse(self, turn: int) -> None:
        box = self._page.locator("#nv-question textarea")
        await box.wait_for(timeout=_WAIT_MS)
        asked = []
        for step in range(3):
            self._at = f"{self._mark}, varv {turn}, fråga {step + 1}"
            asked.append(f"{QUESTIONS[(turn + step) % len(QUESTIONS)]} {self._mark}")
            await box.fill(asked[-1])
            began = time.monotonic()
            await box.press("Enter")
            heading = self._page.locator("#nv-current .nv-question", has_text=asked[-1])
            await heading.wait_for(timeout=_WAIT_MS)
            await self._page.locator("#nv-current .nv-take-row").first.wait_for(timeout=_WAIT_MS)
            self._seen.answered.append(time.monotonic() - began)
        await self._look_for_others()
        opening = self._page.locator("#nv-current button.nv-open")
        if await opening.count():
            await opening.first.click()
            await self._page.locator("#nv-panel-title").wait_for(timeout=_WAIT_MS)
            await self._page.keyboard.press("Escape")
        await self._page.locator("#nv-clear").click()

    async def _look_for_others(self) -> None:
        for told in await self._page.locator(".nv-question, .nv-earlier-question").all_text_contents():
            if self._mark not in told:
                self._seen.mixed.append(f"{self._mark} såg {told!r}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._leaves:
            self._seen.faults.append(f"{self._mark}: {message.text[:200]}")


async def _click(address: str, server: psutil.Process, *, users: int, seconds: float) -> Seen:
    seen, began = Seen(), time.monotonic()
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        people = [await _user(browser, number, address, seen) for number in range(1, users + 1)]
        watching = asyncio.create_task(_watch(server, seen, began))
        await asyncio.gather(*(person.click_until(began + seconds) for person in people))
        watching.cancel()
        await browser.close()
    return seen


async def _user(browser: Browser, number: int, address: str, seen: Seen) -> User:
    context = await browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
    return User(number, await context.new_page(), address, seen)


async def _watch(server: psutil.Process, seen: Seen, began: float) -> None:
    while True:
        seen.memory.append((time.monotonic() - began, server.memory_info().rss / _MEGABYTE))
        await asyncio.sleep(1)


def _serve_and_click(folder: Path, *, users: int, seconds: float) -> Seen:
    port = free_port()
    with as_file(files("corpus").joinpath("handbok")) as handbook:
        ingest = [sys.executable, "-m", "ui.cli", "ingest", "--data", str(folder), str(handbook)]
        subprocess.run(ingest, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen(command(folder, port), stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            return asyncio.run(_click(address, psutil.Process(server.pid), users=users, seconds=seconds))
        finally:
            server.terminate()


def _wait(address: str) -> None:
    while True:
        try:
            httpx.get(f"{address}/ready", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return


def _growth(memory: list[tuple[float, float]]) -> float:
    """Return by how many megabytes a minute memory grows in the last third of the time."""
    warm = memory[-(len(memory) // _SETTLED) :]
    return 60 * linear_regression([at for at, _ in warm], [held for _, held in warm]).slope


def _show(seen: Seen, *, users: int, seconds: float) -> None:
    held = [megabytes for _, megabytes in seen.memory]
    machine = f"{platform.machine()}, {psutil.cpu_count()} kärnor, Python {platform.python_version()}"
    table = Table(
        "mått", "värde", title=f"{users} användare i {seconds:.0f} s ({machine})", title_justify="left"
    )
    rows = {
        "svar": str(len(seen.answered)),
        "andra sidor": str(seen.pages),
        "till helt svar, median s": f"{median(seen.answered):.2f}",
        "till helt svar, p95 s": f"{quantiles(seen.answered, n=20)[-1]:.2f}",
        "fel": str(len(seen.faults)),
        "främmande samtal": str(len(seen.mixed)),
        "serverns minne först, varm, sist, MB": f"{held[0]:.0f}, {held[len(held) // _SETTLED]:.0f}, {held[-1]:.0f}",
        "växer i sista tredjedelen, MB/min": f"{_growth(seen.memory):.1f}",
    }
    for name, value in rows.items():
        table.add_row(name, value)
    console = Console()
    console.print(table)
    for told in [*seen.mixed, *seen.faults][:10]:
        console.print(told, markup=False)


def main() -> int:
    """Click, print a table, and return 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.clicking")
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=3.0)
    chosen = parser.parse_args()
    seconds = chosen.minutes * 60
    with TemporaryDirectory(prefix="naravard-clicks-") as folder:
        seen = _serve_and_click(Path(folder), users=chosen.users, seconds=seconds)
    _show(seen, users=chosen.users, seconds=seconds)
    return int(bool(seen.mixed or seen.faults))


if __name__ == "__main__":
    sys.exit(main())

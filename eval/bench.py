"""Times: one small file, first and second ingest, one question, start-up; with embedding alone in the same run."""

import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx
from rich.console import Console
from rich.table import Table

from assistant.answers import Question
from assistant.settings import Settings
from assistant.wiring import Owner
from eval.cases import load_cases
from eval.shelves import MIXED, publications
from ingest.sandbox import read_bytes

READY_SECONDS = 30
_PORT = 8765


def bench(documents: Path, *, asked: int) -> dict[str, object]:
    """Measure on the real publications and print one table.

    Args:
        documents: Folder with the publications' office files.
        asked: Questions to time.
    """
    with TemporaryDirectory(prefix="naravard-bench-") as folder:
        root = Path(folder)
        inbox = root / "inbox"
        inbox.mkdir()
        for path in publications(documents, MIXED):
            shutil.copy(path, inbox / path.name)
        figures = {**_reading(), **_ingest(root, inbox), **_question(root, asked), **_start(root)}
    machine = f"{platform.machine()}, {os.cpu_count()} kärnor, Python {platform.python_version()}"
    _show(figures, machine)
    return {"machine": machine, "figures": figures}


def _reading() -> dict[str, float]:
    page = "<h1>Bytorget</h1><p>Där möts alla.</p>".encode()
    times = [_seconds(partial(read_bytes, "torg.html", page)) for _ in range(5)]
    return {"läsa en liten fil, median s": median(times)}


def _ingest(root: Path, inbox: Path) -> dict[str, float]:
    owner = Owner(Settings(data=root / "data"))
    owner.embedder.embed_question("uppvärmning")
    first = owner.ingestion.run([inbox])
    second = owner.ingestion.run([inbox])
    passages = [
        passage for document in owner.documents() for passage in owner.library.passages_of(document.id)
    ]
    texts = list(dict.fromkeys(passage.index_text for passage in passages))
    alone = _seconds(lambda: owner.embedder.embed_passages(texts))
    owner.close()
    return {
        "första inläsningen, s": first.seconds,
        "bädda in dess stycken, s": alone,
        "gräns 1,5 × + 5, s": 1.5 * alone + 5,
        "andra inläsningen, s": second.seconds,
        "andra inläsningen, nya vektorer": float(second.embedded),
    }


def _question(root: Path, asked: int) -> dict[str, float]:
    owner = Owner(Settings(data=root / "data"))
    owner.index.refresh()
    cases = load_cases()
    questions = [cases[number % len(cases)].question for number in range(asked)]
    for question in questions[:10]:
        owner.assistant.ask(Question(text=question))
    embedding = [_seconds(partial(owner.embedder.embed_question, question)) for question in questions]
    whole = [_seconds(partial(owner.assistant.ask, Question(text=question))) for question in questions]
    owner.close()
    ordered = sorted(whole)
    return {
        "en fråga, median ms": median(whole) * 1000,
        "en fråga, p95 ms": ordered[int(len(ordered) * 0.95)] * 1000,
        "bädda in frågan, median ms": median(embedding) * 1000,
        "fråga / inbäddning": median(whole) / median(embedding),
    }


def _start(root: Path) -> dict[str, float]:
    """Start three times: after a proper end, after that, and after a kill."""
    times = [_ready_after_start(root, end) for end in (signal.SIGTERM, signal.SIGKILL, signal.SIGTERM)]
    return {"redo efter start, s": times[1], "redo efter kill -9, s": times[2]}


def _ready_after_start(root: Path, end: signal.Signals) -> float:
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "serve", "--data", str(root / "data"), "--port", str(_PORT)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return _until_ready(began)
    finally:
        server.send_signal(end)
        server.wait(timeout=READY_SECONDS)


def _until_ready(began: float) -> float:
    while time.perf_counter() - began < READY_SECONDS:
        try:
            if httpx.get(f"http://127.0.0.1:{_PORT}/ready", timeout=2).is_success:
                return time.perf_counter() - began
        except httpx.TransportError:
            time.sleep(0.05)
    return float("inf")


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _show(figures: Mapping[str, float], machine: str) -> None:
    table = Table("mått", "värde", title=f"Tider ({machine})", title_justify="left")
    for name, value in figures.items():
        table.add_row(name, f"{value:.2f}")
    Console().print(table)

"""Files from others, read in a process of their own with limits on memory, time and size.

A file may be made to exhaust whoever opens it. So the reading happens in a fresh Python (never a fork:
a forked child hangs once the embedder has run) that gets the bytes on standard input and answers with
JSON. Whatever it does, crash, run out of memory or hang, becomes an UnreadableDocument.
"""

import signal
import subprocess
import sys
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest.documents import SourceDocument
from ingest.errors import UnreadableDocument
from ingest.media import MAX_BYTES, refuse_oversized
from ingest.sandboxed import ANSWERED, CPU_SECONDS, REFUSED, Refusal

WALL_SECONDS = 30

_ROOT = Path(__file__).resolve().parent.parent
_DEATHS = {
    -signal.SIGXCPU: f"den kräver mer än {CPU_SECONDS} sekunders beräkning",
    -signal.SIGKILL: "den kräver mer tid eller minne än vad som är tillåtet",
}
_DOCUMENT = TypeAdapter(SourceDocument)
_REFUSAL = TypeAdapter(Refusal)
_SHRINK = "Dela upp filen, eller spara den på nytt i sitt program"


def read_file(path: Path) -> SourceDocument:
    """Read a file within the limits; raise UnreadableDocument with reason and remedy when that fails."""
    try:
        if not path.is_file():
            raise UnreadableDocument(path.name, "det finns ingen sådan fil", "Kontrollera sökvägen")
        refuse_oversized(path.stat().st_size, path.name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = f"filen går inte att öppna ({error.strerror or error})"
        raise UnreadableDocument(path.name, reason, "Kontrollera att du har rätt att läsa den") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> SourceDocument:
    """Read a file's bytes within the limits; raise UnreadableDocument with reason and remedy when that fails."""
    refuse_oversized(len(data), name)
    try:
        child = run_apart("ingest.sandboxed", name, data=data)
    except subprocess.TimeoutExpired as error:
        reason = f"den tog längre än {WALL_SECONDS} sekunder att läsa"
        raise UnreadableDocument(name, reason, _SHRINK) from error
    return _answer(name, child)


def run_apart(module: str, *arguments: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run one of our own modules that sets its limits itself; raise `subprocess.TimeoutExpired` when it takes too long.

    Args:
        module: Its dotted name.
        *arguments: Words, not commands; what is no valid text is replaced.
        data: What it reads on standard input.
    """
    words = [argument.encode("utf-8", "replace").decode("utf-8") for argument in arguments]
    return subprocess.run(  # noqa: S603  # our own interpreter and module
        [sys.executable, "-X", "utf8", "-m", module, *words],
        input=data,
        capture_output=True,
        timeout=WALL_SECONDS,
        check=False,
        env={"PYTHONPATH": str(_ROOT), "PYTHONSAFEPATH": "1", "PYTHONWARNINGS": "ignore"},
        cwd=_ROOT,
    )


def _answer(name: str, child: subprocess.CompletedProcess[bytes]) -> SourceDocument:
    """Believe a child only when it says itself that it succeeded, in the form that was agreed."""
    try:
        if child.returncode == ANSWERED:
            return _DOCUMENT.validate_json(child.stdout)
        if child.returncode == REFUSED:
            refusal = _REFUSAL.validate_json(child.stdout)
            raise UnreadableDocument(name, refusal.reason, refusal.remedy)
    except ValidationError as error:
        raise UnreadableDocument(name, "läsningen avbröts", _SHRINK) from error
    reason = _DEATHS.get(child.returncode, "läsningen avbröts oväntat")
    raise UnreadableDocument(name, reason, _SHRINK)

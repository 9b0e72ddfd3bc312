"""The process that reads one file: bytes in, JSON out, limits set before anything of the file is touched.

Started by `ingest.sandbox` as `python -m ingest.sandboxed NAME`.
"""

import json
import resource
import sys
from dataclasses import asdict, dataclass
from importlib import import_module

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
ANSWERED = 0
REFUSED = 3

_RESAVE = "Öppna den i sitt program och spara den på nytt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file could not be read, on its way to the parent."""

    reason: str
    remedy: str


def main() -> int:
    """Read the file on standard input and answer on standard output; the exit code says which answer it is."""
    set_limits()
    code, answer = _read(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
    return code


def set_limits() -> None:
    """Bound what this process may use of memory and processor time, and let it write no file."""
    if sys.platform != "darwin":  # macOS refuses limits on address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read(name: str, data: bytes) -> tuple[int, dict[str, object]]:
    try:
        readers = import_module("ingest.readers")  # after the limits: what a library allocates counts too
        return ANSWERED, asdict(readers.read(name, data))
    except MemoryError:
        refusal = Refusal(
            reason="den kräver mer än 1 GB minne att läsa", remedy="Dela upp den, eller ta bort bilder"
        )
    except RecursionError:
        refusal = Refusal(reason="den är för invecklat uppbyggd", remedy=_RESAVE)
    except Exception as error:  # noqa: BLE001  # the outermost edge of this process: any fault is the file's
        reason = getattr(error, "reason", "innehållet går inte att tolka")
        refusal = Refusal(reason=str(reason), remedy=str(getattr(error, "remedy", _RESAVE)))
    return REFUSED, asdict(refusal)


if __name__ == "__main__":
    sys.exit(main())

"""One owner of a data folder: an advisory lock that the kernel releases when its process ends."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.errors import LibraryDamaged, LibraryLocked


class FolderLock:
    """Holds the right to write to a data folder and to open its vector index.

    Raises:
        LibraryLocked: When another process holds it; the message names that process.
        LibraryDamaged: When the folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "owner.lock"
        self._file: int | None = None

    def acquire(self) -> Self:
        """Take the lock or raise; never waits."""
        file = self._opened()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.read(file, 32).decode("ascii", "ignore").strip() or "okänd"
            os.close(file)
            raise LibraryLocked(
                f"Datamappen {str(self._path.parent)!r} används redan av ett annat program (process {owner}). "
                "Inget har ändrats. Avsluta det programmet, eller ange en annan mapp med --data."
            ) from error
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        self._file = file
        return self

    def _opened(self) -> int:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise LibraryDamaged(
                f"Datamappen {str(self._path.parent)!r} kan inte skrivas ({error.strerror}). Inget har ändrats. "
                "Kontrollera behörigheter och diskutrymme, eller ange en annan mapp med --data."
            ) from error

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

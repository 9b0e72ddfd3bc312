"""Uploaded files that wait for an editor's yes: in memory, for a quarter of an hour, a handful at a time.

While a request is read, Starlette keeps what is larger than a megabyte in a nameless temporary file, gone when it is answered.
"""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

MOST = 8
"""Files that wait at once; the oldest gives way."""
SECONDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file that has been looked at and not yet stored."""

    name: str
    data: bytes


class WaitingRoom:
    """Keeps files under names that cannot be guessed. Nothing of them is written to the data folder: they are not masked yet."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._files: OrderedDict[str, tuple[float, WaitingFile]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, file: WaitingFile) -> str:
        """Keep a file and return what it is fetched by."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._leave()
            self._files[token] = (time.monotonic() + self._seconds, file)
            while len(self._files) > MOST:
                self._files.popitem(last=False)
        return token

    def take(self, token: str) -> WaitingFile | None:
        """Return a file and forget it; None when it is gone."""
        with self._lock:
            self._leave()
            kept = self._files.pop(token, None)
        return kept[1] if kept is not None else None

    def _leave(self) -> None:
        now = time.monotonic()
        for token in [token for token, (until, _) in self._files.items() if until < now]:
            del self._files[token]

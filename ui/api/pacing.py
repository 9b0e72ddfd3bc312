"""How often one client may do a thing: counted in memory, for as long as the count matters."""

import math
import threading
import time
from collections import deque

from fastapi import Request

from ui.api.errors import Problem


class Pace:
    """Lets each client do a thing a number of times within a span, and no more.

    Args:
        most: How many times.
        seconds: The span.
    """

    def __init__(self, *, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        with self._lock:
            return len(self._times)

    def keep(self, client: str) -> None:
        """Count one more time.

        Raises:
            Problem: When it is one too many: 429, with how long to wait.
        """
        now = time.monotonic()
        self.sweep()
        with self._lock:
            times = self._times.setdefault(client, deque())
            if len(times) >= self._most:
                raise _too_often(math.ceil(times[0] + self._seconds - now))
            times.append(now)

    def sweep(self) -> None:
        """Forget what no longer counts."""
        since = time.monotonic() - self._seconds
        with self._lock:
            for client, times in list(self._times.items()):
                while times and times[0] <= since:
                    times.popleft()
                if not times:
                    del self._times[client]

    def clear(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._times.clear()


def client_of(request: Request, name: str) -> str:
    """Return what a client is counted by: who it says it is, and where it calls from."""
    return f"{name}@{request.client.host if request.client is not None else ''}"


def _too_often(seconds: int) -> Problem:
    wait = max(1, seconds)
    return Problem(
        429,
        code="too_often",
        message="Det kommer för många omdömen på en gång, så det här sparades inte.",
        remedy=f"Vänta {wait} sekunder och försök igen." if wait > 1 else "Vänta en sekund och försök igen.",
        headers={"Retry-After": str(wait)},
    )

"""What waits in memory for somebody's next step, under names that cannot be guessed, for a while and a handful at a time."""

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Generic, Protocol, TypeVar

SWEEP_SECONDS = 5.0
"""How often a running application forgets what has waited too long."""

Kept = TypeVar("Kept")


class WaitingRoom(Generic[Kept]):
    """Keeps values under names that cannot be guessed; nothing of them is written anywhere.

    Args:
        seconds: How long one waits.
        most: How many wait at once; the oldest gives way.
    """

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._kept: OrderedDict[str, tuple[float, Kept]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        with self._lock:
            return len(self._kept)

    def put(self, value: Kept) -> str:
        """Keep a value and return what it is fetched by."""
        token = secrets.token_urlsafe(24)
        self.sweep()
        with self._lock:
            self._kept[token] = (time.monotonic() + self._seconds, value)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return token

    def look(self, token: str) -> Kept | None:
        """Return a value that goes on waiting; None when it is gone."""
        self.sweep()
        with self._lock:
            kept = self._kept.get(token)
        return kept[1] if kept is not None else None

    def take(self, token: str) -> Kept | None:
        """Return a value and forget it; None when it is gone."""
        self.sweep()
        with self._lock:
            kept = self._kept.pop(token, None)
        return kept[1] if kept is not None else None

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

    def sweep(self) -> None:
        """Forget what has waited too long."""
        now = time.monotonic()
        with self._lock:
            for token in [token for token, (until, _) in self._kept.items() if until <= now]:
                del self._kept[token]


class Sweepable(Protocol):
    """Something that forgets."""

    def sweep(self) -> None:
        """Forget what has waited too long."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...


class Sweeper:
    """Makes what it looks after forget on time, while the application runs; when it stops, everything is forgotten."""

    def __init__(self) -> None:
        self._rooms: list[Sweepable] = []

    def after(self, *rooms: Sweepable) -> None:
        """Look after rooms from now on."""
        self._rooms.extend(rooms)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Sweep in the running loop: no thread is needed."""
        sweeping = asyncio.create_task(self._sweep())
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            for room in self._rooms:
                room.clear()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            for room in self._rooms:
                room.sweep()

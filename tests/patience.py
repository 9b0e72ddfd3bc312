"""How long a test waits before it calls something endless. How fast things are is measured by `naravard eval bench`."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

ENDLESS = 30.0
"""Processor seconds that nothing here needs on the slowest machine, and that no blow-up stays under."""


@contextmanager
def ends() -> Iterator[None]:
    """Fail if the block takes longer than anything that ends in time grown with the input's length only."""
    began = process_time()
    yield
    taken = process_time() - began
    assert taken < ENDLESS, f"took {taken:.0f} seconds"

"""Whether questions can be answered, told quickly."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether questions can be answered, and by what."""

    ready: bool
    documents: int
    passages: int
    index: str
    """`chroma`, or `exact` while the index is checked or rebuilt."""
    detail: str
    """Swedish."""

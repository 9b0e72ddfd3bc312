"""A hand-out as a file, by the ending of its name. The writers are loaded when they are needed."""

from collections.abc import Callable, Mapping

from assistant.teaching.handout import Handout


def _word(handout: Handout) -> bytes:
    from assistant.teaching.word import word  # noqa: PLC0415  # python-docx is only needed here

    return word(handout)


def _deck(handout: Handout) -> bytes:
    from assistant.teaching.deck import deck  # noqa: PLC0415  # python-pptx is only needed here

    return deck(handout)


WRITERS: Mapping[str, Callable[[Handout], bytes]] = {".docx": _word, ".pptx": _deck}
"""How a hand-out is written: Word to print and edit, a deck with speaker notes."""

"""A draft as a file, by the ending of its name. The writers of Word files and decks are loaded when they are needed."""

from collections.abc import Callable, Mapping

from assistant.drafting.exports.markdown import markdown
from assistant.drafting.values import Draft


def _word(draft: Draft) -> bytes:
    from assistant.drafting.exports.word import word  # noqa: PLC0415  # python-docx is only needed here

    return word(draft)


def _deck(draft: Draft) -> bytes:
    from assistant.drafting.exports.deck import deck  # noqa: PLC0415  # python-pptx is only needed here

    return deck(draft)


WRITERS: Mapping[str, Callable[[Draft], bytes]] = {
    ".md": lambda draft: markdown(draft).encode(),
    ".txt": lambda draft: draft.clean().encode(),
    ".docx": _word,
    ".pptx": _deck,
}
"""How a draft is written: Markdown with marks, clean text, Word with footnotes, a deck with speaker notes."""

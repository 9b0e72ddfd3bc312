"""Headings in plain text, where only shape and surroundings tell them from short lines."""

import re
from collections.abc import Iterator, Sequence

from ingest.layout import Paragraph, is_ended

_KEY_VALUE = re.compile(r"[A-ZÅÄÖ][\w -]{2,30}:(?: |$)")
_CONTACT = re.compile(r"Kontakt(?:information|uppgifter|personer|a oss)?$")
_NUMBERED = re.compile(r"\d{1,3}[.)] \S")
_LONGEST_HEADING = 80
_LONGEST_NUMBERED = 60
_BODY_LENGTH = 60


def headings(found: Sequence[Paragraph]) -> frozenset[int]:
    """Return which paragraphs are headings: short, set apart, not closed as a sentence, and followed by text.

    >>> body = Paragraph(text="Nära vård är ett sätt att arbeta med hälsa, vård och omsorg nära den som behöver.")
    >>> sorted(headings([Paragraph(text="Budskap: Vad är nära vård?"), body, Paragraph(text="Partner: länet")]))
    [0]
    """
    followers: Iterator[Paragraph | None] = iter([*found[1:], None])
    return frozenset(
        index
        for index, (paragraph, follower) in enumerate(zip(found, followers, strict=True))
        if could_head(paragraph) and _heads(paragraph, follower)
    )


def could_head(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph has a heading's shape, whatever follows."""
    text = paragraph.text
    longest = _LONGEST_NUMBERED if paragraph.item else _LONGEST_HEADING
    opens = text[:1].isupper() or (paragraph.item and bool(_NUMBERED.match(text)))
    closed = text.endswith((".", ",", ";", ":", "!", "…"))
    return opens and not closed and paragraph.after_blank and paragraph.lines <= 2 and len(text) <= longest  # noqa: PLR2004  # a heading wraps once at most


def is_key_value(text: str) -> bool:
    """Tell a line such as “Projektperiod: 2021–2023”."""
    return bool(_KEY_VALUE.match(text))


def _heads(paragraph: Paragraph, follower: Paragraph | None) -> bool:
    if _CONTACT.match(paragraph.text):
        return True
    if follower is None:
        return False
    long = len(follower.text) > _BODY_LENGTH
    if paragraph.item:
        return long and not follower.item
    if is_key_value(paragraph.text):
        return follower.item or long
    return follower.item or long or is_key_value(follower.text) or is_ended(follower.text)

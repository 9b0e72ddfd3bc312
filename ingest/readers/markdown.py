"""Markdown, the part of it that documents use: headings, paragraphs, lists, tables; the marks themselves left out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.characters import decode, tidy
from ingest.documents import BlockKind, RawBlock
from ingest.layout import join_lines
from ingest.reading import Reading

_FRONT_MATTER = re.compile(r"\A\s*---\n(.*?)\n---\s*\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-{3,})\s*$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$")
_BULLETED = re.compile(r"(\s*)[-*+]\s+(.+)")
_NUMBERED = re.compile(r"(\s*)(\d{1,3}[.)]\s+.+)")
_ROW = re.compile(r"\|(.*)\|$")
_DIVIDER = re.compile(r"[\s|:-]+$")
_SOURCE = re.compile(r"(?:\*\*|_|\*)?Källa(?:\*\*|_|\*)?:\s*\S")
_INDENT = 2
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)


def read(data: bytes, name: str) -> Reading:  # noqa: ARG001  # every reader is called the same way
    """Return what a Markdown file holds; there is no text that this reader refuses."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    head = front.group(1).split("\n") if front else []
    metadata = [RawBlock(text=tidy(line), kind=BlockKind.METADATA) for line in head if tidy(line)]
    body = text[front.end() :] if front else text
    return Reading(blocks=(*metadata, *_titled(_blocks(body.split("\n")))))


def _titled(blocks: Iterator[RawBlock]) -> Iterator[RawBlock]:
    """Make the first top heading the title, and let the levels below it count from 1."""
    titled = False
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            yield block
        elif block.level == 1 and not titled:
            titled = True
            yield replace(block, kind=BlockKind.TITLE, level=0)
        else:
            yield replace(block, level=max(1, block.level - 1))


def _blocks(lines: list[str]) -> Iterator[RawBlock]:
    current: RawBlock | None = None
    for line in lines:
        plain = line.strip().lstrip(">").strip() if line.lstrip().startswith(">") else line.rstrip()
        opened = _opened(plain)
        underlined = current is not None and current.kind is BlockKind.PARAGRAPH and _UNDERLINE.match(plain)
        if current is not None and underlined:
            yield replace(current, kind=BlockKind.HEADING, level=1 if plain.startswith("=") else 2)
            current = None
        elif _parts_blocks(plain.strip()):
            yield from [current] if current else []
            current = None
        elif opened is None and current is not None and current.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            current = replace(current, text=join_lines(current.text, _inline(plain)))
        else:
            yield from [current] if current else []
            current = opened or _whole(RawBlock(text=_inline(plain)))
    yield from [current] if current else []


def _parts_blocks(line: str) -> bool:
    """Tell a line without words of its own: blank, a rule, a code fence, the line below a table's head."""
    fence = line.startswith(("```", "~~~"))
    return not line or fence or bool(_RULE.match(line) or (_ROW.match(line) and _DIVIDER.match(line)))


def _opened(line: str) -> RawBlock | None:
    """Return the block that a line opens by its mark; None for a line of running text."""
    if match := _HEADING.match(line):
        return _whole(
            RawBlock(text=_inline(match.group(2)), kind=BlockKind.HEADING, level=len(match.group(1)))
        )
    if _SOURCE.match(line.strip()):
        return _whole(RawBlock(text=_inline(line), kind=BlockKind.METADATA))
    if match := _BULLETED.match(line) or _NUMBERED.match(line):
        depth = len(match.group(1).expandtabs(4)) // _INDENT
        return _whole(RawBlock(text=_inline(match.group(2)), kind=BlockKind.ITEM, level=depth))
    if match := _ROW.match(line.strip()):
        cells = (_inline(cell) for cell in match.group(1).split("|"))
        return _whole(RawBlock(text="\t".join(cells).strip("\t"), kind=BlockKind.ROW))
    return None


def _whole(block: RawBlock) -> RawBlock | None:
    return block if block.text else None


def _inline(text: str) -> str:
    """Return text without emphasis, link and code marks.

    >>> _inline("**Nära vård** är [en rörelse](https://example.se), 2 * 3 * 4")
    'Nära vård är en rörelse, 2 * 3 * 4'
    """
    for pattern, plain in _INLINE:
        text = pattern.sub(plain, text)
    return tidy(text.replace("\t", " "))

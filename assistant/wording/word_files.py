"""A Word file comes back marked: a comment on every finding and, when asked for, the first suggestions as tracked changes.

The words themselves and their formatting are never edited: whoever rejects every change has the file as it was, and whoever
accepts them has the corrected text. Element names are those of WordprocessingML (ECMA-376, part 1, 17.13.4–5).
"""

import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import cast

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml.etree import _Element

from assistant.wording.findings import Finding

_AUTHOR, _INITIALS = "naravard", "nv"
_MOST_COMPARED = 2_000_000
"""Tokens before times tokens after: a paragraph of some 700 words. A longer one is left to its comments; comparing takes the cube."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
"""What stands for a character in a run, beside its words."""
_WORDS = qn("w:t")
_PROPERTIES = qn("w:rPr")
_GONE = frozenset({qn("w:del"), qn("w:moveFrom")})
"""What somebody has struck out already."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second telling of a text box, for older programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A Word file with its marks."""

    data: bytes
    findings: tuple[Finding, ...]
    changes: int
    """Tracked changes made; 0 when none were asked for."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph and where it begins in the text that is checked."""

    start: int
    text: str
    paragraph: _Element


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words of a paragraph and what is put in their place. Offsets count from the paragraph."""

    start: int
    end: int
    put: str


def marked(
    data: bytes,
    check: Callable[[str], Sequence[Finding]],
    corrected: Callable[[str], str] | None = None,
) -> Marked:
    """Return a copy of a Word file with a comment on every finding, and with tracked changes when asked for.

    Args:
        data: A .docx that has been read within limits before (`ingest.sandbox`).
        check: Returns the findings of a text.
        corrected: Returns the text with the suggestions in place; None for comments only.
    """
    document = docx.Document(io.BytesIO(data))
    placed = _placed(document)
    text = "\n".join(one.text for one in placed)
    findings = tuple(check(text))
    for finding in reversed(findings):
        runs = _hosts(_runs_of(placed, finding), document)
        if runs:
            document.add_comment(runs, text=_told(finding), author=_AUTHOR, initials=_INITIALS)
    changes = _track(document, placed, corrected(text)) if corrected is not None else 0
    written = io.BytesIO()
    document.save(written)
    return Marked(data=written.getvalue(), findings=findings, changes=changes)


# Reading


def _placed(document: Document) -> list[_Placed]:
    """Return the body's paragraphs, those in tables and text boxes too: in the checked text each is a line."""
    placed: list[_Placed] = []
    start = 0
    for element in document.element.body.iter(qn("w:p")):
        if not _has_ancestor(element, {_FALLBACK}):
            text = "".join(map(_text_of, _runs(element)))
            placed.append(_Placed(start, text, element))
            start += len(text) + 1
    return placed


def _runs(paragraph: _Element) -> list[_Element]:
    """Return a paragraph's own runs, those in links and earlier insertions too, without what is struck out."""
    own = (run for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph)
    return [run for run in own if not _has_ancestor(run, _GONE)]


def _has_ancestor(element: _Element, tags: frozenset[str] | set[str]) -> bool:
    return any(one.tag in tags for one in element.iterancestors())


def _text_of(run: _Element) -> str:
    return "".join(map(_said, run))


def _said(child: _Element) -> str:
    """Return the characters that one part of a run stands for; empty for a picture, a field or a note's mark."""
    return (child.text or "").replace("\n", " ") if child.tag == _WORDS else _SIGNS.get(str(child.tag), "")


# Comments


def _runs_of(placed: Sequence[_Placed], finding: Finding) -> list[_Element]:
    at = placed[bisect_right(placed, finding.start, key=lambda one: one.start) - 1]
    return _between(at.paragraph, finding.start - at.start, finding.end - at.start)


def _hosts(runs: Sequence[_Element], document: Document) -> list[Run]:
    """Return what a comment can be tied to: the runs, or the run that holds the text box they stand in."""
    outer = dict.fromkeys([run, *run.iterancestors(qn("w:r"))][-1] for run in runs)
    return [Run(cast("CT_R", run), document) for run in outer]


def _told(finding: Finding) -> str:
    suggestion = f"Förslag: {finding.replacements[0]}\n" if finding.replacements else ""
    source = ", ".join(part for part in (finding.source.document, finding.source.locator) if part)
    return f"{finding.severity.label}: {finding.rule.message}\n{suggestion}{finding.rule.reason}\nKälla: {source}"


# Tracked changes


def _track(document: Document, placed: Sequence[_Placed], corrected: str) -> int:
    """Write what differs as tracked changes and return how many; none where paragraphs cannot be told apart any more."""
    lines = corrected.split("\n")
    if len(lines) != len(placed):
        return 0
    marks = _Marks(document)
    made = 0
    for one, line in zip(placed, lines, strict=True):
        edits = list(_edits(one.text, line))
        if all(_may_be_struck(_between(one.paragraph, edit.start, edit.end)) for edit in edits):
            for edit in reversed(edits):
                _change(one.paragraph, edit, marks)
            made += len(edits)
    return made


def _may_be_struck(runs: Sequence[_Element]) -> bool:
    """Tell whether runs hold words only: a paragraph where a picture or a note's mark would go is left to its comments."""
    return all(child.tag in {_WORDS, _PROPERTIES, *_SIGNS} for run in runs for child in run)


def _edits(before: str, after: str) -> Iterator[_Edit]:
    """Yield what differs, whole words at a time; neighbouring words are one change."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if old == new or len(old) * len(new) > _MOST_COMPARED:
        return
    differing = [
        code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    joined: list[list[int]] = []
    for _, first, last, from_, to in differing:
        if joined and not "".join(old[joined[-1][1] : first]).strip():
            joined[-1][1], joined[-1][3] = last, to
        else:
            joined.append([first, last, from_, to])
    for first, last, from_, to in joined:
        yield _Edit(len("".join(old[:first])), len("".join(old[:last])), "".join(new[from_:to]))


class _Marks:
    """Makes the elements of tracked changes, each with an id of its own."""

    def __init__(self, document: Document) -> None:
        used = (element.get(qn("w:id"), "") for element in document.element.iter())
        self._next = max((int(id_) for id_ in used if id_.isdigit()), default=0)
        self._moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def make(self, tag: str) -> _Element:
        """Return an empty `w:ins` or `w:del`."""
        self._next += 1
        element = _new(tag)
        element.set(qn("w:id"), str(self._next))
        element.set(qn("w:author"), _AUTHOR)
        element.set(qn("w:date"), self._moment)
        return element


def _change(paragraph: _Element, edit: _Edit, marks: _Marks) -> None:
    """Strike out the words of an edit, and insert its own behind them."""
    struck = _between(paragraph, edit.start, edit.end)
    _cut_at(paragraph, edit.start)
    inserted = _inserted(_run_at(paragraph, edit.start), edit.put, marks) if edit.put else None
    if inserted is not None:
        if struck:
            struck[-1].addnext(inserted)
        elif edit.start == _length(paragraph):
            _runs(paragraph)[-1].addnext(inserted)
        else:
            _run_at(paragraph, edit.start).addprevious(inserted)
    for run in struck:
        deletion = marks.make("w:del")
        run.addprevious(deletion)
        deletion.append(run)
        for words in run.findall(_WORDS):
            words.tag = qn("w:delText")


def _inserted(like: _Element, text: str, marks: _Marks) -> _Element:
    """Return words as an insertion, formatted like a run."""
    run = _new("w:r")
    properties = like.find(_PROPERTIES)
    if properties is not None:
        run.append(deepcopy(properties))
    words = _new("w:t")
    _write(words, text)
    run.append(words)
    insertion = marks.make("w:ins")
    insertion.append(run)
    return insertion


# Cutting runs


def _between(paragraph: _Element, first: int, last: int) -> list[_Element]:
    """Return the runs that hold exactly the words between two offsets, cut where those fall inside one."""
    _cut_at(paragraph, first)
    _cut_at(paragraph, last)
    found, position = [], 0
    for run in _runs(paragraph):
        length = len(_text_of(run))
        if first <= position < last and length:
            found.append(run)
        position += length
    return found


def _run_at(paragraph: _Element, offset: int) -> _Element:
    """Return the run that an offset falls inside, or whose words begin there; the last one at the paragraph's end."""
    runs, position = _runs(paragraph), 0
    for run in runs:
        position += len(_text_of(run))
        if offset < position:
            return run
    return runs[-1]


def _length(paragraph: _Element) -> int:
    return sum(len(_text_of(run)) for run in _runs(paragraph))


def _cut_at(paragraph: _Element, offset: int) -> None:
    """Cut the run that an offset falls inside in two, each with the formatting of the whole."""
    position = 0
    for run in _runs(paragraph):
        length = len(_text_of(run))
        if 0 < offset - position < length:
            _cut(run, offset - position)
            return
        position += length


def _cut(run: _Element, inside: int) -> None:
    rest = deepcopy(run)
    run.addnext(rest)
    position = 0
    for child, twin in zip(list(run), list(rest), strict=True):
        length = len(_said(child))
        if child.tag == _PROPERTIES:
            continue
        if position >= inside:
            run.remove(child)
        elif position + length <= inside:
            rest.remove(twin)
        else:
            whole = child.text or ""
            _write(child, whole[: inside - position])
            _write(twin, whole[inside - position :])
        position += length


def _new(tag: str) -> _Element:
    element: _Element = OxmlElement(tag)
    return element


def _write(words: _Element, text: str) -> None:
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

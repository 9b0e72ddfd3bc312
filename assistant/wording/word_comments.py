"""A Word file comes back with comments where findings stand. The words and their formatting are never changed."""

import io
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.wording.findings import Finding

_AUTHOR, _INITIALS = "naravard", "nv"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph and where it begins in the text that is checked."""

    start: int
    paragraph: Paragraph


def commented(data: bytes, check: Callable[[str], Sequence[Finding]]) -> tuple[bytes, tuple[Finding, ...]]:
    """Return a copy of a Word file with a comment on every finding, and the findings.

    Args:
        data: A .docx that has been read within limits before (`ingest.sandbox`).
        check: Returns the findings of a text.
    """
    document = docx.Document(io.BytesIO(data))
    placed, text = _placed(document)
    findings = tuple(check(text))
    for finding in reversed(findings):
        runs = _runs_of(placed, finding)
        if runs:
            document.add_comment(runs, text=_told(finding), author=_AUTHOR, initials=_INITIALS)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue(), findings


def _placed(document: Document) -> tuple[list[_Placed], str]:
    """Return the body's paragraphs, those in tables too, and their text with a line each."""
    placed, lines, start = [], [], 0
    for paragraph in _paragraphs(document):
        text = "".join(run.text for run in paragraph.runs).replace("\n", " ")
        placed.append(_Placed(start, paragraph))
        lines.append(text)
        start += len(text) + 1
    return placed, "\n".join(lines)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        if isinstance(element, CT_P):
            yield Paragraph(element, document)


def _runs_of(placed: Sequence[_Placed], finding: Finding) -> list[Run]:
    """Return the runs that hold exactly a finding's words, split where it begins and ends inside one."""
    at = placed[bisect_right(placed, finding.start, key=lambda one: one.start) - 1]
    first, last = finding.start - at.start, finding.end - at.start
    _split(at.paragraph, first)
    _split(at.paragraph, last)
    runs, position = [], 0
    for run in at.paragraph.runs:
        if first <= position < last and run.text:
            runs.append(run)
        position += len(run.text)
    return runs


def _split(paragraph: Paragraph, offset: int) -> None:
    """Cut the run that an offset falls inside in two, each with the formatting of the whole."""
    position = 0
    for run in paragraph.runs:
        inside = offset - position
        if 0 < inside < len(run.text):
            if not _is_plain(run):
                return
            rest = Run(deepcopy(run._r), paragraph)  # noqa: SLF001  # python-docx has no public way to copy a run
            run._r.addnext(rest._r)  # noqa: SLF001  # as above
            run.text, rest.text = run.text[:inside], run.text[inside:]
            return
        position += len(run.text)


def _is_plain(run: Run) -> bool:
    """Tell whether a run holds words only: a field, picture or footnote mark is never cut."""
    return all(child.tag in {qn("w:t"), qn("w:rPr")} for child in run._r)  # noqa: SLF001  # the run's own parts


def _told(finding: Finding) -> str:
    suggestion = f"Förslag: {finding.replacements[0]}\n" if finding.replacements else ""
    source = ", ".join(part for part in (finding.source.document, finding.source.locator) if part)
    return f"{finding.severity.label}: {finding.rule.message}\n{suggestion}{finding.rule.reason}\nKälla: {source}"

"""A finding of the wording check, and the report on a text."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.wording.rules import CATEGORIES, Basis, Rule, RuleFault, Severity

_CONTEXT = 40
"""Characters shown on either side of a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """What a rule rests on, opened: with the sentence itself where the source is loaded."""

    document: str
    """Title of the source, or who says it outside the sources."""
    locator: str
    quote: str | None = None
    """The source's own sentence; None where it is not loaded, and for outside sources."""
    document_id: str | None = None
    """Of the loaded document, so that it can be opened."""
    start: int = -1
    """Offset of the quotation in the document's text, in code points; -1 without one."""
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at in a text. Offsets are code points."""

    rule: Rule
    start: int
    end: int
    sentence: str
    context: str
    context_start: int
    """Where `context` begins in the text."""
    replacements: tuple[str, ...]
    source: RuleSource
    text: str
    """The marked words as written."""

    @property
    def id(self) -> str:
        """The same for the same words in the same sentence, so that one can be ignored while the text changes around it."""
        told = f"{self.rule.id}\n{self.text}\n{self.sentence}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.rule.severity

    def to_json(self) -> dict[str, Any]:
        """Return the finding object of the contract."""
        category, name, issue = CATEGORIES[self.rule.kind]
        return {
            "id": self.id,
            "message": self.rule.message,
            "shortMessage": self.rule.title,
            "offset": self.start,
            "length": self.end - self.start,
            "replacements": [{"value": value} for value in self.replacements],
            "context": {
                "text": self.context,
                "offset": self.start - self.context_start,
                "length": self.end - self.start,
            },
            "sentence": self.sentence,
            "rule": {
                "id": self.rule.id,
                "description": self.rule.title,
                "issueType": issue,
                "category": {"id": category, "name": name},
            },
            "severity": self.severity.value,
            "reason": self.rule.reason,
            "source": {
                "document": self.source.document,
                "locator": self.source.locator,
                "quote": self.source.quote,
                "document_id": self.source.document_id,
                "start": self.source.start,
                "end": self.source.end,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Readability:
    """How heavy a text is to read."""

    lix: int | None
    """Läsbarhetsindex (Björnsson 1968): words a sentence, plus the percentage of words over six letters; None for a text without words, or in another language."""
    words: int
    sentences: int
    """Headings and list items count as sentences."""

    @property
    def label(self) -> str:
        """The usual name of the level."""
        if self.lix is None:
            return "inte mätt" if self.words else "ingen text"
        return next(name for limit, name in _LEVELS if self.lix < limit)


_LEVELS = (
    (30, "mycket lättläst"),
    (40, "lättläst"),
    (50, "medelsvår"),
    (60, "svår"),
    (10_000, "mycket svår"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the check says of a text."""

    profile: str
    findings: tuple[Finding, ...]
    """In the order of the text."""
    readability: Readability
    note: str | None = None
    """Swedish: why the text was not checked, as when it is in another language; None otherwise."""
    faults: tuple[RuleFault, ...] = ()

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: sum(f.severity is severity for f in self.findings) for severity in Severity}

    @property
    def summary(self) -> str:
        """One Swedish line about the result."""
        if self.note is not None:
            return self.note
        if not self.readability.words:
            return "Texten är tom. Det finns inget att granska."
        if not self.findings:
            return f"Inga anmärkningar enligt profilen {self.profile}. Innehållet är inte faktagranskat."
        told = [f"{severity.label}: {count}" for severity, count in self.counts.items() if count]
        return f"{' · '.join(told)} (profilen {self.profile}). Innehållet är inte faktagranskat."

    def to_json(self) -> dict[str, Any]:
        """Return the report as `check --json` prints it."""
        return {
            "matches": [finding.to_json() for finding in self.findings],
            "profile": self.profile,
            "summary": self.summary,
            "note": self.note,
            "readability": {
                "lix": self.readability.lix,
                "level": self.readability.label,
                "words": self.readability.words,
                "sentences": self.readability.sentences,
            },
            "faults": [str(fault) for fault in self.faults],
        }


def surroundings(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the words around a run, on one line, and where they begin."""
    first, last = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    return text[first:last].translate(_FLAT), first


_FLAT: Mapping[int, str] = {ord(mark): " " for mark in "\n\r\t\x0b\x0c\u2028\u2029"}


def told_basis(basis: Basis, titles: Mapping[str, str]) -> RuleSource:
    """Return a rule's basis without its words: the title by catalogue id, or who says it outside."""
    if basis.outside is not None:
        return RuleSource(document=basis.outside, locator=basis.place)
    return RuleSource(document=titles.get(basis.document or "", basis.document or ""), locator=basis.place)

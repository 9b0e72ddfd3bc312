"""What a wording rule is, and the rules that hold in a profile."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.wording.patterns import Pattern


class Severity(StrEnum):
    """How much a finding matters; the ids are the contract's."""

    FEL = "fel"
    VARNING = "varning"
    TIPS = "tips"

    @property
    def label(self) -> str:
        """The words shown to users."""
        return {Severity.FEL: "Ändra", Severity.VARNING: "Se över", Severity.TIPS: "Tips"}[self]


class Kind(StrEnum):
    """What a rule is about; it decides what silences it."""

    CLAIM = "claim"
    """Something said of nära vård that the guides reject. Silent when denied, reported, asked or quoted."""
    NAME = "name"
    """A name or term with a better one. Silent in quotations, titles and history, and inside proper names."""
    FACT = "fact"
    """A figure or year. Silent when it is the right one, denied, reported or quoted."""
    PEOPLE = "people"
    """A word for people: advice only."""
    WRITING = "writing"
    """Hyphens, abbreviations, split compounds. Silent in quotations."""
    CONSISTENCY = "consistency"
    """Many words for the same people in one text."""
    READABILITY = "readability"
    """A text that is heavy to read as a whole."""


CATEGORIES: Mapping[Kind, tuple[str, str, str]] = {
    Kind.CLAIM: ("PASTAENDEN", "Påståenden om nära vård", "inconsistency"),
    Kind.NAME: ("BENAMNINGAR", "Namn och benämningar", "terminology"),
    Kind.FACT: ("FAKTA", "Fakta", "inconsistency"),
    Kind.PEOPLE: ("ORD_FOR_MANNISKOR", "Ord för människor", "style"),
    Kind.WRITING: ("SKRIVREGLER", "Skrivregler", "typographical"),
    Kind.CONSISTENCY: ("ORD_FOR_MANNISKOR", "Ord för människor", "style"),
    Kind.READABILITY: ("LASBARHET", "Läsbarhet", "style"),
}
"""Id and name of the category that a kind is shown under, and LanguageTool's issue type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a rule rests on: a place in a known source, or something outside them."""

    document: str | None = None
    """Catalogue id; None for an outside source."""
    place: str = ""
    """Heading or slide, as a person would look it up."""
    anchor: str = ""
    """At most eight words in a row of the source, by which the sentence is found."""
    outside: str | None = None
    """Who and when, for what no loaded source says: “SKR, beslut 27 november 2019”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A form and what to write instead; `*` stands for the same run of letters in both."""

    form: re.Pattern[str]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, compiled."""

    id: str
    """Its fixed part stands before the first hyphen."""
    kind: Kind
    severity: Severity
    title: str
    """What the rule asks for, in a few words."""
    message: str
    """What is off and what to do, for a reader who sees only this."""
    reason: str
    """Why, in a sentence or two."""
    basis: Basis
    patterns: tuple[Pattern, ...] = ()
    expressions: tuple[re.Pattern[str], ...] = ()
    """Matched on the text as written, capitals and blanks included."""
    about: tuple[Pattern, ...] = ()
    """What the text must speak of somewhere; empty where the rule holds in every text."""
    unless: tuple[Pattern, ...] = ()
    """What silences the rule when it stands in the same sentence."""
    names: tuple[re.Pattern[str], ...] = ()
    """Proper names that the rule leaves alone."""
    proper: bool = False
    """A capital inside a sentence makes the word a proper name, which is left alone."""
    replacements: tuple[Replacement, ...] = ()
    right: frozenset[str] = frozenset()
    """For a fact: the values that are right."""
    until: int | None = None
    """For a name: the last year in which the old one was right."""
    headings: bool = True
    """False when headings are left alone."""
    words: tuple[tuple[str, ...], ...] = ()
    """For consistency: the words that mean the same people, inflected forms found by the rule itself."""
    limit: int = 0
    """For consistency: the number of words that is too many; for readability: the LIX that is too high."""
    once: bool = False
    """Told at the first place only."""
    bad: str = ""
    good: str = ""

    @property
    def number(self) -> str:
        """The fixed part of the id: “D1”. Rules that share it are about the same matter."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFault:
    """A rule, or a file of them, that could not be used. Everything else keeps working."""

    file: str
    line: int
    """From 1."""
    message: str
    """Swedish: what is wrong and what to do."""

    def __str__(self) -> str:
        """Return the fault as it is shown."""
        return f"{self.file}, rad {self.line}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """The rules of one profile, its layers included."""

    profile: str
    rules: tuple[Rule, ...]
    accepted: tuple[re.Pattern[str], ...] = ()
    """Phrases that the organisation has accepted: nothing inside them is marked."""
    faults: tuple[RuleFault, ...] = ()


class UnknownProfile(LookupError):
    """There are no rules for a profile. The message is Swedish and names those there are."""

    def __init__(self, profile: str, known: Sequence[str]) -> None:
        super().__init__(f"Profilen {profile[:60]!r} finns inte. Välj någon av {', '.join(known)}.")

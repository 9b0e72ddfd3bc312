"""What is about the topic and still not told: why each such sentence is left out."""

import re

from assistant.drafting.disputes import Disputes
from assistant.drafting.forms import Audience, Forms
from assistant.drafting.units import Unit
from assistant.wording.checking import Checker
from assistant.wording.rules import Severity
from ingest.catalogue import NATIONAL
from ingest.language import words

_OFF = frozenset({Severity.FEL, Severity.VARNING})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Sieve:
    """Says for each unit why it is left out, or that it may be told."""

    def __init__(self, forms: Forms, checker: Checker, disputes: Disputes) -> None:
        self._forms = forms
        self._checker = checker
        self._disputes = disputes

    def reason(self, unit: Unit, *, audience: Audience, profile: str) -> str | None:
        """Return why a unit is left out of every draft for an audience, in Swedish; None when it may be told."""
        provenance = unit.source.document.provenance
        if provenance.status in self._forms.sources.past:
            dated = "" if provenance.year is None else f" ({provenance.dated})"
            return f"Källan är {provenance.status}{dated} och inte dagens budskap."
        untold = self._forms.sources.untold.get(unit.standing or "")
        if untold is not None:
            return untold
        return (
            ("Källorna är inte eniga om uppgiften." if self._disputes.is_disputed(unit) else None)
            or self._undated(unit)
            or self._spoken_to(unit, audience)
            or self.off(spoken(unit), profile)
        )

    def told_as(self, unit: Unit) -> str | None:
        """Return the standing that a unit may only be told under, as “målbild 2035”; None for what needs none."""
        standing = unit.standing or ""
        return (
            standing if any(standing.partition(" ")[0] == told for told in self._forms.sources.told) else None
        )

    def is_asked(self, standing: str, topic: str) -> bool:
        """Tell whether a topic asks for what has a standing."""
        asking = self._forms.sources.told[standing.partition(" ")[0]]
        return any(word.startswith(one) for one in asking for word in words(topic))

    def off(self, text: str, profile: str) -> str | None:
        """Return what the wording check holds against a text: an error, a warning, or that it is not in Swedish."""
        known = profile if profile in self._checker.profiles else NATIONAL
        report = self._checker.check(text, profile=known)
        if report.note is not None:
            return report.note
        found = next((one for one in report.findings if one.severity in _OFF), None)
        return f"Ordvalet: {found.rule.title}." if found else None

    def _undated(self, unit: Unit) -> str | None:
        if not re.search(self._forms.reading.figures, unit.text, re.IGNORECASE):
            return None
        if unit.source.document.provenance.year is None and not _YEAR.search(unit.text):
            return "Siffran saknar årtal i källan."
        if re.search(self._forms.reading.undated, unit.text, re.IGNORECASE):
            return "Siffran gäller en tid som källan inte anger årtal för."
        return None

    def _spoken_to(self, unit: Unit, audience: Audience) -> str | None:
        speaks = re.search(self._forms.reading.to_residents, unit.text, re.IGNORECASE) is not None
        quoted = "”" in unit.text
        if speaks and not quoted and audience.id != self._forms.audiences[0].id:
            return "Meningen talar till invånare."
        return None


def spoken(unit: Unit) -> str:
    """Return a unit as a text: a framed item with the frame's first words."""
    return f"{unit.opening} {unit.text}." if unit.frame is not None else unit.text

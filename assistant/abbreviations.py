"""What abbreviations stand for, as the sources themselves spell them out: “Samordnad individuell plan (SIP)”.

The letters are matched from the last to the first, as Schwartz and Hearst do it (A simple algorithm for identifying
abbreviation definitions in biomedical text, 2003): each must stand in the long form, the first of them must begin a word.
"""

import re
from collections.abc import Iterator

from ingest.language import lemma

_SHORT = r"[A-ZÅÄÖ](?=\w*[A-ZÅÄÖ])[A-Za-zÅÄÖåäö]{1,6}"
_BEHIND = re.compile(rf"(?P<long>[^.:;!?()\n]+?)\s*(?:\(|,\s*)(?P<short>{_SHORT})(?=[),.\s])")
_BEFORE = re.compile(rf"\b(?P<short>{_SHORT})\s*\((?P<long>[^().:;!?\n]+)\)")
_FEW = 5
"""Words that a long form may have beyond one a letter: “för”, “och”, “kring”."""


def long_forms(text: str) -> Iterator[tuple[str, str]]:
    """Yield each abbreviation that a text spells out, and its long form.

    >>> dict(long_forms("Gör en samordnad individuell plan (SIP). Forskning och utveckling, FoU, hjälper."))
    {'SIP': 'samordnad individuell plan', 'FoU': 'Forskning och utveckling'}
    >>> dict(long_forms("FN (Förenta nationerna) och Köket, VVS"))
    {'FN': 'Förenta nationerna'}
    """
    for pattern in (_BEHIND, _BEFORE):
        for found in pattern.finditer(text):
            long = _long_form(found["short"], found["long"])
            if long:
                yield found["short"], long


def spells_out(short: str, text: str) -> bool:
    """Tell whether a text says what an abbreviation, or its lemma, stands for.

    >>> spells_out("sip", "Gör en samordnad individuell plan (SIP)."), spells_out("sip", "Gör en SIP.")
    (True, False)
    """
    return any(short.lower() in {own.lower(), lemma(own.lower())} for own, _ in long_forms(text))


def _long_form(short: str, before: str) -> str | None:
    """Return the shortest end of a text whose words begin with, and hold, an abbreviation's letters in their order."""
    words = before.split()
    text = " ".join(words[-len(short) - _FEW :])
    place = len(text)
    for number in range(len(short) - 1, -1, -1):
        letter = short[number].lower()
        place -= 1
        while place >= 0 and (
            text[place].lower() != letter or (number == 0 and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    found = text[place:]
    return found if len(found.split()) > 1 and short not in found.split() else None

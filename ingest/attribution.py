"""Attribution: whom a text credits with its words, read from its labels and signatures."""

import re
from collections.abc import Iterator, Mapping

_NAMES: Mapping[str, str] = {
    "Socialstyrelsen": "Socialstyrelsen",
    "Folkhälsomyndigheten": "Folkhälsomyndigheten",
    "E-hälsomyndigheten": "E-hälsomyndigheten",
    "Myndigheten för vård- och omsorgsanalys": "Myndigheten för vård- och omsorgsanalys",
    "Världshälsoorganisationen": "WHO",
    "WHO": "WHO",
    "Sveriges Kommuner och Regioner": "SKR",
    "Sveriges Kommuner och Landsting": "SKL",
    "SKR": "SKR",
    "SKL": "SKL",
    "SBU": "SBU",
    "IVO": "IVO",
}
"""How an organisation is written, and what it is usually called."""

_NAME = "(?P<name>" + "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))) + ")"
_SIGNATURE = re.compile(rf"\s*(?:[-–—]\s*|källa\s*:\s*){_NAME}(?:,?\s+\d{{4}})?\s*\.?\s*", re.IGNORECASE)
_LABEL = re.compile(rf"\s*{_NAME}(?:s\s+definition)?\s*:(?!\w)")
_DEFINITION = re.compile(
    rf"\bdefinition(?:en)?\s+(?:av\s+[\w\s-]{{1,60}}?\s+)?(?:från|enligt)\s+{_NAME}\b", re.IGNORECASE
)
_TAKEN_FROM = re.compile(
    r"\b(?:text(?:en)?|avsnittet|bild(?:en|erna)?)\s+är\s+(?:tag(?:en|na)|hämta(?:d|t|de))\s+(?:i?från|ur)\b"
    rf"[^.!?\n]{{0,160}}?\b{_NAME}\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[-–—]\s*\w")


def attributed(text: str, *, publisher: str | None) -> str | None:
    r"""Name those, other than the publisher, whom a label or a signature credits with the text.

    >>> attributed("Folkhälsomyndigheten: Hälsa är mer än vård.\nWHO: Health is a resource.", publisher=None)
    'Folkhälsomyndigheten och WHO'
    """
    lines = [line for line in text.splitlines() if line.strip()]
    usual = dict.fromkeys(map(_usual, _credits(lines)))
    others = [name for name in usual if not _names(publisher, name)]
    return " och ".join(filter(None, [", ".join(others[:-1]), *others[-1:]])) or None


def taken_from(text: str, *, publisher: str | None) -> str | None:
    """Name the organisation whose publication the text says that it is taken from.

    >>> taken_from("Texten är tagen ur en handbok, SKR 2020.", publisher="FoU i Sörmland")
    'SKR'
    """
    hit = _TAKEN_FROM.search(text)
    name = _usual(hit["name"]) if hit else None
    return name if name and not _names(publisher, name) else None


def _credits(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        beside = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
        signed = None if any(map(_BULLET.match, beside)) else _SIGNATURE.fullmatch(line)
        hit = signed or _LABEL.match(line) or _DEFINITION.search(line)
        if hit:
            yield hit["name"]


def _usual(name: str) -> str:
    """Give an organisation its usual name, however its case is written.

    >>> _usual("världshälsoorganisationen")
    'WHO'
    """
    return next(usual for written, usual in _NAMES.items() if written.casefold() == name.casefold())


def _names(publisher: str | None, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", publisher or "", re.IGNORECASE) is not None

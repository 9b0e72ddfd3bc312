"""A document's colophon: what an unknown file says of itself, and how far that is believed."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePath

from ingest.documents import BlockKind, MediaType, SourceDocument
from ingest.properties import believed

_OLDEST = 1990
_LINE = 100
"""Characters; a date line is short."""

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_DATE_LINE = re.compile(
    r"^(?:(?:sidan|dokumentet)\s+)?(?:(?:senast|först|är|har|blev)\s+)*"
    r"(?:publicera[dt]|publiceringsdatum|uppdatera[dt]|ändra[dt]|granska[dt]|utgiv(?:en|et)|fastställ[dt]|datum)"
    r"(?:\s+(?:den|av\s+[^\d:]{1,40}))?\s*:?\s*"
    rf"(?:(?:\d{{1,2}}\s+)?(?:{_MONTHS})\s+)?(?P<year>(?:19|20)\d\d)"
    r"(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?(?:[\s,]+(?:kl\.?\s*)?\d{1,2}[:.]\d\d)?\s*\.?$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\bregion(?:en)?\b|kommun(?:en|er|förbund\w*)?\b|\bmyndighet|myndigheten\b|styrelsen\b|\bförbund"
    r"|\bFoU\w*\b|\bSKR\b|\bSKL\b|\bWHO\b|\bSveriges\b|\binstitut|universitet\b|högskola",
    re.IGNORECASE,
)
_PROGRAM_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint)\b.*|powerpoint[- ]presentation|presentation\d*|dokument ?\d*|document ?\d*"
    r"|untitled.*|namnlös.*|bild \d+|slide \d+|\S+\.(?:docx?|pptx?|pdf|html?|txt|md))$",
    re.IGNORECASE,
)
_TITLE_DIVIDER = re.compile(r"\s+[-–—|·]\s+")
_KINDS = {
    MediaType.PPTX: "bildspel",
    MediaType.HTML: "webbsida",
    MediaType.PDF: "dokument",
    MediaType.DOCX: "dokument",
    MediaType.MARKDOWN: "textfil",
    MediaType.TEXT: "textfil",
}


@dataclass(frozen=True, slots=True)
class Colophon:
    """Title, publisher and years of a document that no catalogue knows."""

    document: SourceDocument

    @property
    def name(self) -> str:
        """The file name."""
        return self.document.name

    @property
    def kind(self) -> str:
        """The Swedish word for what the file is."""
        return _KINDS[self.document.media_type]

    @property
    def title(self) -> str:
        """The title as a person would say it; the readable file name when there is no better.

        In a deck the first slide's title may be anything, so the file's own property goes first.
        """
        own = self._property_title
        block = self._first(BlockKind.TITLE)
        ranked = (own, block) if self.document.slides else (block, own, self._first(BlockKind.HEADING))
        return next((title for title in ranked if title), None) or readable(self.document.name)

    @property
    def publisher(self) -> str | None:
        """An organisation that the file names as its author or after its title; never a person."""
        authors = re.split(r"[,;/]", self.document.properties.author or "")
        tail = _TITLE_DIVIDER.split(self.document.properties.title or "")[1:]
        candidates = [" ".join(text.split()) for text in (*authors, *tail[-1:])]
        return next((text for text in candidates if _ORGANISATION.search(text)), None)

    @property
    def years(self) -> tuple[int, ...]:
        """Years that may be believed: from a line about publication, else from the file's own date."""
        lines = [self.document.text_of(block).strip() for block in self.document.blocks]
        stated = {
            int(hit["year"]) for line in lines if len(line) <= _LINE and (hit := _DATE_LINE.match(line))
        }
        stated = {year for year in stated if _OLDEST <= year <= datetime.now(tz=UTC).year}
        return tuple(sorted(stated)) or believed_year(self.document.properties.created)

    @property
    def _property_title(self) -> str | None:
        title = " ".join((self.document.properties.title or "").split())
        *front, last = _TITLE_DIVIDER.split(title)
        if front and _ORGANISATION.search(last):
            title = title[: title.rindex(last)].rstrip(" -–—|·")
        return title if title and not _PROGRAM_TITLE.match(title) else None

    def _first(self, kind: BlockKind) -> str | None:
        block = next((block for block in self.document.blocks if block.kind is kind), None)
        return " ".join(self.document.text_of(block).split()) or None if block else None


def believed_year(created: str | None) -> tuple[int, ...]:
    """Take the year of a file's own date, unless a program has set the date by default.

    >>> believed_year("2021-09-14"), believed_year("2013-12-23T23:15:00"), believed_year(None)
    ((2021,), (), ())
    """
    try:
        day = date.fromisoformat((created or "")[:10])
    except ValueError:
        return ()
    default = believed(created=day).created is None
    plausible = not default and day.year >= _OLDEST and day <= datetime.now(tz=UTC).date()
    return (day.year,) if plausible else ()


def readable(name: str) -> str:
    """Make a title of a file name.

    >>> readable("rutin_for-SIP (1).pdf")
    'Rutin for SIP'
    """
    stem = re.sub(r"(?:\s*\(\d+\)|[\s_-]+kopia)$", "", PurePath(name).stem, flags=re.IGNORECASE)
    words = re.sub(r"[\s_-]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or name

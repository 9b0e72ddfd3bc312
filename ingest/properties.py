"""What a file says of itself, less what the program that wrote it said for everybody."""

from datetime import date

from ingest.characters import tidy
from ingest.documents import Properties

_NOBODY = frozenset(
    {
        "steve canny",
        "python-docx",
        "python-pptx",
        "openpyxl",
        "microsoft office user",
        "user",
        "admin",
        "okänd",
        "unknown",
    }
)
_NO_TITLE = frozenset(
    {
        "powerpoint presentation",
        "powerpoint-presentation",
        "word document",
        "untitled",
        "namnlös",
        "presentation",
        "titel",
    }
)
_NO_DATE = frozenset({"2013-01-27", "2013-12-23", "1601-01-01", "1970-01-01", "1980-01-01", "2006-09-16"})
"""Dates that python-pptx, python-docx and empty templates carry."""


def believed(
    *, title: object = None, author: object = None, created: object = None, language: object = None
) -> Properties:
    """Return properties without a library's defaults.

    >>> believed(author="Steve Canny", created="2013-01-27", title="Nära vård")
    Properties(title='Nära vård', author=None, created=None, language=None)
    """
    day = created.isoformat()[:10] if isinstance(created, date) else _text(created)
    return Properties(
        title=_unless(_text(title), _NO_TITLE),
        author=_unless(_text(author), _NOBODY),
        created=_unless(day, _NO_DATE),
        language=_text(language),
    )


def _text(value: object) -> str | None:
    return (tidy(str(value)) or None) if value is not None else None


def _unless(value: str | None, defaults: frozenset[str]) -> str | None:
    return None if value is None or value.casefold() in defaults else value

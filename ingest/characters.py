"""Characters as files spell them, made into the few that the record keeps: NFC, plain spaces, no controls."""

import codecs
import re
import unicodedata

BULLETS = "•·●○◦▪▫■□‣⁃∙◆◇►▸✓✔➢➤–"
"""Glyphs that stand for a list item. An en dash counts only before a space."""

_PRIVATE_USE = "\ue000-\uf8ff"
_BULLET = re.compile(rf"^(?:[{BULLETS[:-1]}{_PRIVATE_USE}]\s*|–\s+)+")
_SPACES = re.compile(r"[^\S\t]+")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> str:
    """Return the text of a plain file: by its byte order mark, else UTF-8, else Windows' Western alphabet.

    >>> decode("nära vård".encode("cp1252"))
    'nära vård'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def tidy(text: str) -> str:
    r"""Return one run of text: NFC, ordinary single spaces, nothing invisible; tabs stay between cells.

    >>> tidy("  50\u00a0procent  av va\u030ar\u00adden\x00 ")
    '50 procent av vården'
    """
    return tidy_line(text).strip()


def tidy_line(line: str) -> str:
    """Return a line with tidy characters; a space first or last on it is kept, since layout reads them.

    >>> tidy_line(" Målbild   2035 ")
    ' Målbild 2035 '
    """
    plain = unicodedata.normalize("NFC", line).translate(_LIGATURES)
    return _SPACES.sub(" ", "".join(_plain(character) for character in plain))


def _plain(character: str) -> str:
    if character == "\t" or " " <= character <= "~":
        return character
    if character == "\u2011":
        return "-"
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"} or character in "\n\r\v\f":
        return " "
    return "" if category in {"Cc", "Cf", "Cs", "Cn"} else character


def drop_bullet(text: str) -> tuple[str, bool]:
    r"""Return text without the bullet glyph it opens with, and whether there was one.

    A hyphen is no bullet here: “- Folkhälsomyndigheten” credits a source.

    >>> drop_bullet("• Samverkan"), drop_bullet("\uf0b7Tillit"), drop_bullet("1. Ansvar")
    (('Samverkan', True), ('Tillit', True), ('1. Ansvar', False))
    """
    rest = _BULLET.sub("", text, count=1)
    return rest, len(rest) < len(text)


def letters(text: str) -> str:
    """Return only letters and digits, lower case: what is left of a text whatever its layout.

    >>> letters("T eam–arbete 2035")
    'teamarbete2035'
    """
    return "".join(character for character in text.casefold() if character.isalnum())


def words(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case.

    >>> words("Vård- och omsorg, 2023–2027")
    ['vård', 'och', 'omsorg', '2023', '2027']
    """
    return re.findall(r"\w+", text.casefold())

"""What a file is by its content, and the refusals that need no parsing: disguised, locked, legacy, oversized."""

import re
from pathlib import PurePath

from ingest.archives import member_names
from ingest.characters import decode
from ingest.documents import MediaType
from ingest.errors import UnreadableDocument

MAX_BYTES = 50 * 1024 * 1024

_HEAD = 64 * 1024
_NOISE_SHARE = 20
_ACCEPTED = "Använd PDF, PPTX, DOCX, HTML, Markdown eller text"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"MZ", "den är ett program, inte ett dokument"),
    (b"\x7fELF", "den är ett program, inte ett dokument"),
    (b"\xca\xfe\xba\xbe", "den är ett program, inte ett dokument"),
    (b"\xcf\xfa\xed\xfe", "den är ett program, inte ett dokument"),
    (b"#!", "den är ett skript, inte ett dokument"),
    (b"\x89PNG", "den är en bild"),
    (b"\xff\xd8\xff", "den är en bild"),
    (b"GIF8", "den är en bild"),
    (b"II*\x00", "den är en bild"),
    (b"MM\x00*", "den är en bild"),
    (b"{\\rtf", "den är i formatet RTF"),
    (b"\x1f\x8b", "den är ett packat arkiv"),
    (b"7z\xbc\xaf", "den är ett packat arkiv"),
    (b"Rar!", "den är ett packat arkiv"),
    (b"PK\x05\x06", "den är ett tomt zip-arkiv"),
)
_CONTAINERS = (
    ("ppt/presentation.xml", MediaType.PPTX),
    ("word/document.xml", MediaType.DOCX),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|svg)\b", re.IGNORECASE)
_ATX_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_TAG = re.compile(r"<[a-zA-Z]+[^<>]*>")
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown"})


def sniff(data: bytes, name: str) -> MediaType:
    """Return what the content is, whatever the name says; raise UnreadableDocument for what cannot be read.

    >>> sniff(b"%PDF-1.7", "guide.docx").value
    'application/pdf'
    """
    refuse_oversized(len(data), name)
    if not data.strip():
        raise UnreadableDocument(name, "den är tom", "Välj en fil med innehåll")
    for signature, reason in _FOREIGN:
        if data.startswith(signature):
            raise UnreadableDocument(name, reason, _ACCEPTED)
    if data.startswith(_OLE):
        raise _legacy(data, name)
    if data.startswith(_ZIP):
        return _container(data, name)
    if b"%PDF-" in data[:1024]:
        return MediaType.PDF
    return _plain(data, name)


def refuse_oversized(size: int, name: str) -> None:
    """Raise UnreadableDocument when a file holds more than MAX_BYTES."""
    if size > MAX_BYTES:
        reason = f"den är {size / 1024 / 1024:.0f} MB, gränsen är {MAX_BYTES // 1024 // 1024} MB"
        raise UnreadableDocument(name, reason, "Ta bort bilder och filmer, eller dela upp den")


def _legacy(data: bytes, name: str) -> UnreadableDocument:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableDocument(name, "den är lösenordsskyddad", "Spara en kopia utan lösenord")
    return UnreadableDocument(name, "den är i ett äldre Office-format", "Spara den som .docx eller .pptx")


def _container(data: bytes, name: str) -> MediaType:
    members = member_names(data, name)
    for member, media_type in _CONTAINERS:
        if member in members:
            return media_type
    raise UnreadableDocument(
        name, "den är ett zip-arkiv men inget Word- eller PowerPoint-dokument", _ACCEPTED
    )


def _plain(data: bytes, name: str) -> MediaType:
    text = decode(data[:_HEAD])
    noise = sum(
        character == "\ufffd" or (character < " " and character not in "\t\n\v\f\r") for character in text
    )
    if noise * _NOISE_SHARE > len(text):
        raise UnreadableDocument(name, "innehållet är varken text eller ett känt dokumentformat", _ACCEPTED)
    suffix = PurePath(name).suffix.casefold()
    if _HTML.match(text) or (suffix in _HTML_NAMES and _TAG.search(text)):
        return MediaType.HTML
    if _XML.match(text):
        raise UnreadableDocument(name, "den är i formatet XML", _ACCEPTED)
    headings = len(_ATX_HEADING.findall(text))
    if suffix in _MARKDOWN_NAMES or (headings > 1 and _ATX_HEADING.match(text.lstrip())):
        return MediaType.MARKDOWN
    return MediaType.TEXT

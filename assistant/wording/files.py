"""Texts in files, read for checking: plain text as it stands, letters by their body, other formats by their words."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path

from ingest.documents import MediaType
from ingest.errors import UnreadableDocument
from ingest.media import refuse_oversized, sniff
from ingest.sandbox import read_bytes

_PLAIN = frozenset({".txt", ".md", ".markdown", ".text", ""})
_LETTER = ".eml"
_WHY = ((FileNotFoundError, "det finns ingen sådan fil"), (IsADirectoryError, "det är en mapp, ingen fil"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """The words of a file. Offsets of findings refer to `text`."""

    name: str
    text: str


def read_text(path: Path) -> WrittenText:
    """Return the words of a file.

    Raises:
        UnreadableDocument: When it is not there, is no text, or cannot be read; names the remedy.
    """
    try:
        refuse_oversized(path.stat().st_size, path.name)
        data = path.read_bytes()
    except OSError as error:
        reason = next((told for kind, told in _WHY if isinstance(error, kind)), "filen går inte att öppna")
        raise UnreadableDocument(path.name, reason, "Kontrollera sökvägen") from error
    return text_in(path.name, data)


def text_in(name: str, data: bytes) -> WrittenText:
    """Return the words of a file's bytes, read as its name's ending says.

    Raises:
        UnreadableDocument: When it is no text, or cannot be read; names the remedy.
    """
    suffix = Path(name).suffix.lower()
    if suffix == _LETTER:
        return WrittenText(name=name, text=_letter(name, data))
    return WrittenText(name=name, text=plain(name, data) if suffix in _PLAIN else read_bytes(name, data).text)


def require_word(name: str, data: bytes) -> None:
    """Raise UnreadableDocument for anything but a Word file, whatever its name says."""
    if sniff(data, name) is not MediaType.DOCX:
        raise UnreadableDocument(
            name,
            "kommentarer och ändringar kan bara skrivas i en Word-fil",
            "Välj en Word-fil (.docx), eller visa anmärkningarna i stället",
        )


def plain(name: str, data: bytes) -> str:
    """Return the characters of a text file, line breaks as they are.

    Raises:
        UnreadableDocument: When the bytes are no text in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(name, "den är inte text i UTF-8", "Spara den som UTF-8-text") from error
    if "\0" in text:
        raise UnreadableDocument(name, "den är ingen text", "Ange en textfil eller ett dokument")
    return text


def _letter(name: str, data: bytes) -> str:
    """Return subject and body of a letter; attachments are left alone."""
    try:
        letter = message_from_bytes(data, policy=policy.default)
        body = letter.get_body(("plain", "html")) if isinstance(letter, EmailMessage) else None
        if body is None:
            raise UnreadableDocument(
                name, "e-postmeddelandet har ingen text", "Kontrollera att det är ett sparat e-postmeddelande"
            )
        words = str(body.get_content())
        subject = str(letter.get("subject", ""))
    except (MessageError, LookupError, ValueError) as error:
        raise UnreadableDocument(
            name, "e-postmeddelandet går inte att tolka", "Spara det på nytt som .eml"
        ) from error
    if body.get_content_type() == "text/html":
        words = read_bytes("brev.html", words.encode()).text
    return "\n\n".join(part for part in (subject, words.replace("\r\n", "\n")) if part)

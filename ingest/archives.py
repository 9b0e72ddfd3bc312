"""Zip containers looked through before any reader unpacks them: bombs, locks and entity tricks are refused."""

import io
import re
import zipfile
import zlib

from ingest.errors import UnreadableDocument

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_LOCKED = 0x1
_DECLARATION = re.compile(
    b"|".join(
        rb"\x00?".join(re.escape(bytes([byte])) for byte in word) for word in (b"<!DOCTYPE", b"<!ENTITY")
    ),
    re.IGNORECASE,
)
"""Also in UTF-16, where a zero byte follows each letter."""
_OVERLAP = 32
_BROKEN = "filen är skadad eller ofullständig"
_AGAIN = "Hämta eller spara filen på nytt"


def member_names(data: bytes, name: str) -> frozenset[str]:
    """Return the names in a container that is safe to unpack; raise UnreadableDocument for any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bombs(members, name)
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    _refuse_declarations(archive, member, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableDocument(name, _BROKEN, _AGAIN) from error
    return frozenset(member.filename for member in members)


def _refuse_bombs(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MAX_MEMBERS:
        reason = f"den innehåller {len(members)} delar, fler än {MAX_MEMBERS}"
        raise UnreadableDocument(name, reason, "Dela upp dokumentet i flera filer")
    if any(member.flag_bits & _LOCKED for member in members):
        raise UnreadableDocument(name, "den är lösenordsskyddad", "Spara en kopia utan lösenord")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        reason = "den växer till mer än 200 MB när den packas upp"
        raise UnreadableDocument(name, reason, "Ta bort bilder och filmer ur dokumentet")
    if unpacked > _SMALL and any(_is_squeezed(member) for member in members):
        reason = "den är packad på ett sätt som kan vara skadligt"
        raise UnreadableDocument(name, reason, "Öppna den i sitt program och spara den på nytt")


def _is_squeezed(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size)


def _refuse_declarations(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """Read a member through: its true size and checksum are verified on the way."""
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if _DECLARATION.search(tail + chunk):
                reason = "den innehåller DOCTYPE eller ENTITY, som inte hör hemma i kontorsfiler"
                raise UnreadableDocument(name, reason, "Öppna den i sitt program och spara den på nytt")
            tail = chunk[-_OVERLAP:]

"""A file on its way into the record: opened, recognised by its bytes, read in a child process."""

import errno
import hashlib
from dataclasses import dataclass

from ingest.documents import MediaType, SourceDocument
from ingest.errors import UnreadableDocument
from ingest.files import FoundFile
from ingest.library import Library
from ingest.media import refuse_oversized
from ingest.sandbox import read_bytes

_UNOPENED = {
    errno.ENOENT: "den finns inte längre",
    errno.EACCES: "behörighet att läsa den saknas",
    errno.EPERM: "behörighet att läsa den saknas",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file as it came out of its reader: unchanged, read, or unreadable."""

    sha256: str = ""
    document: SourceDocument | None = None
    """None when the record needs nothing of these bytes, or when reading failed."""
    original: bytes | None = None
    """The file, where pictures of its pages may be shown: a PDF in which nothing had to be masked."""
    error: str | None = None
    """Swedish: culprit, reason and remedy."""


class Opener:
    """Opens files, as far as the record does not hold them already.

    Args:
        library: The record.
        stamp: Versions of reader and cutter: what was stored under another is read again.
    """

    def __init__(self, library: Library, stamp: str) -> None:
        self._library = library
        self._stamp = stamp

    def found(self, file: FoundFile) -> Opened:
        """Open a file of a folder run.

        What an editor has put in a file's place stands until the folder's file itself changes: the bytes that the last
        run met there are not brought back. A document that was deleted stands for nothing, and its file is read.
        """
        try:
            refuse_oversized(file.path.stat().st_size, file.key)
            data = file.path.read_bytes()
        except UnreadableDocument as error:
            return Opened(error=str(error))
        except OSError as error:
            reason = _UNOPENED.get(error.errno or 0, f"den går inte att öppna ({error.strerror})")
            remedy = "Kontrollera filen och dess behörigheter"
            return Opened(error=str(UnreadableDocument(file.key, reason, remedy)))
        sha256 = hashlib.sha256(data).hexdigest()
        stored = self._library.stamp(file.key)
        if stored is not None and stored[1] != sha256 and self._library.last_met(file.key) == sha256:
            return Opened(sha256=sha256)
        return self.handed(file.key, file.path.name, data)

    def handed(self, key: str, name: str, data: bytes) -> Opened:
        """Read a file that was handed over, unless the record already holds these bytes, read in this way."""
        sha256 = hashlib.sha256(data).hexdigest()
        stored = self._library.stamp(key)
        if stored is not None and stored[1:] == (sha256, self._stamp):
            return Opened(sha256=sha256)
        try:
            document = read_bytes(name, data)
        except UnreadableDocument as error:
            return Opened(sha256=sha256, error=str(UnreadableDocument(key, error.reason, error.remedy)))
        may_be_shown = document.media_type is MediaType.PDF and not document.masked
        return Opened(sha256=sha256, document=document, original=data if may_be_shown else None)

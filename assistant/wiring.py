"""Where the real parts meet: settings in, a working assistant out."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant import approved
from assistant.answers import Question
from assistant.approved import Reviewed
from assistant.assistant import Assistant
from assistant.concepts.glossary import Glossary
from assistant.counting import AnswerCounts
from assistant.gaps import GapLog, without_personal_data
from assistant.making import (
    load_catalogue,
    make_assistant,
    make_checker,
    make_embedder,
    make_renewals,
    make_reranking,
    require_record,
)
from assistant.readiness import Readiness
from assistant.renewal.digests import Renewals
from assistant.renewal.values import Digest
from assistant.retrieval import HybridRetriever
from assistant.settings import Settings
from assistant.sharing import Sharing
from assistant.wording.accepting import AcceptList
from assistant.wording.checking import Checker
from ingest.dense import PassageIndex
from ingest.editorial import Approval, Feedback, Gap
from ingest.library import FILE_NAME, Library
from ingest.locking import FolderLock
from ingest.page_pictures import PagePictures
from ingest.pipeline import Ingestion
from ingest.records import DeletionReceipt, FileReport, Preview, StoredDocument, Watch, unwatched
from ingest.superseded import Archived, archived


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What `ask` needs: it reads the record beside a running server and never opens Chroma."""

    library: Library
    retriever: HybridRetriever
    assistant: Assistant

    def close(self) -> None:
        """Close the record."""
        self.library.close()


def open_reader(settings: Settings) -> Reader:
    """Open an existing record for reading.

    Raises:
        LibraryDamaged: When there is none, or it cannot be opened.
    """
    require_record(settings.data)
    catalogue = load_catalogue(settings)
    embedder = make_embedder(settings)
    reranked = make_reranking(settings)
    library = Library(settings.data, writable=False)
    retriever = HybridRetriever(
        library=library, index=PassageIndex(library, embedder), embedder=embedder, catalogue=catalogue
    )
    return Reader(
        library=library,
        retriever=retriever,
        assistant=make_assistant(
            settings, library, reranked(retriever), catalogue, checker=make_checker(settings, library)
        ),
    )


def open_glossary(settings: Settings) -> Glossary:
    """Open an existing record for looking terms up: no model is needed.

    Raises:
        LibraryDamaged: When there is none, or it cannot be opened.
    """
    require_record(settings.data)
    return Glossary(Library(settings.data, writable=False))


def open_checker(settings: Settings) -> tuple[Checker, Library | None]:
    """Return the wording check beside a record, where there is one; the caller closes the record."""
    there = (settings.data / FILE_NAME).is_file()
    library = Library(settings.data, writable=False) if there else None
    return make_checker(settings, library), library


def open_renewals(settings: Settings) -> tuple[Renewals, Library]:
    """Open an existing record to see what newer documents changed; the caller closes the record.

    Raises:
        LibraryDamaged: When there is none, or it cannot be opened.
    """
    require_record(settings.data)
    library = Library(settings.data, writable=False)
    return make_renewals(library, Glossary(library), make_checker(settings, library)), library


class Owner:
    """The process that owns a data folder: it may write, and it opens the vector index.

    It is the faces' Shelf, Desk and Pulse too. Close it to release the folder.

    Raises:
        LibraryLocked: When another process owns the folder.
        LibraryDamaged: When the record cannot be opened.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = load_catalogue(settings)
        self.embedder = make_embedder(settings)
        reranked = make_reranking(settings)
        self._lock = FolderLock(settings.data).acquire()
        try:
            self.library = Library(settings.data)
        except BaseException:
            self._lock.release()
            raise
        self.index = PassageIndex(self.library, self.embedder)
        self.retriever = HybridRetriever(
            library=self.library, index=self.index, embedder=self.embedder, catalogue=self.catalogue
        )
        self.checker = make_checker(settings, self.library)
        self.counts = AnswerCounts(self.library)
        self.assistant = make_assistant(
            settings, self.library, reranked(self.retriever), self.catalogue, checker=self.checker,
            notes=[self.counts, *([GapLog(self.library)] if settings.gaps else [])],
        )  # fmt: skip
        self.glossary = Glossary(self.library)
        self.sharing = Sharing(self.library, self.assistant.ask)
        self.pictures = PagePictures(self.library)
        self.renewals = make_renewals(self.library, self.glossary, self.checker)
        self.accept_list = AcceptList(settings.data)
        self.ingestion = Ingestion(
            library=self.library, embedder=self.embedder, index=self.index, catalogue=self.catalogue
        )
        self._writing = threading.Lock()
        self._closed = False

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return every visible document, by title."""
        return self.library.documents()

    def archive(self) -> tuple[Archived, ...]:
        """Return what a newer document has taken the place of, the latest first."""
        return archived(self.library)

    def add(self, name: str, data: bytes) -> FileReport:
        """Read, embed and store one file; one at a time."""
        with self._writing:
            return self.ingestion.add(name, data)

    def add_apart(
        self, name: str, data: bytes, *, replacing: str | None = None, watch: Watch = unwatched
    ) -> FileReport:
        """Store one file as a document of its own, or in the place of another that stays in the record."""
        with self._writing:
            return self.ingestion.add_apart(name, data, replacing=replacing, watch=watch)

    def preview(self, name: str, data: bytes, *, watch: Watch = unwatched) -> Preview:
        """Tell what a file would become; nothing is stored."""
        return self.ingestion.preview(name, data, watch=watch)

    def delete(self, document_id: str) -> DeletionReceipt | None:
        """Delete a document for good; None when there is none with that id."""
        with self._writing:
            return self.ingestion.delete(document_id)

    def approvals(self) -> tuple[Reviewed, ...]:
        """Return every approved answer and whether it still holds."""
        return approved.reviewed(self.library)

    def approve(
        self,
        question: Question,
        *,
        role: str,
        expires_on: date,
        text: str | None = None,
        wordings: Sequence[str] = (),
    ) -> Approval:
        """Approve the present answer to a question, or an editor's text over its sources.

        Raises:
            ApprovalRefused: When there is nothing to approve, it has no source, or holds personal data.
        """
        answer = self.assistant.ask(question)
        approval = approved.approve(
            answer, question, role=role, expires_on=expires_on, text=text, wordings=wordings
        )
        with self._writing:
            self.library.editorial.approve(approval)
        return approval

    def withdraw(self, approval_id: str) -> bool:
        """Delete an approval; False when there is none with that id."""
        with self._writing:
            return self.library.editorial.withdraw(approval_id)

    def gaps(self) -> tuple[Gap, ...]:
        """Return what went unanswered, the most asked first; nothing where the setting `gaps` is off."""
        return self.library.editorial.gaps()

    def clear_gaps(self) -> int:
        """Empty the list of gaps; return how many there were."""
        with self._writing:
            return self.library.editorial.clear_gaps()

    def feedback(self) -> Sequence[Feedback]:
        """Return what was thought of answers, the latest first."""
        return self.library.editorial.feedback()

    def note_feedback(self, given: Feedback, *, adding_to: int | None = None) -> int:
        """Keep what somebody thought of an answer, or add a word to it; one that holds personal data is left out."""
        with self._writing:
            return self.library.editorial.note_feedback(without_personal_data(given), adding_to=adding_to)

    def clear_feedback(self) -> int:
        """Delete what was thought; return how much there was."""
        with self._writing:
            return self.library.editorial.clear_feedback()

    def digests(self) -> tuple[Digest, ...]:
        """Return what newer documents changed, and what rests on the old words."""
        return self.renewals.digests()

    def put_away(self, digest_id: str) -> bool:
        """Forget a digest, and the older words with it; False when there is none with that id."""
        with self._writing:
            return self.renewals.put_away(digest_id)

    def readiness(self) -> Readiness:
        """Return the present state without touching Chroma."""
        searched = len(self.library.searched_ids())
        engine = self.index.engine
        detail = (
            "Sökindexet används."
            if engine == "chroma"
            else "Sökindexet kontrolleras; sökningen är exakt så länge."
        )
        return Readiness(
            ready=searched > 0,
            documents=len(self.library.documents()),
            passages=searched,
            index=engine,
            detail=detail if searched else "Inga källor är inlästa. Läs in dem med naravard ingest.",
        )

    def check_index_in_background(self) -> threading.Thread:
        """Finish what was interrupted and check the vector index, rebuilding it if need be; exact search answers."""

        def check() -> None:
            with self._writing:
                if not self._closed:
                    self.sharing.forget_expired()
                    self.ingestion.settle()
                    self.index.refresh()

        thread = threading.Thread(target=check, name="index-check", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Release the data folder, once what is being written has been written."""
        self.counts.close()
        with self._writing:
            self._closed = True
            self.index.close()
            self.library.close()
            self._lock.release()

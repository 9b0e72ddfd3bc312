"""Opens the sources that rules rest on: the sentence itself, cut from the record at run time."""

import re
from collections.abc import Mapping

from assistant.wording.findings import RuleSource, told_basis
from assistant.wording.rules import Basis
from ingest.library import Library
from ingest.records import Role, StoredDocument


class LoadedSources:
    """Sources as they stand in a record; titles only for what is not loaded.

    Args:
        library: The record.
        titles: What the known sources are called, by catalogue id.
    """

    def __init__(self, library: Library, titles: Mapping[str, str]) -> None:
        self._library = library
        self._titles = titles
        self._known: dict[Basis, RuleSource] = {}
        self._version = -1

    def open(self, basis: Basis) -> RuleSource:
        """Return the title and place, with the source's own sentence where it is loaded."""
        if self._library.version != self._version:
            self._known, self._version = {}, self._library.version
        if basis not in self._known:
            self._known[basis] = self._found(basis) or told_basis(basis, self._titles)
        return self._known[basis]

    def _found(self, basis: Basis) -> RuleSource | None:
        if basis.document is None or not basis.anchor:
            return None
        words = re.compile(r"\s+".join(map(re.escape, basis.anchor.split())))
        for document in self._library.documents():
            if document.provenance.catalogue_id == basis.document and document.role is Role.SEARCHED:
                return self._sentence(document, words, basis)
        return None

    def _sentence(self, document: StoredDocument, words: re.Pattern[str], basis: Basis) -> RuleSource | None:
        stored = self._library.text(document.id)
        match = words.search(stored.text) if stored is not None else None
        if stored is None or match is None:
            return None
        for passage in self._library.passages_of(document.id):
            for sentence in passage.sentences:
                if sentence.start <= match.start() < sentence.end:
                    return RuleSource(
                        document=document.provenance.title,
                        locator=sentence.place.locator or basis.place,
                        quote=stored.text[sentence.start : sentence.end],
                        document_id=document.id,
                        start=sentence.start,
                        end=sentence.end,
                    )
        return None

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
        self._known: tuple[int, dict[Basis, RuleSource]] = (-1, {})
        """What was opened at one version of the record: replaced whole, as several requests ask at once."""

    def open(self, basis: Basis) -> RuleSource:
        """Return the title and place, with the source's own sentence where it is loaded."""
        version, (known_at, opened) = self._library.version, self._known
        if known_at != version:
            opened = {}
            self._known = (version, opened)
        source = opened.get(basis) or self._found(basis) or told_basis(basis, self._titles)
        opened[basis] = source
        return source

    def _found(self, basis: Basis) -> RuleSource | None:
        if basis.document is None:
            return None
        for document in self._library.documents():
            if document.provenance.catalogue_id == basis.document and document.role is Role.SEARCHED:
                return self._sentence(document, basis)
        return None

    def _sentence(self, document: StoredDocument, basis: Basis) -> RuleSource | None:
        stored = self._library.text(document.id)
        match = anchored(basis, stored.text) if stored is not None else None
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


def anchored(basis: Basis, text: str) -> re.Match[str] | None:
    """Return where a rule's words stand in its source, white space aside; None where they do not, or where it has none."""
    words = basis.anchor.split()
    return re.search(r"\s+".join(map(re.escape, words)), text) if words else None

"""What a file would become, before anything is stored: how it is cut, and which stored documents it may be a newer version of."""

from ingest import copies
from ingest.catalogue import Catalogue
from ingest.documents import Passage, Place, SourceDocument
from ingest.errors import UnreadableDocument
from ingest.library import Library, document_id
from ingest.passages import Standing, cut
from ingest.records import Preview, Provenance, Step, StoredDocument, Watch, unwatched
from ingest.sandbox import read_bytes
from ingest.standing import standing_of

_OPENING = 12
"""Blocks that a preview shows."""


def preview(
    name: str, data: bytes, *, library: Library, catalogue: Catalogue, watch: Watch = unwatched
) -> Preview:
    """Tell what a file would become; nothing is stored."""
    watch(Step.READING, 0, 0)
    try:
        document = read_bytes(name, data)
    except UnreadableDocument as error:
        return Preview(name=name, error=str(error))
    watch(Step.CUTTING, 0, 0)
    provenance = catalogue.provenance(document)
    passages = cut_up(name, document, provenance.title, catalogue)
    stored = library.stamp(name)
    return Preview(
        name=name, provenance=provenance, passages=len(passages), slides=document.slides, masked=document.masked,
        opening=tuple(document.text_of(block) for block in document.blocks[:_OPENING]), removals=document.removals,
        is_known=stored is not None and stored[1] == document.sha256, alike=_alike(name, document, provenance, library),
    )  # fmt: skip


def cut_up(key: str, document: SourceDocument, title: str, catalogue: Catalogue) -> tuple[Passage, ...]:
    """Cut a document into passages, each with its standing by the catalogue."""
    entry = catalogue.recognise(document)

    def standing(place: Place, text: str) -> Standing:
        worth, originator = standing_of(document, place, text, entry)
        return Standing(standing=worth, originator=originator)

    return cut(document, document_id=document_id(key, document.sha256), title=title, standing=standing)


def _alike(
    name: str, document: SourceDocument, provenance: Provenance, library: Library
) -> tuple[StoredDocument, ...]:
    """Return what a file may be a newer version of: of the same name, the same in the catalogue, or of like words."""
    own = copies.signature(document.text)
    signatures = library.signatures()
    found = []
    for stored in library.documents():
        known = stored.provenance.catalogue_id
        same = known is not None and known == provenance.catalogue_id
        like = copies.likeness(own, signatures.get(stored.id, b""))
        if stored.sha256 != document.sha256 and (
            stored.name == name
            or like >= copies.SAME_PUBLICATION
            or (same and stored.media_type is document.media_type)
        ):
            found.append((stored.name != name, -like, stored))
    return tuple(stored for _, _, stored in sorted(found, key=lambda one: one[:2]))

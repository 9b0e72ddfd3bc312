"""What no longer applies: documents that a newer one has taken the place of, and former versions whose words are still kept."""

from dataclasses import dataclass

from ingest.library import Library
from ingest.records import Provenance, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A document or a version that answers are no longer taken from."""

    name: str
    provenance: Provenance
    until: str
    """The day on which the newer one was read, ISO 8601; of two that came the other way round, the later day."""
    document_id: str | None
    """None for a version whose document has gone on under the newer one's id."""
    newer_id: str
    newer_title: str


def archived(library: Library) -> tuple[Archived, ...]:
    """Return what no longer applies, the latest first."""
    documents = {one.id: one for one in library.documents()}
    found = [
        Archived(
            name=old.name, provenance=old.provenance, until=max(old.added_at, new.added_at)[:10], document_id=old.id,
            newer_id=new.id, newer_title=new.provenance.title,
        )
        for old in documents.values()
        if old.role is Role.SUPERSEDED and (new := documents.get(old.twin or "")) is not None
    ]  # fmt: skip
    found += [
        Archived(
            name=one.name, provenance=one.provenance, until=new.added_at[:10], document_id=None, newer_id=new.id,
            newer_title=new.provenance.title,
        )
        for one in library.former.known()
        if (new := documents.get(one.after_id)) is not None
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.until, one.provenance.title), reverse=True))

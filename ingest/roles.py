"""Which documents of a record speak: one a publication and text, and none that an editor has given a successor."""

from ingest import copies
from ingest.library import Library
from ingest.records import Role


def roles_of(library: Library) -> dict[str, tuple[Role, str | None]]:
    """Return every document's role and, when it is not searched, the id of the one that speaks for it."""
    signatures = library.signatures()
    replaced = _replaced(library)
    candidates = [
        copies.Candidate(
            id=document.id,
            media_type=document.media_type,
            signature=signatures[document.id],
            added_at=document.added_at,
            catalogue_id=document.provenance.catalogue_id,
            year=document.provenance.year,
            replaces=document.provenance.replaces,
            variant_of=document.provenance.variant_of,
            guide=document.provenance.guide,
        )
        for document in library.documents()
        if document.id not in replaced
    ]
    roles = {part.id: (part.role, part.twin) for part in copies.group(candidates)}
    return {**roles, **{old: (Role.SUPERSEDED, new) for old, new in replaced.items()}}


def _replaced(library: Library) -> dict[str, str]:
    """Return the documents whose place another was given by an editor, and that one, by id."""
    ids = {library.key(document.id): document.id for document in library.documents()}
    successors = library.successors()
    found = {}
    for old in successors.keys() & ids.keys():
        new, seen = successors[old], {old}
        while new in successors and new not in seen and successors[new] in ids:
            seen.add(new)
            new = successors[new]
        if new in ids and new not in seen:
            found[ids[old]] = ids[new]
    return found

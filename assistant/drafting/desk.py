"""The drafting desk put together: it writes drafts and keeps those that are saved."""

from collections.abc import Sequence

from assistant.drafting.drafter import Drafter
from assistant.drafting.saved import ReviewedDraft, reviewed, saved
from assistant.drafting.values import Brief, Draft
from assistant.making import load_catalogue, make_checker
from assistant.searching import Retriever
from assistant.settings import Settings
from assistant.wiring import Owner, open_reader
from assistant.wording.checking import Checker
from ingest.catalogue import Catalogue
from ingest.library import Library


class DraftingDesk:
    """Writes drafts out of a record, and keeps them there.

    Args:
        library: The record; writable where drafts are saved.
        drafter: Writes drafts.
    """

    def __init__(self, *, library: Library, drafter: Drafter) -> None:
        self._library = library
        self._drafter = drafter

    def draft(self, brief: Brief) -> Draft:
        """Write a draft.

        Raises:
            UnknownChoice: When there is no such audience, channel or length.
            DraftRefused: When the sources do not carry the topic, or it must not be written about.
        """
        return self._drafter.draft(brief)

    def save(self, draft: Draft, name: str) -> None:
        """Keep a draft under a name, in place of an earlier one of that name; raise DraftRefused for a name that cannot be kept."""
        self._library.editorial.save_draft(saved(draft, name))

    def drafts(self) -> Sequence[ReviewedDraft]:
        """Return every saved draft, and whether its sources still say the same."""
        return reviewed(self._library)

    def remove(self, name: str) -> bool:
        """Delete a saved draft; False when there is none of that name."""
        return self._library.editorial.remove_draft(name)

    def close(self) -> None:
        """Close the record."""
        self._library.close()


def open_desk(settings: Settings) -> DraftingDesk:
    """Open an existing record for writing drafts out of it; nothing is saved through it.

    Raises:
        LibraryDamaged: When there is none, or it cannot be opened.
    """
    reader = open_reader(settings)
    checker = make_checker(settings, reader.library)
    return _desk(reader.library, reader.retriever, checker, load_catalogue(settings))


def desk_of(owner: Owner) -> DraftingDesk:
    """Return the desk of the process that owns a data folder; the owner closes the record."""
    return _desk(owner.library, owner.retriever, owner.checker, owner.catalogue)


def _desk(library: Library, retriever: Retriever, checker: Checker, catalogue: Catalogue) -> DraftingDesk:
    drafter = Drafter(
        library=library,
        retriever=retriever,
        checker=checker,
        layers=lambda profile: layers(profile, catalogue),
    )
    return DraftingDesk(library=library, drafter=drafter)


def layers(profile: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return a profile and the layers around it, inmost first: a municipality speaks with its region's words too."""
    around = {one.id: one.within for one in catalogue.profiles}
    found = [profile]
    while (within := around.get(found[-1])) is not None and within not in found:
        found.append(within)
    return tuple(found)

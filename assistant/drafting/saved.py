"""Saved drafts: kept with what they rest on, and flagged where a source no longer says the same."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from assistant.approved import State, place_of, stands
from assistant.drafting.values import Draft, DraftRefused
from assistant.privacy import guard
from ingest.editorial import SavedDraft
from ingest.library import Library
from ingest.masking import MASK

LONGEST_NAME = 80
"""Characters of a saved draft's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedDraft:
    """A saved draft and whether its sources still say the same."""

    saved: SavedDraft
    state: State
    changed: tuple[str, ...] = ()
    """File names of the sources that no longer say the same."""


def saved(draft: Draft, name: str, *, today: date | None = None) -> SavedDraft:
    """Return a draft as it is kept: without what it left out, which are other sources' words.

    Raises:
        DraftRefused: When the name is empty, too long, or looks like a person's.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise DraftRefused(f"Ange ett namn på utkastet med högst {LONGEST_NAME} tecken. Inget har sparats.")
    if MASK in plain or guard(plain, lambda _: False).pieces:
        raise DraftRefused("Namnet ser ut att innehålla personuppgifter. Välj ett annat. Inget har sparats.")
    kept = replace(draft, left_out=(), findings=())
    return SavedDraft(
        name=plain, profile=draft.brief.profile, topic=draft.brief.topic,
        saved_on=(today or date.today()).isoformat(),  # noqa: DTZ011  # the writer's day
        draft=json.dumps(kept.to_json(), ensure_ascii=False), places=tuple(map(place_of, draft.citations)),
    )  # fmt: skip


def review(draft: SavedDraft, library: Library) -> ReviewedDraft:
    """Compare a saved draft with its sources as they are now."""
    changed = tuple(dict.fromkeys(place.name for place in draft.places if not stands(place, library)))
    return ReviewedDraft(saved=draft, state=State.CHANGED if changed else State.HOLDS, changed=changed)


def reopened(kept: SavedDraft) -> Draft:
    """Return a saved draft as it was, save for what it left out."""
    return TypeAdapter(Draft).validate_json(kept.draft)


def reviewed(library: Library) -> Sequence[ReviewedDraft]:
    """Return every saved draft with its state, by name."""
    return tuple(review(one, library) for one in library.editorial.drafts())

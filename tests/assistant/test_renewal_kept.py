"""What is kept of a change digest: which generations came between, and what was compared."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.renewal import digests
from assistant.renewal.comparing import Line, compare
from assistant.renewal.values import Change, Digest
from assistant.wiring import Owner
from ingest.editorial import ApprovedPlace, SavedDraft
from tests.assistant.kitchen_guide import GUIDE, brief, desk_at, write_texts

NEW_GUIDE = GUIDE.replace("Ungefär 40 procent", "Ungefär 45 procent")


def only(owner: Owner) -> Digest:
    """Return the one digest there is."""
    (digest,) = owner.digests()
    return digest


@pytest.mark.slow
def test_an_approval_of_a_generation_between_is_found_by_id(tmp_path: Path) -> None:
    """Whatever its file is called; another file of the same name that is gone has nothing to do with it."""
    with desk_at(write_texts(tmp_path, {"guide.md": GUIDE})) as (_, owner):
        first = str(owner.documents()[0].id)
        second = owner.add("guide.md", NEW_GUIDE.encode()).document_id
        editorial = owner.library.editorial
        for name, id_, cited in (
            ("a", first, "x.md"),
            ("b", str(second), "x.md"),
            ("c", "annan", "guide.md"),
        ):
            place = ApprovedPlace(document_id=id_, name=cited, start=0, end=5, sha256="")
            editorial.save_draft(
                SavedDraft(
                    name=name, profile="byn", topic="t", saved_on="2026-11-28", draft="{}", places=(place,)
                )
            )
        owner.add("guide.md", NEW_GUIDE.replace("45 procent", "50 procent").encode())

        assert [one.id for one in only(owner).drafts] == ["a", "b"]


@pytest.mark.slow
def test_what_was_compared_is_not_compared_again_until_the_record_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor who comes back to the page does not wait twice; what rests on the old words is looked up each time."""
    compared: list[int] = []

    def counted(old: Sequence[Line], new: Sequence[Line]) -> tuple[tuple[Change, ...], int]:
        compared.append(len(old))
        return compare(old, new)

    monkeypatch.setattr(digests, "compare", counted)
    with desk_at(write_texts(tmp_path, {"guide.md": GUIDE})) as (desk, owner):
        desk.save(desk.draft(brief()), "om byköket")
        owner.add("guide.md", NEW_GUIDE.encode())
        assert only(owner).drafts
        desk.remove("om byköket")
        assert not only(owner).drafts
        assert len(compared) == 1

        owner.add("guide.md", NEW_GUIDE.replace("45 procent", "50 procent").encode())
        only(owner)
        assert len(compared) == 2

"""Saved drafts: kept by name, flagged when a source changes, gone when it is deleted."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.approved import State
from assistant.drafting.desk import DraftingDesk, open_desk
from assistant.drafting.values import DraftRefused
from assistant.settings import Settings
from assistant.wiring import Owner
from ingest.database import SCHEMA_VERSION
from ingest.library import FILE_NAME, Library
from tests.assistant.kitchen_guide import GUIDE, brief, desk_at, write_texts

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a record that a test may change."""
    return write_texts(tmp_path / "kitchen")


@pytest.fixture
def parts(settings: Settings) -> Iterator[tuple[DraftingDesk, Owner]]:
    """The desk and the owner of that record, with one draft saved."""
    with desk_at(settings) as (desk, owner):
        desk.save(desk.draft(brief()), "om byköket")
        yield desk, owner


def test_a_draft_is_kept_by_its_name_and_replaced_by_the_next(parts: tuple[DraftingDesk, Owner]) -> None:
    """A name is one draft."""
    desk, _ = parts

    desk.save(desk.draft(brief("varför byköket behövs")), " om  byköket ")

    (kept,) = desk.drafts()
    assert (kept.saved.name, kept.saved.topic, kept.state) == (
        "om byköket",
        "varför byköket behövs",
        State.HOLDS,
    )
    assert desk.remove("om byköket")
    assert not desk.remove("om byköket")
    assert desk.drafts() == ()


def test_a_changed_source_flags_the_drafts_that_rest_on_it(parts: tuple[DraftingDesk, Owner]) -> None:
    """As approved answers are flagged."""
    desk, owner = parts

    owner.add("guide.md", GUIDE.replace("gemensamt kök", "öppet kök").encode())

    (kept,) = desk.drafts()
    assert (kept.state, kept.changed) == (State.CHANGED, ("guide.md",))


def test_another_source_does_not_flag_it(parts: tuple[DraftingDesk, Owner]) -> None:
    """Not even one whose sentence was left out."""
    desk, owner = parts

    owner.add("old.md", b"# Helt annat\n\nInget om det.\n")

    assert [one.state for one in desk.drafts()] == [State.HOLDS]


def test_deleting_a_source_deletes_the_drafts_that_repeat_its_words(
    parts: tuple[DraftingDesk, Owner],
) -> None:
    """Deleted means gone; the receipt says so."""
    desk, owner = parts
    (guide,) = [one for one in owner.documents() if one.name == "guide.md"]

    receipt = owner.delete(guide.id)

    assert receipt is not None
    assert receipt.drafts == 1
    assert desk.drafts() == ()


def test_what_was_left_out_is_not_kept(parts: tuple[DraftingDesk, Owner]) -> None:
    """Those are the words of sources that the draft does not rest on: deleting them must leave nothing."""
    (kept,) = parts[0].drafts()

    assert json.loads(kept.saved.draft)["left_out"] == []
    assert "vintern" not in kept.saved.draft


@pytest.mark.parametrize("name", ["", "   ", "x" * 90, "Anna Karlssons text 19440312-1234"])
def test_a_name_that_cannot_be_kept_is_refused(parts: tuple[DraftingDesk, Owner], name: str) -> None:
    """Empty, too long, or a person's."""
    desk, _ = parts

    with pytest.raises(DraftRefused, match="Inget har sparats"):
        desk.save(desk.draft(brief()), name)


def test_a_desk_beside_the_owner_writes_drafts(settings: Settings) -> None:
    """It reads the record and needs no lock."""
    with desk_at(settings):
        beside = open_desk(settings)

        assert beside.draft(brief()).citations
        assert beside.drafts() == ()
        beside.close()


def test_an_older_record_gets_its_table_when_its_owner_opens_it(settings: Settings) -> None:
    """Until then it is read as one without drafts."""
    with sqlite3.connect(settings.data / FILE_NAME) as older:
        older.executescript(
            "DROP TABLE drafts; DROP TABLE former; DROP TABLE feedback; DROP TABLE earlier; DROP TABLE outcomes; DROP TABLE cited; DROP TABLE originals; DROP TABLE shared; PRAGMA user_version = 2;"
        )

    library = Library(settings.data, writable=False)
    assert library.editorial.drafts() == ()
    library.close()
    with desk_at(settings) as (desk, owner):
        desk.save(desk.draft(brief()), "ny")
        version = owner.library.database.reader.execute("PRAGMA user_version").fetchone()[0]
    assert version == SCHEMA_VERSION

"""The measurement of drafts: that it sees what it is there to see, and, where the publications are, that all bars hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Origin
from assistant.drafting.desk import DraftingDesk
from assistant.drafting.forms import Forms
from assistant.drafting.values import Draft, DraftSentence
from assistant.wiring import Owner
from eval.cases import data_file, load_rows
from eval.drafts import Row, unfaithful, unsourced
from eval.run import main
from tests.assistant.kitchen_guide import brief, desk_at, write_texts


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DraftingDesk, Owner]]:
    """The village's desk and its owner."""
    with desk_at(write_texts(tmp_path_factory.mktemp("kitchen"))) as parts:
        yield parts


@pytest.fixture
def draft(parts: tuple[DraftingDesk, Owner]) -> Draft:
    """A sound draft."""
    return parts[0].draft(brief("byköket", length="lang"))


def with_first(draft: Draft, sentence: DraftSentence) -> Draft:
    """Return a draft with another first sentence."""
    first, *others = draft.blocks
    return replace(draft, blocks=(replace(first, sentences=(sentence, *first.sentences[1:])), *others))


def test_a_sound_draft_has_nothing_to_remark_on(draft: Draft, parts: tuple[DraftingDesk, Owner]) -> None:
    """In every origin."""
    assert list(unsourced(draft, Forms.load())) == []
    assert list(unfaithful(draft, parts[1].library)) == []


def test_a_sentence_of_nobodys_is_seen(draft: Draft) -> None:
    """Our own words are those of the data file."""
    invented = DraftSentence(text="Byköket är bäst i landet.", origin=Origin.OWN)

    assert list(unsourced(with_first(draft, invented), Forms.load())) == [invented.text]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Byköket är ett stort kök där alla i byn kan laga mat tillsammans.", Origin.QUOTE),
        ("Byköket är ett gemensamt kök där alla i byn får laga mat tillsammans.", Origin.ADAPTED),
    ],
)
def test_a_word_that_the_source_does_not_have_is_seen(
    draft: Draft, parts: tuple[DraftingDesk, Owner], text: str, origin: Origin
) -> None:
    """In a quotation, and in an adapted sentence."""
    changed = replace(draft.blocks[0].sentences[0], text=text, origin=origin)

    assert list(unfaithful(with_first(draft, changed), parts[1].library)) == [text]


def test_the_orders_hold_forty_to_write_and_six_to_refuse() -> None:
    """All audiences and channels among them."""
    rows = load_rows(data_file("drafts.jsonl"), Row, fields="")

    assert (sum(one.supported for one in rows), sum(not one.supported for one in rows)) == (40, 6)
    forms = Forms.load()
    assert {one.audience for one in rows} == {one.id for one in forms.audiences}
    assert {one.channel for one in rows} == {one.id for one in forms.channels}


@pytest.mark.slow
def test_every_bar_holds_on_the_publications(publications: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No finding, no sentence without origin, no quotation that is not there, every foreign topic refused."""
    assert main("drafts", ["--documents", str(publications)], documents=None) == 0
    assert "under gränsen" not in capsys.readouterr().out

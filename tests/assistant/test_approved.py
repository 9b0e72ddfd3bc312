"""Approved answers and the gap list, through an owner of a real record."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.answers import Answer, Outcome, Question, QuoteStatus
from assistant.approved import ApprovalRefused, State
from assistant.settings import Settings
from assistant.wiring import Owner, open_reader
from ingest.database import SCHEMA_VERSION
from ingest.library import FILE_NAME
from tests.small_sources import SOURCES

QUESTION = "Vad kostar ett hembesök?"
SOON = date.today() + timedelta(days=30)  # noqa: DTZ011  # the editor's day


@pytest.fixture
def owner(own_settings: Settings) -> Iterator[Owner]:
    """The owner of a record of the small sources, keeping the gap list."""
    with closing(Owner(own_settings.model_copy(update={"gaps": True}))) as owner:
        yield owner


def ask(owner: Owner, question: str = QUESTION, profile: str = "orebro", **more: object) -> Answer:
    """Ask one question in a profile."""
    return owner.assistant.ask(Question(text=question, profile=profile, **more))  # type: ignore[arg-type]  # fields by name


def approve(owner: Owner, profile: str = "orebro", **more: object) -> None:
    """Approve the present answer to the question."""
    given = {"role": "kommunikationschef", "expires_on": SOON, **more}
    owner.approve(Question(text=QUESTION, profile=profile), **given)  # type: ignore[arg-type]  # fields by name


def test_an_approved_answer_is_served_first_and_says_so(owner: Owner) -> None:
    """Its citations are cut anew from the stored source."""
    approve(owner, text="Det kostar ingenting. [1]")

    answer = ask(owner)

    today = date.today()  # noqa: DTZ011  # as above
    assert answer.answer.startswith(f"Godkänt svar: kommunikationschef, {today}. Gäller till och med {SOON}.")
    assert answer.answer.endswith("Det kostar ingenting. [1]")
    assert (answer.outcome, answer.heading) == (Outcome.ANSWERED, "Godkänt svar")
    assert answer.approved is not None
    assert [one.status for one in answer.citations] == [QuoteStatus.EXACT]
    assert answer.evidence
    assert answer.to_json()["approved"]["role"] == "kommunikationschef"


@pytest.mark.parametrize(
    ("question", "served"),
    [
        ("vad kostar ett hembesök", True),
        ("va kostar hembesöket?", True),
        ("Är hembesök gratis?", True),
        ("Vem beslutar om hembesök?", False),
        ("Vad är ett hembesök?", False),
        ("Vad kostar ett hembesök för Anna Testsson, 811218-9876?", False),
    ],
)
def test_it_answers_the_same_question_however_it_is_put(
    owner: Owner,
    question: str,
    served: bool,  # noqa: FBT001  # a parameter
) -> None:
    """Another question about the same thing is another question; one about a person is never served from a shelf."""
    approve(owner, wordings=("Är hembesök gratis?",))

    assert (ask(owner, question).approved is not None) is served


def test_a_follow_up_is_not_served_from_a_shelf(owner: Owner) -> None:
    """What it asks stands in its thread."""
    approve(owner)

    assert ask(owner, "Och vad kostar det?", history=("Vad är en anteckningsbok?",)).approved is None


def test_the_national_one_serves_where_a_profile_has_none(owner: Owner) -> None:
    """The profile's own comes before it; another profile's never."""
    approve(owner, profile="nationell", role="nationell redaktör")
    approve(owner, profile="orebro", role="regional redaktör")

    roles = {name: ask(owner, profile=name).approved for name in ("orebro", "sormland", "nationell")}

    assert {name: one.role for name, one in roles.items() if one} == {
        "orebro": "regional redaktör", "sormland": "nationell redaktör", "nationell": "nationell redaktör",
    }  # fmt: skip


def test_an_expired_one_is_shown_as_such_and_not_served(owner: Owner) -> None:
    """The day after its last."""
    approve(owner)
    late = date.today() + timedelta(days=31)  # noqa: DTZ011  # as above

    from assistant.approved import reviewed, serving  # noqa: PLC0415  # asked on another day than the owner's

    assert serving(QUESTION, "orebro", owner.library, today=late) is None
    assert [one.state for one in reviewed(owner.library, today=late)] == [State.EXPIRED]
    assert [one.state for one in owner.approvals()] == [State.HOLDS]


def test_a_source_that_changes_takes_it_out_of_service(owner: Owner) -> None:
    """It is flagged with the name of the file, and served again once approved anew."""
    approve(owner)
    changed = SOURCES["hembesok-orebro.md"].replace("kostar ingenting", "kostar 300 kronor")
    owner.add("hembesok-orebro.md", changed.encode())

    (flagged,) = owner.approvals()
    assert (flagged.state, flagged.changed) == (State.CHANGED, ("hembesok-orebro.md",))
    assert ask(owner).approved is None

    approve(owner)
    assert [one.state for one in owner.approvals()] == [State.HOLDS]


def test_a_deleted_source_takes_its_approved_answers_along(owner: Owner, own_settings: Settings) -> None:
    """Deleted means gone: also the editor's words over it, from every byte of the folder."""
    approve(owner, text="Besöket är kostnadsfritt enligt Zebrabeslutet. [1]")
    cited = ask(owner).citations[0].document_id

    receipt = owner.delete(cited)

    assert receipt is not None
    assert receipt.approved == 1
    assert owner.approvals() == ()
    left = b"".join(path.read_bytes() for path in own_settings.data.rglob("*") if path.is_file())
    assert b"Zebrabeslutet" not in left


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"role": "Anna Bengtsson"}, "personuppgifter"),
        ({"role": " "}, "saknas vem som godkänner"),
        ({"expires_on": date(2020, 1, 1)}, "måste vara senare än i dag"),
        ({"text": "Se [7]."}, "hänvisar till [7]"),
        ({"text": "ord " * 301}, "längre än 300 ord"),
        ({"wordings": ("Vad kostar det för 811218-9876?",)}, "personuppgifter"),
    ],
)
def test_what_cannot_be_approved_is_refused_by_name(
    owner: Owner, given: dict[str, object], told: str
) -> None:
    """Nothing is kept."""
    with pytest.raises(ApprovalRefused) as refused:
        approve(owner, **given)  # type: ignore[arg-type]  # fields by name

    assert told in str(refused.value)
    assert owner.approvals() == ()


def test_what_is_not_answered_cannot_be_approved(owner: Owner) -> None:
    """An approval needs a source."""
    with pytest.raises(ApprovalRefused, match="inget svar med källor"):
        owner.approve(Question(text="Vilken färg har månen?"), role="redaktör", expires_on=SOON)


def test_gaps_are_grouped_and_counted_by_what_they_are_about(owner: Owner) -> None:
    """However they are put; each profile by itself; answered questions are none."""
    for question in ("Vilken färg har månen?", "vilken färg har månen", "Vad kostar ett hembesök?"):
        ask(owner, question)
    ask(owner, "Vilken färg har månen?", profile="sormland")

    gaps = owner.gaps()

    assert [(gap.question, gap.profile, gap.asked) for gap in gaps] == [
        ("Vilken färg har månen?", "orebro", 2), ("Vilken färg har månen?", "sormland", 1),
    ]  # fmt: skip
    assert gaps[0].missing == "färg"
    assert owner.clear_gaps() == 2
    assert owner.gaps() == ()


def test_a_question_with_personal_data_is_never_kept(owner: Owner, own_settings: Settings) -> None:
    """Not even what is left when it is covered."""
    ask(owner, "Vilken zebrafärg har Anna Testssons måne, 811218-9876?")

    assert owner.gaps() == ()
    left = b"".join(path.read_bytes() for path in own_settings.data.rglob("*") if path.is_file())
    assert b"zebraf" not in left


def test_nothing_is_kept_unless_chosen(own_settings: Settings) -> None:
    """The list is off from the start."""
    with closing(Owner(own_settings)) as owner:
        ask(owner, "Vilken zebrafärg har månen?")

        assert owner.gaps() == ()
    left = b"".join(path.read_bytes() for path in own_settings.data.rglob("*") if path.is_file())
    assert b"zebraf" not in left


def test_a_locked_record_costs_the_count_and_not_the_answer(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody asks while the disk is full."""

    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(owner.library.editorial, "note_gap", refuse)

    assert ask(owner, "Vilken färg har månen?").outcome is Outcome.UNANSWERED


def age(folder: Path) -> None:
    """Make a record one of the version before there were editors."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as old:
        old.executescript(
            "DROP TABLE approved; DROP TABLE gaps; DROP TABLE drafts; DROP TABLE former; DROP TABLE feedback; DROP TABLE earlier; DROP TABLE outcomes; DROP TABLE cited; DROP TABLE originals; DROP TABLE shared; PRAGMA user_version = 1;"
        )


def test_an_older_record_is_read_as_it_is_and_brought_up_to_date_by_its_owner(own_settings: Settings) -> None:
    """A reader may not write; nothing of what stood there is lost."""
    age(own_settings.data)

    with closing(open_reader(own_settings)) as reader:
        answer = reader.assistant.ask(Question(text=QUESTION))
        assert (answer.outcome, reader.library.editorial.gaps()) == (Outcome.ANSWERED, ())
    with closing(Owner(own_settings)) as owner:
        approve(owner)
        assert ask(owner).approved is not None
        version = owner.library.database.reader.execute("PRAGMA user_version").fetchone()[0]

    assert version == SCHEMA_VERSION
